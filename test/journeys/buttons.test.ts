import { expect, it } from 'vitest';
import { SECOND } from '../../src/clock.ts';
import { showMeetingId } from '../../src/meeting/meeting-id.ts';
import { doorUrl } from '../../src/meeting/personal-link.ts';
import { openWorkspace, pressIn, submitOf, textOf } from './workspace.ts';

/** A live meeting of Olga's with Ivan, and with Mia whom no message reaches. */
async function live() {
  const journey = await openWorkspace();
  const created = await journey.says('olga', 'now Standup @ivan @mia');
  const record = await journey.meetingNamed('Standup');
  return { ...journey, created, record, key: record.meeting.key, passcode: journey.passcodeOf(record) };
}

it('remembers who comes and who cannot, and lets them change their mind', async () => {
  const { presses, key, meetingNamed, person } = await live();
  const ivan = (await person('ivan')).id;
  const rsvp = async () =>
    (await meetingNamed('Standup')).invitations.find(
      ({ invitee }) => invitee.kind === 'account' && invitee.account === ivan,
    )?.rsvp;
  expect(textOf(await presses('ivan', `rsvp:${key}:yes`))).toContain('You are coming to Standup');
  expect(await rsvp()).toBe('coming');
  const declined = textOf(await presses('ivan', `rsvp:${key}:no`));
  expect(declined).toContain('You are not coming to Standup');
  expect(declined).toContain('You stay invited and can change your mind.');
  expect(await rsvp()).toBe('declined');
});

it('grants nothing by "I\'m in"', async () => {
  const { presses, key, meetingNamed, record } = await live();
  expect(textOf(await presses('zoe', `rsvp:${key}:yes`))).toContain('You are not invited.');
  expect((await meetingNamed('Standup')).invitations).toEqual(record.invitations);
});

it('answers a pressed word that no button has with what would work', async () => {
  const { presses, key } = await live();
  expect(textOf(await presses('ivan', `rsvp:${key}:perhaps`))).toContain(
    '“perhaps” was not understood as coming.',
  );
  expect(textOf(await presses('ivan', `rsvp:${key}`))).toContain('Missing: coming.');
});

it('copies the passcode for its invitees, who are written down, and for nobody else', async () => {
  const { presses, key, passcode, store, person } = await live();
  expect(textOf(await presses('ivan', `copy-code:${key}`))).toContain(passcode);
  expect(textOf(await presses('zoe', `copy-code:${key}`))).not.toContain(passcode);
  const { id } = await person('ivan');
  const entries = await store.audit.ofMeeting(key);
  expect(entries.filter(({ action }) => action === 'revealed')).toMatchObject([{ about: id, via: 'copy' }]);
});

it('copies no passcode of a cancelled meeting', async () => {
  const { says, presses, key, passcode } = await live();
  await presses('olga', pressIn(await says('olga', 'cancel Standup'), 'Cancel the meeting'));
  const answer = textOf(await presses('ivan', `copy-code:${key}`));
  expect(answer).toContain('This meeting is cancelled.');
  expect(answer).not.toContain(passcode);
});

it('copies the meeting ID alone', async () => {
  const { presses, key, record } = await live();
  expect(textOf(await presses('ivan', `copy-id:${key}`)).trim()).toContain(
    showMeetingId(record.meeting.meetingId),
  );
});

it('copies an invitation without the passcode, which takes a second press and is written down', async () => {
  const { presses, created, passcode, record, publicUrl, key, store } = await live();
  const first = await presses('olga', pressIn(created, 'Copy invitation'));
  expect(textOf(first)).toContain(doorUrl(publicUrl, record.meeting.meetingId));
  expect(textOf(first)).not.toContain(passcode);
  const reveals = async () =>
    (await store.audit.ofMeeting(key)).filter(({ action }) => action === 'revealed').length;
  expect(await reveals()).toBe(0);
  expect(textOf(await presses('olga', pressIn(first, 'Copy with passcode')))).toContain(passcode);
  expect(await reveals()).toBe(1);
});

it('writes a note for whom no message reaches, without the code', async () => {
  const { presses, pass, key, passcode } = await live();
  await pass(SECOND);
  const note = textOf(await presses('olga', `note:${key}`));
  expect(note).toContain('You are invited to Standup');
  expect(note).toContain('press Get my code on the card');
  expect(note).not.toContain(passcode);
});

it('tells another way in the note when the card could not be posted', async () => {
  const { says, presses, pass, close, meetingNamed } = await openWorkspace();
  close('general');
  await says('olga', 'now Standup @mia');
  await pass(SECOND);
  const note = textOf(await presses('olga', `note:${(await meetingNamed('Standup')).meeting.key}`));
  expect(note).not.toContain('on the card');
  expect(note).toContain('to the bot');
});

it('posts the card in another place where its organizer is', async () => {
  const { says, presses, fills, pass, seen, close, meetingNamed } = await openWorkspace();
  close('general');
  await says('olga', 'now Standup');
  await pass(SECOND);
  const { key } = (await meetingNamed('Standup')).meeting;
  const form = await presses('olga', `place:${key}`);
  expect(textOf(await fills('olga', submitOf(form), { conversation: 'team' }))).toContain(
    'The card is posted there',
  );
  await pass(SECOND);
  expect(seen('team').join()).toContain('Standup');
});

it('posts no card where its organizer is not, and lets another place be chosen', async () => {
  const { presses, fills, pass, seen, key } = await live();
  const refused = await fills('olga', submitOf(await presses('olga', `place:${key}`)), {
    conversation: 'secret-club',
  });
  expect(textOf(refused)).toContain('You are not in that conversation.');
  const again = await presses('olga', pressIn(refused, 'Edit again'));
  expect(again).toMatchObject({ kind: 'form', form: { fields: [{ value: 'secret-club' }] } });
  await fills('olga', submitOf(again), { conversation: 'team' });
  await pass(SECOND);
  expect(seen('team').join()).toContain('Standup');
});

it('posts no card of a meeting that is over', async () => {
  const { says, presses, fills, key } = await live();
  const form = await presses('olga', `place:${key}`);
  await presses('olga', pressIn(await says('olga', 'cancel Standup'), 'Cancel the meeting'));
  expect(textOf(await fills('olga', submitOf(form), { conversation: 'team' }))).toContain(
    'This meeting is cancelled.',
  );
});
