import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { runCommandLine } from '../../src/cli/command-line.ts';
import { commands } from '../../src/commands/registry.ts';
import { startDiscord } from '../fakes/discord/discord-server.ts';
import { aMailServer } from '../fakes/mail/mail-server.ts';
import { startSlack } from '../fakes/slack/slack-server.ts';
import { startTelegram } from '../fakes/telegram/telegram-server.ts';
import { startZoom } from '../fakes/zoom/zoom-server.ts';
import { tellFigure } from '../figure.ts';
import { startProgram } from '../program/program.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { createGuest } from './guest.ts';
import { hear, heardByDiscord, heardBySlack, heardByTelegram } from './heard.ts';
import { type Town, townInDiscord, townInSlack, townInTelegram } from './towns.ts';
import { openTruth } from './truth.ts';
import { Watch } from './watch.ts';

/** With those of the playground the 200 of SECURITY.md §6; the soak does it again and again. */
const CODES = 140;
const SWEEPS = Array.from({ length: Number(process.env['PLATFORM_SWEEPS'] ?? 1) }, (_, at) => at + 1);
const PATIENCE = { timeout: 60_000 };
const ADDRESS = 'kim@example.org';

/** What stays open while others are tried. */
const LAST = ['cancel', 'end', 'lock', 'unlock'];

/** The real program in three platforms at once, with mail and calls at Zoom. */
async function everywhere() {
  const folder = temporaryFolder('canary');
  const [slack, discord, telegram, zoom, mail] = await Promise.all([
    startSlack(),
    startDiscord(),
    startTelegram(),
    startZoom(),
    aMailServer(),
  ]);
  const env = {
    PUBLIC_URL: 'https://meet.example.org',
    PLAYGROUND: 'on',
    DEFAULT_PLAN: 'pro',
    CONFERENCE: 'zoom',
    ...zoom.env,
    SMTP_URL: mail.url,
    MAIL_FROM: 'Latchkey <meet@example.org>',
    SLACK_API_URL: slack.url,
    SLACK_BOT_TOKEN: slack.botToken,
    SLACK_APP_TOKEN: slack.appToken,
    DISCORD_API_URL: discord.url,
    DISCORD_TOKEN: discord.token,
    DISCORD_APPLICATION_ID: discord.applicationId,
    TELEGRAM_API_ROOT: telegram.apiRoot,
    TELEGRAM_TOKEN: telegram.token,
    TELEGRAM_MODE: 'polling',
  };
  const program = await startProgram(folder, { env });
  onTestFinished(async () => {
    await program.kill();
    await Promise.all([slack.close(), discord.close(), telegram.close(), zoom.close()]);
    await rm(folder, { recursive: true });
  });
  await expect
    .poll(() => slack.connections * discord.connections * telegram.polling, PATIENCE)
    .toBeGreaterThan(0);
  const inSlack = townInSlack(slack);
  const towns: readonly Town[] = [inSlack, townInDiscord(discord), townInTelegram(telegram)];
  return { folder, env, program, slack, discord, telegram, zoom, mail, towns, acks: inSlack.acks };
}

/** Every command, as somebody types it who knows the meeting. */
const lines = (topic: string): readonly string[] =>
  commands
    .map(({ name }) => name)
    .toSorted((one, other) => LAST.indexOf(one) - LAST.indexOf(other))
    .map((name) => {
      switch (name) {
        case 'join':
          return `join ${topic} 0123456789`;
        case 'invite':
        case 'uninvite':
        case 'cohost':
          return `${name} ${topic} @lee`;
        case 'plan':
          return `plan ${topic}-later tomorrow 9:00 @ivan`;
        case 'now':
          return `now ${topic}-too @ivan`;
        default:
          return `${name} ${topic}`;
      }
    });

it.each(SWEEPS)(
  'sweep %i shows a code in Slack, Discord, Telegram, mail, Zoom and the web to nobody but whom it is for',
  async () => {
    const world = await everywhere();
    const { folder, program, slack, discord, telegram, zoom, mail, towns } = world;
    const watch = new Watch();
    const truth = await openTruth(folder, watch);
    const guest = createGuest(program.url, watch);
    const topicOf = ({ platform }: Town) => `Standup-${platform}`;
    /** Once the newest code is with Ivan, everybody's is as good as there. */
    const delivered = async (town: Town, before = '') => {
      let passcode = '';
      await expect
        .poll(async () => {
          passcode = (await truth.learn()).get(topicOf(town)) ?? '';
          const there = passcode !== '' && town.readsInPrivate('ivan').includes(passcode);
          return `${town.platform} ${there && passcode !== before}`;
        }, PATIENCE)
        .toBe(`${town.platform} true`);
      return passcode;
    };

    await Promise.all(
      towns.map(async (town) => {
        const topic = topicOf(town);
        await town.says('olga', `now ${topic} @ivan @lee @mia`);
        let passcode = await delivered(town);
        town.hurts();
        await town.says('olga', `invite ${topic} ${ADDRESS}`);
        for (const who of ['lee', 'pat', 'mia', 'olga'] as const) await town.presses(who);
        for (let renewals = 0; watch.codes < CODES || renewals < 2; renewals += 1) {
          await town.says('olga', `rotate ${topic} with links`);
          passcode = await delivered(town, passcode);
        }
        town.hurts();
        for (const line of lines(topic)) {
          await town.says('pat', line);
          await town.says('pat', line, 'private');
          await town.says('olga', line);
          if (/^(now|invite|rotate|recreate|plan)/.test(line)) await truth.learn();
        }
        await town.presses('pat');
      }),
    );
    await guest.breaks('{"meetingId":');
    await guest.looksAround('12345678901');
    const codes = watch.codes;
    await truth.learn();
    await truth.close();

    hear(watch, heardBySlack(slack));
    for (const [reader, ack] of world.acks)
      watch.hear("Slack's acknowledgement", reader, JSON.stringify(ack));
    hear(watch, heardByDiscord(discord));
    hear(watch, heardByTelegram(telegram));
    for (const one of zoom.requests) watch.hear('a request to Zoom', 'zoom', JSON.stringify(one));
    for (const { to, ...rest } of mail.mails) watch.hear('a mail', `mail:${to.join()}`, JSON.stringify(rest));
    const copy = join(folder, 'backup.db');
    for (const line of [`backup ${copy}`, 'doctor', 'plan']) {
      const told = (text: string) => watch.hear(line, null, text);
      await runCommandLine(
        line.split(' '),
        { ...world.env, DATA_DIR: join(folder, 'data') },
        { print: told, tell: told },
      );
    }
    watch.hear('the backup', null, await readFile(copy, 'latin1'));
    const hearFiles = async () => {
      for (const name of await readdir(join(folder, 'data')))
        watch.hear(name, null, await readFile(join(folder, 'data', name), 'latin1'));
    };
    await hearFiles();
    await program.kill();
    await hearFiles();
    watch.hear('stdout', null, program.written.out);
    watch.hear('stderr', null, program.written.err);

    const leaks = watch.leaks();
    tellFigure(
      `${codes} codes followed on three platforms, by mail and at Zoom: ${leaks.length} leaks`,
      'none',
    );
    expect(leaks).toEqual([]);
    expect(codes).toBeGreaterThanOrEqual(CODES);
    expect(mail.mails.length).toBeGreaterThan(0);
    expect(program.written.out).not.toContain('"command failed"');
    for (const town of towns) {
      expect(town.violations()).toEqual([]);
      // Whoever may have it has it.
      expect(town.readsInPrivate('ivan')).toContain(topicOf(town));
    }
  },
  3_600_000,
);
