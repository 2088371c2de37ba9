import { rm } from 'node:fs/promises';
import { expect, it, onTestFinished } from 'vitest';
import { z } from 'zod';
import type { Entry } from '../../adapters/chat/playground/state.ts';
import { startJitsi } from '../fakes/jitsi/local-jitsi.ts';
import { participant } from '../fakes/zoom/webhooks.ts';
import { startZoom } from '../fakes/zoom/zoom-server.ts';
import { changeSettings } from '../program/change-settings.ts';
import { openPage, pressIn, secretOf, textOf } from '../program/page.ts';
import { startProgram } from '../program/program.ts';
import { temporaryFolder } from '../temporary-folder.ts';

/** The playground before a local Zoom, in which Olga has an account and Ada has none, and a local Jitsi. */
async function thePlayground() {
  const zoom = await startZoom();
  const jitsi = await startJitsi({
    now: Date.now,
    app: { id: 'latchkey', secret: 'a-secret-of-thirty-two-characters' },
  });
  const olga = zoom.addUser('olga@example.org');
  const folder = temporaryFolder('zoom');
  const program = await startProgram(folder, { env: { ...zoom.env, ...jitsi.env, CONFERENCE: 'zoom' } });
  onTestFinished(async () => {
    await program.kill();
    await zoom.close();
    await jitsi.close();
    await rm(folder, { recursive: true });
  });
  zoom.webhooks.url = `${program.url}/zoom/webhook`;
  const page = openPage(program.url);

  /** Somebody's slip, once it is there. */
  const anySlip = (person: string, topic: string) =>
    page.until(`slip of ${topic} for ${person}`, (entries) => slipOf(entries, person, topic));
  const slipOf = (entries: readonly Entry[], person: string, topic: string) =>
    entries.find(
      ({ audience, source, body }) =>
        audience === person &&
        source === 'delivery' &&
        body.kind === 'message' &&
        body.notice === `Your code for ${topic}`,
    );
  /** Somebody's slip, once it holds Zoom's passcode of now. */
  const slip = (person: string, topic: string) =>
    page.until(`slip of ${topic} for ${person}`, (entries) => {
      const found = slipOf(entries, person, topic);
      const [meeting] = zoom.meetings().filter((one) => one.topic === topic);
      return found && meeting && secretOf(found, 'Zoom passcode') === meeting.password && { found, meeting };
    });
  /** Through the door with what stands in a slip. */
  async function joins(found: Entry, name: string): Promise<string> {
    const answer = z.object({ next: z.object({ kind: z.enum(['redirect', 'room']), url: z.url() }) });
    return answer.parse(await asks(found, name)).next.url;
  }
  async function asks(found: Entry, name: string): Promise<unknown> {
    const response = await fetch(`${program.url}/api/join`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        meetingId: secretOrText(found, 'Meeting ID'),
        passcode: secretOf(found, 'Passcode'),
        name,
      }),
    });
    return response.json();
  }
  return { zoom, jitsi, olga, program, page, slip, anySlip, asks, joins };
}

function secretOrText({ body }: Entry, label: string): string {
  const blocks = body.kind === 'message' ? body.blocks : [];
  const fields = blocks.flatMap((block) => (block.kind === 'fields' ? block.fields : []));
  const [span] = fields.find((field) => field.label === label)?.value ?? [];
  if (!span || !('text' in span)) throw new Error(`no ${label}`);
  return span.text;
}

