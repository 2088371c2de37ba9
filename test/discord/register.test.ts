import { REST } from 'discord.js';
import { expect, it } from 'vitest';
import { registration } from '../../adapters/chat/discord/commands.ts';
import { register } from '../../adapters/chat/discord/register.ts';
import { type Answers, answering } from './local-answers.ts';

const ID = '1011121314151617181';
const GUILD = '1011121314151617182';
const EVERYWHERE = `/applications/${ID}/commands`;
const IN_GUILD = `/applications/${ID}/guilds/${GUILD}/commands`;

/** Registers before a Discord that answers so. */
async function registering(answers: Answers, devGuild: string | null = null) {
  const { url, asked, sent } = await answering(answers);
  const rest = new REST({ api: url, retries: 0 }).setToken('canary.canary.canary');
  const done = register(rest, { applicationId: ID, devGuild });
  return { done, asked, sent };
}

it('registers the commands that are not there', async () => {
  const { done, asked, sent } = await registering({
    [`GET ${EVERYWHERE}?with_localizations=true`]: [],
    [`PUT ${EVERYWHERE}`]: [],
  });
  await done;
  expect(asked).toEqual([`GET ${EVERYWHERE}?with_localizations=true`, `PUT ${EVERYWHERE}`]);
  expect(sent).toEqual([JSON.parse(JSON.stringify(registration()))]);
});

it('leaves them as they are when they are in step', async () => {
  const { done, asked } = await registering({
    [`GET ${EVERYWHERE}?with_localizations=true`]: registration(),
  });
  await done;
  expect(asked).toEqual([`GET ${EVERYWHERE}?with_localizations=true`]);
});

it('registers in one server when it is told to', async () => {
  const { done, asked } = await registering(
    { [`GET ${IN_GUILD}?with_localizations=true`]: [], [`PUT ${IN_GUILD}`]: [] },
    GUILD,
  );
  await done;
  expect(asked).toEqual([`GET ${IN_GUILD}?with_localizations=true`, `PUT ${IN_GUILD}`]);
});

it.each([
  [401, null, /^DISCORD_TOKEN: .*copy it anew/],
  [403, null, /^DISCORD_APPLICATION_ID: .*copy it anew/],
  [404, GUILD, /^DISCORD_DEV_GUILD: .*take DISCORD_DEV_GUILD away/],
  [503, null, /^DISCORD_API_URL: .*network/],
])('says what to mend when Discord answers %i', async (status, devGuild, problem) => {
  const route = devGuild ? IN_GUILD : EVERYWHERE;
  const { done } = await registering({ [`GET ${route}?with_localizations=true`]: status }, devGuild);
  await expect(done).rejects.toMatchObject({ name: 'ConfigError', message: expect.stringMatching(problem) });
  await expect(done).rejects.not.toMatchObject({ message: expect.stringContaining('canary') });
});
