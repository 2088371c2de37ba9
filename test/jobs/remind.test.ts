import { describe, expect, it } from 'vitest';
import { HOUR, MINUTE, SECOND } from '../../src/clock.ts';
import { type AccountId, asId, fresh, type InvitationId } from '../../src/ids.ts';
import type { Account } from '../../src/meeting/account.ts';
import { cancel } from '../../src/meeting/cancel.ts';
import { accountsChange, emptyChange } from '../../src/meeting/change.ts';
import { deliveryKey } from '../../src/meeting/delivery-key.ts';
import { invite } from '../../src/meeting/invite.ts';
import type { MeetingRecord } from '../../src/meeting/meeting.ts';
import { move } from '../../src/meeting/move.ts';
import { rsvp } from '../../src/meeting/rsvp.ts';
import { start } from '../../src/meeting/start.ts';
import { uninvite } from '../../src/meeting/uninvite.ts';
import type { Delivery } from '../../src/ports/store/deliveries.ts';
import { onlyOccurrence, ROOM, type Stage, setStage } from './stage.ts';

const inAnHour = ({ clock }: Stage) => ({
  startsAt: clock.now() + HOUR,
  endsAt: clock.now() + 2 * HOUR,
});

const SOON = 'starts soon';
const STARTED = 'has started';

/** How many minutes before the start each such message came, first to last. */
function heard(stage: Stage, record: MeetingRecord, who: string, what = SOON): readonly number[] {
  const { startsAt } = onlyOccurrence(record);
  return stage.chat.posted
    .filter(({ place, versions }) => place === asId(who) && versions.join().includes(what))
    .map(({ at }) => (startsAt - at) / MINUTE);
}

async function chooses(stage: Stage, who: string, choice: Partial<Account>): Promise<void> {
  const { id } = await stage.person(who);
  const account = await stage.store.accounts.byId(id);
  if (!account) throw new Error(`nobody is called ${who}`);
  await stage.store.commit(accountsChange([{ ...account, ...choice }]));
}

const accountOf = async (stage: Stage, who: string): Promise<AccountId> => (await stage.person(who)).id;

async function becomes(
  stage: Stage,
  record: MeetingRecord,
  next: (now: MeetingRecord) => Parameters<Stage['becomes']>[1],
  actor = 'olga',
) {
  const now = await stage.read(record);
  return stage.becomes(now, next(now), await accountOf(stage, actor));
}

const idOf = (record: MeetingRecord) => onlyOccurrence(record).id;

async function deliveryOf(
  stage: Stage,
  record: MeetingRecord,
  who: string,
  content: 'reminder' | 'started',
): Promise<Delivery | null> {
  const account = await accountOf(stage, who);
  const now = await stage.read(record);
  const invitation = now.invitations.find(
    ({ invitee }) => invitee.kind === 'account' && invitee.account === account,
  );
  if (!invitation) throw new Error(`${who} is not invited`);
  const key =
    content === 'reminder'
      ? deliveryKey.reminder(invitation.id, onlyOccurrence(now))
      : deliveryKey.started(invitation.id, idOf(now));
  return stage.store.deliveries.byKey(key);
}

