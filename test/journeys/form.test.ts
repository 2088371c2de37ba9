import { expect, it } from 'vitest';
import { HOUR, MINUTE, SECOND } from '../../src/clock.ts';
import { NOWHERE } from '../../src/commands/fields.ts';
import { openWorkspace, pressIn, submitOf, textOf } from './workspace.ts';

it('makes a meeting in two steps, and reads its time back before the second', async () => {
  const { says, fills, meetingNamed, pass, seen } = await openWorkspace();
  const first = await says('olga', 'new');
  expect(first).toMatchObject({ form: { step: 1, steps: 2, button: 'Next' } });
  const second = await fills('olga', submitOf(first), {
    topic: 'Standup',
    when: 'tomorrow 9:00',
    duration: '45 min',
  });
  expect(second).toMatchObject({ form: { step: 2, steps: 2, button: 'Create' } });
  expect(textOf(second)).toContain('Understood as Wed 25 Nov 2026, 09:00–09:45 (Europe/Berlin), 45 mins.');
  const made = await fills('olga', submitOf(second), {
    people: [{ kind: 'handle', handle: 'ivan' }],
    conversation: 'general',
    access: 'members',
    waitingRoom: 'all',
    provider: 'room',
  });
  expect(textOf(made)).toContain('Standup is planned');
  const { meeting, occurrences } = await meetingNamed('Standup');
  expect(meeting).toMatchObject({ access: 'members', waitingRoom: 'all' });
  const startsAt = Date.UTC(2026, 10, 25, 8);
  expect(occurrences).toMatchObject([{ startsAt, endsAt: startsAt + 45 * MINUTE, card: 'general' }]);
  await pass(SECOND);
  expect(seen('general').join()).toContain('Standup');
});

it('starts with what was typed, and with where it was typed', async () => {
  const { says, fills } = await openWorkspace();
  const first = await says('olga', 'new Standup tomorrow 9:00 @ivan');
  expect(first).toMatchObject({
    form: { fields: [{ value: 'Standup' }, { value: 'tomorrow 9:00' }, {}, {}, {}] },
  });
  const second = await fills('olga', submitOf(first), { topic: 'Standup' });
  if (second.kind !== 'form') throw new Error(textOf(second));
  const field = (name: string) => second.form.fields.find((one) => one.name === name);
  expect(field('people')?.value).toEqual([{ kind: 'person', foreignId: 'ivan' }]);
  expect(field('conversation')).toMatchObject({
    value: 'general',
    choices: [{ value: 'general' }, { value: NOWHERE }],
  });
});

it('offers no card in a private chat', async () => {
  const { says, fills, meetingNamed } = await openWorkspace();
  const second = await fills(
    'olga',
    submitOf(await says('olga', 'new', 'direct')),
    { topic: 'Standup' },
    'direct',
  );
  await fills('olga', submitOf(second), { conversation: NOWHERE }, 'direct');
  expect((await meetingNamed('Standup')).occurrences).toMatchObject([{ card: null }]);
});

it('says at the fields what is wrong, and keeps what was typed', async () => {
  const { says, fills, records } = await openWorkspace();
  const first = await says('olga', 'new');
  const wrong = await fills('olga', submitOf(first), { topic: ' ', when: 'someday', duration: 'an age' });
  expect(textOf(wrong)).toContain('Topic: Fill this in.');
  expect(textOf(wrong)).toContain('When: “someday” was not understood as a time.');
  expect(textOf(wrong)).toContain('Duration: “an age” was not understood as a duration.');
  expect(wrong).toMatchObject({
    form: { step: 1, fields: [{}, { value: 'someday' }, { value: 'an age' }, {}, {}] },
  });
  expect(await records()).toEqual([]);
});

it('loses nothing when it is refused, and is dropped once it is done', async () => {
  const { says, presses, fills, furnish, workspace, meetingNamed } = await openWorkspace();
  await furnish({ settings: { ...workspace.settings, inviteesPerDay: 1 } });
  const second = await fills('olga', submitOf(await says('olga', 'new')), { topic: 'Standup' });
  const handles = ['ivan', 'zoe'].map((handle) => ({ kind: 'handle', handle }) as const);
  const refused = await fills('olga', submitOf(second), { people: handles });
  expect(textOf(refused)).toContain('more than 1 person invited by you within a day');
  const again = await presses('olga', pressIn(refused, 'Edit again'));
  expect(again).toMatchObject({ form: { step: 1, fields: [{ value: 'Standup' }, {}, {}, {}, {}] } });
  const back = await fills('olga', submitOf(again), { topic: 'Retro' });
  expect(textOf(await fills('olga', submitOf(back), { people: handles.slice(0, 1) }))).toContain(
    'Retro is live',
  );
  expect((await meetingNamed('Retro')).invitations).toHaveLength(2);
  expect(textOf(await fills('olga', submitOf(back), {}))).toContain(
    'This form is too old or was sent already.',
  );
});

it('opens where it stands, for platforms on which a form cannot follow a form', async () => {
  const { says, fills, presses } = await openWorkspace();
  const first = submitOf(await says('olga', 'new'));
  const next = `next:${first.split(':')[1]}`;
  await fills('olga', first, { topic: ' ', duration: '45 min' });
  expect(await presses('olga', next)).toMatchObject({
    form: { submit: first, step: 1, fields: [{ error: null }, {}, { value: '45 min' }, {}, {}] },
  });
  await fills('olga', first, { topic: 'Standup' });
  expect(await presses('olga', next)).toMatchObject({ form: { submit: first, step: 2 } });
  expect(textOf(await presses('ivan', next))).toContain('This form is too old');
  expect(textOf(await fills('olga', first, {}))).toContain('Standup is live');
});

it('waits for an hour and not longer', async () => {
  const { says, fills, clock, records } = await openWorkspace();
  const first = await says('olga', 'new');
  await clock.advance(HOUR + SECOND);
  expect(textOf(await fills('olga', submitOf(first), { topic: 'Standup' }))).toContain(
    'This form is too old',
  );
  expect(await records()).toEqual([]);
});

it('does not open again what never had a form, or never was', async () => {
  const { says, presses } = await openWorkspace();
  const asked = await says('olga', 'plan Standup at tomorrow 9:00');
  const edit = pressIn(asked, 'Plan it').replace('yes:', 'edit:');
  for (const press of [edit, edit.replace('edit:', 'next:'), 'edit:nothing', 'next', 'yes', 'pick']) {
    expect(textOf(await presses('olga', press))).toContain('This form is too old');
  }
});

it.each([
  [{ when: 'someday' }, '“someday” was not understood as a time.'],
  [{ duration: 'an age' }, '“an age” was not understood as a duration.'],
  [{ provider: 'pigeon' }, '“pigeon” was not understood as call runs on.'],
  [{ conversation: 'secret-club' }, 'You are not in that conversation.'],
])('refuses %j where no form was in between', async (wrong, text) => {
  const { handle, invocation, records } = await openWorkspace();
  const values = { topic: 'Standup', ...wrong };
  const request = { kind: 'call', command: 'new', values } as const;
  expect(textOf(await handle(invocation('olga', request, 'general')))).toContain(text);
  expect(await records()).toEqual([]);
});
