import { describe, expect, it } from 'vitest';
import { MINUTE, SECOND } from '../../src/clock.ts';
import { asId, type ForeignId } from '../../src/ids.ts';
import { showMeetingId } from '../../src/meeting/meeting-id.ts';
import { Secret } from '../../src/vault/secret.ts';
import { onlyOccurrence, PLATFORM } from '../jobs/stage.ts';
import { type Journey, linkIn, openWorkspace, pressIn, textOf } from './workspace.ts';

/** Types the number of Olga's Standup and a passcode, alone with the bot. */
async function joins({ says, meetingNamed }: Journey, who: 'olga' | 'ivan' | 'zoe', passcode: string) {
  const { meeting } = await meetingNamed('Standup');
  return says(who, `join ${showMeetingId(meeting.meetingId)} ${passcode}`, 'direct');
}

it('answers an invitee who asks for their code with their own slip', async () => {
  const { says, meetingNamed, passcodeOf } = await openWorkspace();
  await says('olga', 'now Standup @ivan');
  const answer = await says('ivan', 'code Standup');
  const record = await meetingNamed('Standup');
  expect(textOf(answer)).toContain(passcodeOf(record));
  expect(linkIn(answer, 'Join')).toContain(`/j/${record.meeting.meetingId}`);
});

it('gives the code to an invitee whom no message reaches, and tells the organizer', async () => {
  const { says, presses, pass, seen, meetingNamed, passcodeOf } = await openWorkspace();
  await says('olga', 'now Standup @mia @ivan');
  await pass(MINUTE);
  expect(seen('mia')).toEqual([]);
  expect(seen('olga').join()).toContain('Not reached:');
  const record = await meetingNamed('Standup');
  expect(textOf(await presses('mia', `code:${onlyOccurrence(record).id}`))).toContain(passcodeOf(record));
  await pass(MINUTE);
  expect(seen('olga').join()).not.toContain('Not reached:');
});

it('lets everybody claim who is where the card is, and nobody else', async () => {
  const { says, meetingNamed, passcodeOf } = await openWorkspace();
  await says('olga', 'now Standup', 'team');
  expect(textOf(await says('zoe', 'code Standup', 'team'))).toContain(
    passcodeOf(await meetingNamed('Standup')),
  );
  const { meeting, invitations } = await meetingNamed('Standup');
  expect(invitations).toHaveLength(2);
  const refused = textOf(await says('pat', `code ${showMeetingId(meeting.meetingId)}`));
  expect(refused).toContain('You are not invited.');
  expect(refused).toContain('Only the organizer can invite you.');
});

it('offers to ask where others may ask', async () => {
  const { says, presses, pass, seen } = await openWorkspace();
  await says('olga', 'now Standup');
  const refused = await says('zoe', 'code Standup');
  expect(textOf(refused)).toContain('You can ask the organizer for the code.');
  expect(textOf(await presses('zoe', pressIn(refused, 'Ask the organizer')))).toContain(
    'The organizer of Standup has your request',
  );
  await pass(SECOND);
  expect(seen('olga').join()).toContain('1 person asks for the code of Standup');
});

it('gives no code of a meeting that is cancelled or over', async () => {
  const { says, presses, meetingNamed } = await openWorkspace();
  await says('olga', 'now Standup @ivan');
  const { meeting } = await meetingNamed('Standup');
  await presses('olga', pressIn(await says('olga', 'cancel Standup'), 'Cancel the meeting'));
  expect(textOf(await presses('ivan', `code:${meeting.key}`))).toContain('This meeting is cancelled.');
  expect(textOf(await presses('ivan', `enter:${meeting.key}`))).toContain('This meeting is cancelled.');
  await says('olga', 'now Retro', 'team');
  const retro = await meetingNamed('Retro');
  await says('olga', 'end Retro');
  expect(textOf(await presses('zoe', `code:${retro.meeting.key}`, 'team'))).toContain(
    'This meeting is over.',
  );
});

it('finds the meeting whose card is here, and asks which when there are several', async () => {
  const { says, presses, meetingNamed, passcodeOf } = await openWorkspace();
  await says('olga', 'now Standup', 'team');
  expect(textOf(await says('zoe', 'code', 'team'))).toContain(passcodeOf(await meetingNamed('Standup')));
  await says('olga', 'now Retro', 'team');
  const asked = await says('zoe', 'code', 'team');
  expect(textOf(asked)).toContain('Several meetings fit.');
  const retro = await meetingNamed('Retro');
  const label = textOf(asked).match(/\[(Retro[^\]]*)\]/)?.[1] ?? '';
  expect(textOf(await presses('zoe', pressIn(asked, label), 'team'))).toContain(passcodeOf(retro));
});

