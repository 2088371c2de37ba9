import { expect, it } from 'vitest';
import { openWorkspace, pressIn, submitOf, textOf } from './workspace.ts';

const CHOSEN = { provider: 'room', zone: 'Europe/Paris', access: 'request', creators: 'members' };
const FIRST = { ...CHOSEN, language: 'de' };
const SECOND = { seriesCards: 'each', doorMinutes: '5', meetingsPerHour: '3', inviteesPerDay: '50' };

it('lets an admin change the settings in three steps', async () => {
  const { says, fills, store, workspace } = await openWorkspace();
  const first = await says('ada', 'settings');
  expect(first).toMatchObject({ form: { step: 1, steps: 3 } });
  const second = await fills('ada', submitOf(first), FIRST);
  expect(second).toMatchObject({ form: { step: 2, steps: 3 } });
  const third = await fills('ada', submitOf(second), SECOND);
  expect(third).toMatchObject({ form: { step: 3, fields: [{ value: 'nothing' }] } });
  const last = { codeInCalendar: 'passcode' };
  expect(textOf(await fills('ada', submitOf(third), last))).toContain('Settings are saved');
  expect((await store.workspaces.byId(workspace.id))?.settings).toEqual({
    ...workspace.settings,
    ...CHOSEN,
    locale: 'de',
    seriesCards: 'each',
    codeInCalendar: 'passcode',
    doorMinutes: 5,
    meetingsPerHour: 3,
    inviteesPerDay: 50,
    providersOff: [],
  });
});

it('lets nobody use a provider for new meetings that an admin has switched off', async () => {
  const { furnish, workspace, says, records } = await openWorkspace();
  const { settings } = workspace;
  await furnish({ settings: { ...settings, providersOff: [settings.provider] } });
  expect(textOf(await says('olga', 'now Standup'))).toContain('“room” was not understood as provider');
  expect(await records()).toEqual([]);
});

it('says at each field what is wrong with it, and changes nothing until all is right', async () => {
  const { says, fills, store, workspace } = await openWorkspace();
  const first = await says('ada', 'settings');
  expect(textOf(await fills('ada', submitOf(first), { ...FIRST, zone: 'Mars' }))).toContain(
    'Time zone: A city or a zone',
  );
  await fills('ada', submitOf(first), FIRST);
  const wrong = await fills('ada', submitOf(first), {
    doorMinutes: '-5',
    meetingsPerHour: 'many',
    inviteesPerDay: '10001',
  });
  expect(textOf(wrong)).toContain('A whole number from 0 to 1,440.');
  expect(textOf(wrong)).toContain('A whole number from 1 to 1,000.');
  expect(textOf(wrong)).toContain('A whole number from 1 to 10,000.');
  expect(wrong).toMatchObject({
    form: { fields: [{}, { value: '-5' }, { value: 'many' }, { value: '10001' }, {}] },
  });
  expect((await store.workspaces.byId(workspace.id))?.settings).toEqual(workspace.settings);
});

it.each([
  [{ zone: 'Mars' }, '“Mars” was not understood as time zone.'],
  [{ language: 'tlh' }, '“tlh” was not understood as language.'],
  [{ provider: 'carrier-pigeon' }, '“carrier-pigeon” was not understood as call runs on.'],
  [{ providers: 'room, pigeon' }, '“room, pigeon” was not understood as members may choose.'],
  [{ doorMinutes: '1441' }, '“1441” was not understood as door opens before the start.'],
  [{ access: 'nobody' }, '“nobody” was not understood as who may have the code.'],
])('refuses %j where no form was in between', async (wrong, text) => {
  const { handle, invocation, store, workspace } = await openWorkspace();
  const values = { ...FIRST, ...SECOND, ...wrong };
  const request = { kind: 'call', command: 'settings', values } as const;
  expect(textOf(await handle(invocation('ada', request, 'direct')))).toContain(text);
  expect((await store.workspaces.byId(workspace.id))?.settings).toEqual(workspace.settings);
});

it('lets nobody but an admin see the settings, lock or unlock', async () => {
  const { says } = await openWorkspace();
  for (const line of ['settings', 'lock', 'unlock']) {
    expect(textOf(await says('olga', line))).toContain('Only admins of this workspace can do that.');
  }
});

it('asks before it locks, and does nothing when the answer is no', async () => {
  const { says, presses } = await openWorkspace();
  const asked = await says('ada', 'lock');
  expect(textOf(asked)).toContain('Lock all meetings in Acme?');
  expect(textOf(await presses('ada', pressIn(asked, 'Leave it')))).toContain('Nothing was changed');
  expect(textOf(await presses('ada', pressIn(asked, 'Lock')))).toContain('This form is too old');
  expect(textOf(await says('olga', 'now Standup'))).toContain('Standup is live');
});

it('stops creating, claiming, asking and passcodes at once, and nothing else, until it is taken back', async () => {
  const { says, presses, meetingNamed, passcodeOf, furnish, workspace, records } = await openWorkspace();
  await furnish({ settings: { ...workspace.settings, access: 'request' } });
  await says('olga', 'now Standup @ivan');
  const record = await meetingNamed('Standup');
  const { key, meetingId } = record.meeting;
  const locked = await presses('ada', pressIn(await says('ada', 'lock'), 'Lock'));
  expect(textOf(locked)).toContain('Meetings are locked in this workspace');

  const stopped = [
    await says('olga', 'now Retro'),
    await says('olga', 'plan Retro at tomorrow 9:00'),
    await says('olga', 'new'),
    await says('ivan', `code ${meetingId}`),
    await presses('zoe', `ask:${key}`),
    await says('zoe', `join ${meetingId} ${passcodeOf(record)}`, 'direct'),
  ];
  for (const answer of stopped) expect(textOf(answer)).toContain('Meetings are locked in this workspace.');
  expect(await records()).toHaveLength(1);

  expect(textOf(await says('olga', 'rotate Standup'))).toContain('Standup has a new passcode');
  expect(textOf(await presses('ivan', `rsvp:${key}:yes`))).toContain('You are coming to Standup');
  expect(textOf(await presses('ivan', `enter:${key}`))).toContain('You can join Standup');

  expect(textOf(await says('ada', 'unlock'))).toContain('Meetings are unlocked in this workspace');
  expect(textOf(await says('olga', 'now Retro'))).toContain('Retro is live');
});

it('shows everybody all commands that can be typed', async () => {
  const { says } = await openWorkspace();
  const shown = textOf(await says('gus', 'help'));
  expect(shown).toContain('/meeting rotate 234 5678 9012');
  expect(shown).not.toContain('copy-code');
});

it('names the nearest command for a mistyped one', async () => {
  const { says } = await openWorkspace();
  expect(textOf(await says('olga', 'rotat Standup'))).toContain('Did you mean /meeting rotate?');
  expect(textOf(await says('olga', 'somersault'))).toContain('/meeting help shows all of them.');
});