describe('reminders', () => {
  it('come once, at everybody’s own time, with their own link and without the passcode', async () => {
    const stage = await setStage();
    await chooses(stage, 'ivan', { reminder: 30 });
    await chooses(stage, 'mia', { reminder: null });
    const meeting = await stage.meeting(['ivan', 'mia', 'lee'], inAnHour(stage));
    await stage.pass(HOUR);
    expect(['olga', 'ivan', 'mia', 'lee'].map((who) => heard(stage, meeting, who))).toEqual([
      [10],
      [30],
      [],
      [10],
    ]);
    const text = stage.sees('lee').at(-1) ?? '';
    expect(text).toContain("[Join] [Can't]");
    expect(text).toContain('Meeting ID');
    expect(text).not.toContain(stage.passcodeOf(meeting));
    expect(stage.sees('olga').at(-1)).not.toContain("Can't");
  });

  it('follow the meeting and its people', async () => {
    const stage = await setStage();
    const at = inAnHour(stage);
    const meeting = await stage.meeting(['ivan', 'mia', 'lee', 'zoe'], at);
    const plain = await stage.meeting(['ivan'], at);
    const cancelled = await stage.meeting(['ivan'], at);
    await stage.pass(45 * MINUTE);
    const ivan = await accountOf(stage, 'ivan');
    await becomes(stage, meeting, (now) => rsvp(now, idOf(now), ivan, 'declined'), 'ivan');
    const mia = await accountOf(stage, 'mia');
    const theirs = meeting.invitations.filter(
      ({ invitee }) => invitee.kind === 'account' && invitee.account === mia,
    );
    await becomes(stage, meeting, (now) => {
      const done = uninvite(now, new Set(theirs.map(({ id }) => id)), new Set());
      return 'record' in done ? done.record : done;
    });
    await becomes(stage, cancelled, (now) => cancel(now, idOf(now), stage.clock.now()));
    await chooses(stage, 'zoe', { reminder: 5 });
    const late = await stage.person('pat');
    await becomes(stage, meeting, (now) =>
      invite(
        now,
        idOf(now),
        {
          invitees: [{ id: fresh<InvitationId>(), invitee: { kind: 'account', account: late.id } }],
          invitedBy: now.meeting.organizer,
          linkKey: stage.vault.primary,
        },
        stage.clock.now(),
      ),
    );
    await stage.pass(15 * MINUTE);
    expect(['mia', 'lee', 'zoe', 'pat'].map((who) => heard(stage, meeting, who))).toEqual([
      [],
      [10],
      [5],
      [10],
    ]);
    // Only of the one that he has not declined and that was not cancelled.
    expect(heard(stage, plain, 'ivan')).toEqual([10]);
  });

  it('come anew for another time, and not for one that is too near', async () => {
    const stage = await setStage();
    const meeting = await stage.meeting(['ivan', 'mia'], inAnHour(stage));
    const to = (minutes: number) => ({
      startsAt: stage.clock.now() + minutes * MINUTE,
      endsAt: stage.clock.now() + 2 * HOUR,
      zone: 'UTC',
    });
    await stage.pass(55 * MINUTE);
    const later = await becomes(stage, meeting, (now) => move(now, idOf(now), to(60), stage.clock.now()));
    await stage.pass(30 * MINUTE);
    expect(heard(stage, later, 'ivan')).toEqual([65]);
    await chooses(stage, 'mia', { reminder: 5 });
    const nearer = await becomes(stage, later, (now) => move(now, idOf(now), to(8), stage.clock.now()));
    await stage.pass(10 * MINUTE);
    expect(heard(stage, nearer, 'ivan')).toEqual([43]);
    expect(heard(stage, nearer, 'mia')).toEqual([43, 5]);
  });

  it('do not come beside the slip of a meeting that is near', async () => {
    const stage = await setStage();
    const startsAt = stage.clock.now() + 7 * MINUTE;
    const meeting = await stage.meeting(['ivan'], { startsAt, endsAt: startsAt + HOUR });
    await stage.pass(10 * MINUTE);
    expect([heard(stage, meeting, 'ivan'), heard(stage, meeting, 'olga')]).toEqual([[], []]);
  });

  it('that were slept over come late, but never once it has started', async () => {
    const stage = await setStage();
    const meeting = await stage.meeting(['ivan'], inAnHour(stage));
    const other = await stage.meeting(['mia'], inAnHour(stage));
    await stage.worker.runDue();
    await stage.clock.advance(57 * MINUTE);
    await stage.pass(0);
    expect([heard(stage, meeting, 'ivan'), heard(stage, other, 'mia')]).toEqual([[3], [3]]);
    const third = await stage.meeting(['lee'], inAnHour(stage));
    await stage.worker.runDue();
    await stage.clock.advance(HOUR);
    await stage.pass(0);
    expect(heard(stage, third, 'lee')).toEqual([]);
  });

  it('that nobody can get are told to nobody', async () => {
    const stage = await setStage();
    const meeting = await stage.meeting(['ivan'], inAnHour(stage));
    await stage.worker.runDue();
    stage.close('ivan');
    const before = stage.chat.posted
      .filter(({ place }) => place === asId('olga'))
      .map(({ versions }) => versions.length);
    await stage.pass(55 * MINUTE);
    const after = stage.chat.posted
      .filter(({ place }) => place === asId('olga'))
      .map(({ versions }) => versions.length);
    expect(after).toEqual([...before, 1]); // her own reminder
    expect(await deliveryOf(stage, meeting, 'ivan', 'reminder')).toMatchObject({ state: 'unreachable' });
  });

  it('come although somebody is in the call already, but not to those who are', async () => {
    const stage = await setStage();
    const meeting = await stage.meeting(['ivan', 'mia'], inAnHour(stage));
    await stage.pass(47 * MINUTE);
    await enters(stage, meeting, 'mia');
    for (let left = 13 * MINUTE; left > 0; left -= 15 * SECOND) {
      await stage.pass(15 * SECOND);
      await stage.attendance.renew(idOf(meeting), 'mia');
    }
    expect(['olga', 'ivan', 'mia'].map((who) => heard(stage, meeting, who))).toEqual([[10], [10], []]);
    expect(heard(stage, meeting, 'ivan', STARTED)).toEqual([]);
  });
});

/** Somebody comes into the call by their own link. */
async function enters(stage: Stage, record: MeetingRecord, name: string) {
  const account = await accountOf(stage, name);
  const person = { personKey: name, account, name, host: name === 'olga', waits: false };
  return stage.attendance.enter({ occurrenceId: idOf(record), ...person });
}