it('gives the code of a personal room to who is invited to a call in it', async () => {
  const { says, records, passcodeOf } = await openWorkspace();
  await says('olga', 'now in my room Review @ivan');
  const [room] = await records();
  expect(room && textOf(await says('ivan', 'code'))).toContain(room && passcodeOf(room));
});

it('lets an invitee in by the card, and whoever may claim', async () => {
  const { says, presses, meetingNamed } = await openWorkspace();
  await says('olga', 'now Standup', 'team');
  const { id } = onlyOccurrence(await meetingNamed('Standup'));
  expect(linkIn(await presses('olga', `enter:${id}`, 'team'), 'Join')).toContain('/j/');
  expect(linkIn(await presses('zoe', `enter:${id}`, 'team'), 'Join')).toContain('/j/');
  expect((await meetingNamed('Standup')).invitations).toHaveLength(2);
  expect(textOf(await presses('pat', `enter:${id}`))).toContain('You are not invited.');
});

it('stops claims in a locked workspace, but not those who are invited', async () => {
  const { says, presses, meetingNamed, furnish } = await openWorkspace();
  await says('olga', 'now Standup', 'team');
  const { id } = onlyOccurrence(await meetingNamed('Standup'));
  await furnish({ locked: true });
  expect(textOf(await presses('zoe', `enter:${id}`, 'team'))).toContain('Meetings are locked');
  expect(textOf(await presses('zoe', `code:${id}`, 'team'))).toContain('Meetings are locked');
  expect(linkIn(await presses('olga', `enter:${id}`, 'team'), 'Join')).toContain('/j/');
});

it('lets who is invited to one call of a room not into another', async () => {
  const { says, presses, records } = await openWorkspace();
  const one = await says('olga', 'plan in my room First at tomorrow 9:30 @ivan');
  await presses('olga', pressIn(one, 'Plan it'));
  const other = await says('olga', 'plan in my room Second at tomorrow 12:30 @zoe');
  await presses('olga', pressIn(other, 'Plan it'));
  const [room] = await records();
  const second = room?.occurrences.find(({ topic }) => topic === 'Second');
  expect(textOf(await presses('ivan', `enter:${second?.id}`))).toContain('not invited');
  expect(linkIn(await presses('zoe', `enter:${second?.id}`), 'Join')).toContain('/j/');
});

it('lets a stranger in by number and passcode, with a link of ten minutes', async () => {
  const journey = await openWorkspace();
  await journey.says('olga', 'now Standup');
  const passcode = journey.passcodeOf(await journey.meetingNamed('Standup'));
  const answer = await joins(journey, 'zoe', passcode);
  expect(textOf(answer)).toContain('You can join Standup');
  expect(textOf(answer)).toContain('ten minutes');
  const { pathname, hash } = new URL(linkIn(answer, 'Join'));
  const verdict = await journey.door.verify(
    { kind: 'address', address: '203.0.113.7' },
    { kind: 'token', meetingId: pathname.slice('/j/'.length), token: new Secret(hash.slice(1)) },
  );
  expect(verdict).toMatchObject({ kind: 'right', pass: { account: (await journey.person('zoe')).id } });
});

it('helps with a wrong passcode only who is part of the meeting', async () => {
  const journey = await openWorkspace();
  await journey.says('olga', 'now Standup @ivan');
  const olga = await joins(journey, 'olga', 'ZZZZ0000ZZ');
  expect(textOf(olga)).toContain('Invalid access code');
  expect(pressIn(olga, 'Rotate')).toMatch(/^rotate:/);
  const ivan = await joins(journey, 'ivan', 'ZZZZ0000ZZ');
  expect(textOf(await journey.presses('ivan', pressIn(ivan, 'Get my code')))).toContain('Your code for');
  const zoe = textOf(await joins(journey, 'zoe', 'ZZZZ0000ZZ'));
  expect(zoe).not.toContain('[');
  expect(textOf(await journey.says('zoe', 'join 234 5678 9012 ZZZZ0000ZZ', 'direct'))).toBe(zoe);
  const values = { meeting: 'nonsense', passcode: 'ZZZZ0000ZZ' };
  const call = journey.invocation('zoe', { kind: 'call', command: 'join', values }, 'direct');
  expect(textOf(await journey.handle(call))).toBe(zoe);
});

it('makes who guesses wait, met before or not', async () => {
  const journey = await openWorkspace();
  await journey.says('olga', 'now Standup');
  const answers: string[] = [];
  for (let n = 0; n < 25; n += 1) {
    answers.push(textOf(await joins(journey, 'zoe', `ZZZZ00${String(n).padStart(2, '0')}ZZ`)));
  }
  expect(answers[0]).toContain('Invalid access code');
  expect(answers.at(-1)).toContain('Too many tries');
});

it('counts the tries of somebody who sends them all at once', async () => {
  const journey = await openWorkspace();
  await journey.says('olga', 'now Standup');
  const tries = Array.from({ length: 25 }, (_, n) => joins(journey, 'zoe', `ZZZZ000${n % 10}ZZ`));
  await Promise.all(tries);
  expect(textOf(await joins(journey, 'zoe', 'ZZZZ0000ZZ'))).toContain('Too many tries');
});

