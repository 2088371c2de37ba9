import { expect, it } from 'vitest';
import { openWorkspace, pressIn, submitOf, textOf } from './workspace.ts';

it('says whose zone counts and lets it be changed', async () => {
  const { says, presses, fills, person } = await openWorkspace();
  const me = await says('lee', 'me');
  expect(textOf(me)).toContain('Your time zone is Europe/Berlin.');
  expect(textOf(me)).toContain('You have muted nobody.');
  const form = await presses('lee', pressIn(me, 'Change time zone'));
  // It is the workspace's, not known to be theirs.
  expect(form).toMatchObject({ kind: 'form', form: { fields: [{ value: null }] } });
  expect(textOf(await fills('lee', submitOf(form), { zone: 'Mars' }))).toContain('A city or a zone');
  expect(textOf(await fills('lee', submitOf(form), { zone: 'America/New_York' }))).toContain(
    'Your time zone is America/New_York.',
  );
  expect((await person('lee')).zone).toBe('America/New_York');
  const again = await says('lee', 'me');
  expect(textOf(again)).toContain('Your time zone is America/New_York.');
  const chosen = await presses('lee', pressIn(again, 'Change time zone'));
  expect(chosen).toMatchObject({ kind: 'form', form: { fields: [{ value: 'America/New_York' }] } });
});

it('lets somebody choose where several cities have the name that they typed, and then goes on', async () => {
  const { says, fills, presses, furnish, workspace, meetingNamed } = await openWorkspace();
  await furnish({ settings: { ...workspace.settings, creators: 'everyone' } });
  const asked = await says('lee', 'plan Standup at tomorrow 9:00');
  expect(textOf(asked)).toContain('Your time zone');
  const several = await fills('lee', submitOf(asked), { zone: 'Birmingham' });
  expect(textOf(several)).toContain('“Birmingham” is in more than one time zone');
  expect(several).toMatchObject({
    form: {
      fields: [
        {
          kind: 'choice',
          value: null,
          choices: [
            { value: 'Europe/London', label: 'Europe/London (UTC+00:00)' },
            { value: 'America/Chicago', label: 'America/Chicago (UTC-06:00)' },
          ],
        },
      ],
    },
  });
  const planned = await fills('lee', submitOf(several), { zone: 'America/Chicago' });
  expect(textOf(planned)).toContain('09:00');
  await presses('lee', pressIn(planned, 'Plan it'));
  const [occurrence] = (await meetingNamed('Standup')).occurrences;
  expect(occurrence?.startsAt).toBe(Date.UTC(2026, 10, 25, 15));
});

it('keeps the zone that somebody chose here, whatever the platform says', async () => {
  const { says, fills } = await openWorkspace();
  await fills('olga', submitOf(await says('olga', 'zone')), { zone: 'Asia/Tokyo' });
  expect(textOf(await says('olga', 'me'))).toContain('Your time zone is Asia/Tokyo.');
});

it('says which zone it does not know where no form was in between', async () => {
  const { handle, invocation } = await openWorkspace();
  const request = { kind: 'call', command: 'zone', values: { zone: 'Mars' } } as const;
  expect(textOf(await handle(invocation('lee', request, 'direct')))).toContain(
    '“Mars” was not understood as time zone.',
  );
});

it('asks for the zone in the middle of a form, which then goes on at its next step', async () => {
  const { says, fills, furnish, workspace, meetingNamed } = await openWorkspace();
  await furnish({ settings: { ...workspace.settings, creators: 'everyone' } });
  const first = await says('lee', 'new');
  const asked = await fills('lee', submitOf(first), { topic: 'Standup', when: 'tomorrow 9:00' });
  expect(textOf(asked)).toContain('Your time zone');
  const second = await fills('lee', submitOf(asked), { zone: 'America/New_York' });
  expect(second).toMatchObject({ kind: 'form', form: { step: 2, steps: 2 } });
  expect(textOf(second)).toContain('Understood as');
  expect(textOf(await fills('lee', submitOf(second), {}))).toContain('Standup is planned');
  const [occurrence] = (await meetingNamed('Standup')).occurrences;
  expect(occurrence?.startsAt).toBe(Date.UTC(2026, 10, 25, 14));
});

it('does not ask for the zone of who starts at once', async () => {
  const { says, fills, furnish, workspace } = await openWorkspace();
  await furnish({ settings: { ...workspace.settings, creators: 'everyone' } });
  const second = await fills('lee', submitOf(await says('lee', 'new')), { topic: 'Standup' });
  expect(textOf(second)).toContain('Starts at once.');
});

it('mutes who invites too much, until that is taken back', async () => {
  const { says, presses, meetingNamed } = await openWorkspace();
  await says('olga', 'now Standup @ivan');
  const { meeting } = await meetingNamed('Standup');
  expect(textOf(await presses('ivan', `mute:${meeting.key}`))).toContain(
    'No more invitations from olga reach you',
  );
  expect(textOf(await says('olga', 'now Retro @ivan'))).toContain('ivan does not take invitations from you.');
  const me = await says('ivan', 'me');
  expect(textOf(me)).not.toContain('You have muted nobody.');
  expect(textOf(await presses('ivan', pressIn(me, 'Unmute olga')))).toContain(
    'Invitations from olga reach you again',
  );
  expect(textOf(await says('olga', 'now Review @ivan'))).toContain('1 person gets the code');
});

it('lets nobody mute themselves, and takes back nothing that was not muted', async () => {
  const { says, presses, meetingNamed } = await openWorkspace();
  await says('olga', 'now Standup');
  const { meeting } = await meetingNamed('Standup');
  expect(textOf(await presses('olga', `mute:${meeting.key}`))).toContain('That person is the organizer.');
  await presses('ivan', 'unmute:nobody');
  expect(textOf(await says('ivan', 'me'))).toContain('You have muted nobody.');
});

it('reminds at the time that somebody chose, in the form or by typing it, or not at all', async () => {
  const { says, presses, fills, person } = await openWorkspace();
  const me = await says('ivan', 'me');
  expect(textOf(me)).toContain('You are reminded 10 minutes before a meeting starts.');
  const form = await presses('ivan', pressIn(me, 'Change reminders'));
  expect(form).toMatchObject({ kind: 'form', form: { fields: [{ value: '10' }] } });
  expect(textOf(await fills('ivan', submitOf(form), { reminders: '30' }))).toContain(
    'You are reminded 30 minutes before a meeting starts.',
  );
  const typed = await says('ivan', 'reminders off');
  expect(typed).toMatchObject({ kind: 'form', form: { fields: [{ value: 'off' }] } });
  expect(textOf(await fills('ivan', submitOf(typed), { reminders: 'off' }))).toContain(
    'You get no reminders.',
  );
  expect((await person('ivan')).reminder).toBe(null);
  const again = await says('ivan', 'me');
  expect(textOf(again)).toContain('You get no reminders.');
  const off = await presses('ivan', pressIn(again, 'Change reminders'));
  expect(off).toMatchObject({ kind: 'form', form: { fields: [{ value: 'off' }] } });
});