it('runs a call at Zoom from the first word to the last, another in the built-in room, and one at Jitsi', async () => {
  const { zoom, jitsi, olga, program, page, slip, anySlip, asks, joins } = await thePlayground();
  const { webhooks } = zoom;

  await page.says('olga', '/meeting now Standup @ivan');
  const { found, meeting } = await slip('ivan', 'Standup');
  expect(meeting.host_id).toBe(olga.id);
  expect(secretOf(found, 'Zoom meeting ID').replaceAll(' ', '')).toBe(String(meeting.id));

  // Zoom's own codes and links are in nobody else's sight, whoever comes in by them.
  expect(await joins(found, 'Lee from elsewhere')).toContain('/w/');
  expect(zoom.state.invites.map(({ name }) => name)).toEqual(['Lee from elsewhere (guest)']);
  const open = (await page.entries()).filter(({ audience }) => audience === null).map(textOf);
  for (const secret of [meeting.password, String(meeting.id), 'zoom.example'])
    expect(open.join()).not.toContain(secret);

  const lee = participant('Lee');
  await webhooks.post(webhooks.of('meeting.started', meeting));
  await webhooks.post(webhooks.person('meeting.participant_joined', meeting, lee));
  await page.until('the card that counts whom Zoom saw', (entries) =>
    entries.some((entry) => entry.audience === null && /In the call.*1 person/.test(textOf(entry))),
  );
  await webhooks.post(webhooks.person('meeting.participant_left', meeting, lee));

  // Somebody changes the passcode in Zoom's own portal.
  zoom.state.change(meeting, { password: 'Elsewhere9' });
  await webhooks.post(webhooks.of('meeting.updated', meeting));
  await slip('ivan', 'Standup');

  await page.says('olga', '/meeting rotate Standup');
  await page.until('another passcode at Zoom', () => meeting.password !== 'Elsewhere9');
  await slip('ivan', 'Standup');

  zoom.state.meetings.delete(String(meeting.id));
  await webhooks.post(webhooks.of('meeting.deleted', meeting));
  await page.until('what became of it, for Olga', (entries) =>
    entries.some(
      ({ audience, body }) =>
        audience === 'olga' && body.kind === 'message' && /Zoom.*Standup|Standup.*Zoom/.test(body.notice),
    ),
  );

  // Zoom does not make the next one, and Olga has it held in the built-in room: only then the codes go out.
  zoom.state.scopes = [];
  zoom.expireTokens();
  await page.says('olga', '/meeting now Review @ivan');
  const failed = await page.until('what Olga can do', (entries) =>
    entries.find(
      ({ audience, body }) =>
        audience === 'olga' && body.kind === 'message' && body.notice.includes('for Review'),
    ),
  );
  expect(
    (await page.entries())
      .filter(({ audience }) => audience === 'ivan')
      .map(textOf)
      .join(),
  ).not.toContain('Review');
  await page.presses('olga', pressIn(failed, /^Use the built-in room/), failed);
  const held = await anySlip('ivan', 'Review');
  expect(textOf(held)).not.toContain('Zoom');
  expect(await joins(held, 'Gil')).toContain(`${program.url}/room/`);

  // An admin has the calls held at Jitsi from now on.
  const saved = await changeSettings(page, { provider: 'jitsi', providers: 'room, jitsi' });
  expect(saved.entry && textOf(saved.entry)).toContain('Settings are saved');
  await page.says('olga', '/meeting now Retro @ivan');
  const retro = await anySlip('ivan', 'Retro');
  const first = await joins(retro, 'Gil');
  expect(await jitsi.open(first)).toBe(200);
  await page.says('olga', '/meeting rotate Retro');
  const again = await page.until('the new slip of Retro', (entries) =>
    entries.find(
      (entry) =>
        entry.id !== retro.id &&
        entry.audience === 'ivan' &&
        entry.body.kind === 'message' &&
        entry.body.notice === 'Your code for Retro',
    ),
  );
  const moved = await joins(again, 'Gil');
  expect(await jitsi.open(moved)).toBe(200);
  const [one, other] = jitsi.entered.map(({ room }) => room);
  expect(one).not.toBe(other);
  const { entry: asked } = await page.says('olga', '/meeting cancel Retro');
  if (asked) await page.presses('olga', pressIn(asked, /^Cancel the meeting/), asked);
  expect(await asks(again, 'Gil')).toEqual({ error: 'invalid_access_code' });

  // Nothing of the credentials, and none of the codes, is in what the program wrote.
  const { out, err } = program.written;
  for (const secret of ['canary', 'Elsewhere9', meeting.password, 'zak=', 'pwd='])
    expect(out + err).not.toContain(secret);
});