it('takes no passcode in a locked workspace', async () => {
  const journey = await openWorkspace();
  await journey.says('olga', 'now Standup');
  await journey.furnish({ locked: true });
  const passcode = journey.passcodeOf(await journey.meetingNamed('Standup'));
  expect(textOf(await joins(journey, 'zoe', passcode))).toContain('Meetings are locked');
});

it('tells a right passcode when the door opens, and that it is over', async () => {
  const journey = await openWorkspace();
  const asked = await journey.says('olga', 'plan Standup at tomorrow 9:30');
  await journey.presses('olga', pressIn(asked, 'Plan it'));
  const record = await journey.meetingNamed('Standup');
  const typed = `join ${showMeetingId(record.meeting.meetingId)} ${journey.passcodeOf(record)}`;
  expect(textOf(await journey.says('zoe', typed, 'direct'))).toContain('The door is not open yet');
  await journey.says('olga', 'start Standup');
  await journey.says('olga', 'end Standup');
  expect(textOf(await journey.says('zoe', typed, 'direct'))).toContain('This meeting has ended');
});

describe('a passcode that is typed where others can read it', () => {
  async function exposed() {
    const journey = await openWorkspace();
    await journey.says('olga', 'now Standup');
    const record = await journey.meetingNamed('Standup');
    const id = showMeetingId(record.meeting.meetingId);
    const told = async () => {
      await journey.pass(SECOND);
      return journey.seen('olga').filter((text) => text.includes('was typed where others can read it'));
    };
    return { ...journey, record, id, told };
  }

  it('lets nobody in, is taken back, and its organizer is told once how to change it', async () => {
    const { says, id, record, passcodeOf, told, presses, store, meetingNamed } = await exposed();
    const answer = await says('zoe', `join ${id} ${passcodeOf(record)}`, 'general');
    expect(answer.kind).toBe('retract');
    expect(textOf(answer)).toContain('was typed where others can read it, so it was not used');
    expect(textOf(answer)).not.toContain('[Join]');
    await says('ivan', `rotate ${id} ${passcodeOf(record)}`, 'general');
    expect(await told()).toHaveLength(1);
    expect((await told()).join()).toContain('[Rotate]');
    const audit = await store.audit.ofMeeting(record.meeting.key);
    const zoe = await store.accounts.byForeign(PLATFORM, asId<ForeignId>('zoe'));
    expect(audit).toContainEqual(expect.objectContaining({ action: 'leaked', about: zoe?.id, revision: 1 }));

    await presses('olga', `rotate:${record.meeting.key}`);
    await says('zoe', `join ${id} ${passcodeOf(await meetingNamed('Standup'))}`, 'general');
    expect(await told()).toHaveLength(2);
  });

  it('is taken back when it is wrong, without a word to anybody else', async () => {
    const { says, id, told } = await exposed();
    const answer = await says('zoe', `join ${id} K7QW3M9XTB`, 'general');
    expect(answer.kind).toBe('retract');
    expect(await told()).toEqual([]);
  });

  it('is taken back without its meeting ID too, but a meeting ID alone is not', async () => {
    const { says, id, record, passcodeOf } = await exposed();
    expect((await says('zoe', `join Standup ${passcodeOf(record)}`, 'general')).kind).toBe('retract');
    expect(textOf(await says('zoe', `join ${id}`, 'general'))).toContain('Missing: passcode.');
    expect(textOf(await says('zoe', 'join', 'general'))).toContain('Missing: ');
  });

  it('is taken back behind a topic where it would be a new one, and a word of the topic is not', async () => {
    const { says } = await exposed();
    expect((await says('olga', 'rotate Standup K7QW3M9XTB', 'general')).kind).toBe('retract');
    expect(textOf(await says('olga', 'rotate Team Breakfast', 'general'))).toContain('No such meeting');
  });

  it('is taken back even when it cannot be counted', async () => {
    const journey = await openWorkspace({
      wrapStore: (store) => ({
        ...store,
        door: { ...store.door, attempt: () => Promise.reject(new Error('locked')) },
      }),
    });
    const answer = await journey.says('zoe', 'join 234 5678 9012 K7QW3M9XTB', 'general');
    expect(answer.kind).toBe('retract');
  });

  it('is looked at once more when the event comes again, and answered once', async () => {
    const { dispatcher, invocation, id } = await exposed();
    const words = ['join', id, 'K7QW3M9XTB'];
    const asked = invocation('zoe', { kind: 'words', words }, 'general');
    expect((await dispatcher.handle(asked)).kind).toBe('retract');
    expect((await dispatcher.handle(asked)).kind).toBe('nothing');
  });
});