describe('Start now', () => {
  it('is told when the organizer starts, but not to who was reminded within a quarter of an hour', async () => {
    const stage = await setStage();
    await chooses(stage, 'ivan', { reminder: 30 });
    await chooses(stage, 'mia', { reminder: 15 });
    await chooses(stage, 'zoe', { reminder: null });
    const meeting = await stage.meeting(['ivan', 'mia', 'lee', 'zoe'], inAnHour(stage));
    await stage.pass(48 * MINUTE);
    await becomes(stage, meeting, (now) => start(now, idOf(now), stage.clock.now()));
    await stage.pass(12 * MINUTE);
    const all = ['olga', 'ivan', 'mia', 'lee', 'zoe'];
    expect(all.map((who) => heard(stage, meeting, who, STARTED))).toEqual([[], [12], [], [12], [12]]);
    // Who was told that it has started is not told that it soon will.
    expect(all.map((who) => heard(stage, meeting, who))).toEqual([[10], [30], [15], [], []]);
  });

  it('is told when the organizer comes in before the time, and not when they come in time', async () => {
    const stage = await setStage();
    const early = await stage.meeting(['ivan'], inAnHour(stage));
    const punctual = await stage.meeting(['mia'], inAnHour(stage));
    await stage.pass(47 * MINUTE);
    await enters(stage, early, 'olga');
    await stage.pass(14 * MINUTE);
    await enters(stage, punctual, 'olga');
    await stage.pass(MINUTE);
    expect([heard(stage, early, 'ivan', STARTED), heard(stage, early, 'ivan')]).toEqual([[13], []]);
    expect([heard(stage, punctual, 'mia', STARTED), heard(stage, punctual, 'mia')]).toEqual([[], [10]]);
    const { meeting } = early;
    const audit = await stage.store.audit.ofMeeting(meeting.key);
    expect(audit.find(({ action }) => action === 'started')).toMatchObject({
      actor: meeting.organizer,
      via: 'somebody-came',
    });
  });
});

describe('what was true when it was owed', () => {
  /** Everybody is written to only now, although their reminder or news was owed before `change`. */
  async function held(
    content: 'reminder' | 'started',
    change: (stage: Stage, record: MeetingRecord) => Promise<unknown>,
  ) {
    const stage = await setStage();
    const meeting = await stage.meeting(['ivan'], inAnHour(stage));
    await stage.pass(40 * MINUTE);
    const bucket = `place:${stage.workspace.platform}:${await accountOf(stage, 'ivan')}`;
    await stage.store.jobs.hold(bucket, stage.clock.now() + 12 * MINUTE);
    if (content === 'started')
      await becomes(stage, meeting, (now) => start(now, idOf(now), stage.clock.now()));
    await stage.pass(11 * MINUTE);
    const owed = await deliveryOf(stage, meeting, 'ivan', content);
    expect(owed?.state).toBe('due');
    await change(stage, meeting);
    await stage.pass(2 * MINUTE);
    return owed && (await stage.store.deliveries.byId(owed.id))?.state;
  }

  it('still is: then it comes', async () => {
    expect(await held('reminder', async () => {})).toBe('sent');
    expect(await held('started', async () => {})).toBe('sent');
  });

  it.each(['reminder', 'started'] as const)('is not any more: %s is void', async (content) => {
    const declines = async (stage: Stage, record: MeetingRecord) => {
      const ivan = await accountOf(stage, 'ivan');
      await becomes(stage, record, (now) => rsvp(now, idOf(now), ivan, 'declined'), 'ivan');
    };
    const mutes = async (stage: Stage, { meeting }: MeetingRecord) =>
      chooses(stage, 'ivan', { muted: [meeting.organizer] });
    expect(await held(content, declines)).toBe('void');
    expect(await held(content, mutes)).toBe('void');
  });

  it('is not any more for who wants no reminders, when it is moved or cancelled', async () => {
    expect(await held('reminder', async (stage) => chooses(stage, 'ivan', { reminder: null }))).toBe('void');
    expect(await held('started', async (stage) => chooses(stage, 'ivan', { reminder: null }))).toBe('sent');
    expect(
      await held('reminder', (stage, record) =>
        becomes(stage, record, (now) => cancel(now, idOf(now), stage.clock.now())),
      ),
    ).toBe('void');
    const later = (stage: Stage) => ({ ...inAnHour(stage), zone: 'UTC' });
    expect(
      await held('reminder', (stage, record) =>
        becomes(stage, record, (now) => move(now, idOf(now), later(stage), stage.clock.now())),
      ),
    ).toBe('void');
  });
});

it('a job about nothing that can be read does nothing, and an early one waits', async () => {
  const stage = await setStage({ abilities: { ...ROOM, presence: false } });
  const meeting = await stage.meeting(['ivan'], inAnHour(stage));
  await stage.worker.runDue();
  const subjects = ['nonsense', 'nowhere:10', `${idOf(meeting)}:10`];
  const jobs = subjects.map(
    (subject) =>
      ({
        key: `remind:${subject}`,
        kind: 'remind',
        subject,
        runAt: stage.clock.now(),
        order: 0,
        buckets: [],
      }) as const,
  );
  await stage.store.commit({ ...emptyChange, jobs });
  await stage.pass(HOUR);
  expect(heard(stage, meeting, 'ivan')).toEqual([10]);
  expect(stage.lines.filter(({ level }) => level === 'error')).toEqual([]);
});
