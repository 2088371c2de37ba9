import { describe, expect, it } from 'vitest';
import { DAY, HOUR, MINUTE, SECOND } from '../../src/clock.ts';
import {
  type AccountId,
  asId,
  type DeliveryId,
  type ForeignId,
  fresh,
  type Platform,
} from '../../src/ids.ts';
import { bucketOf, bucketsOf } from '../../src/jobs/pace.ts';
import { cancelMeeting } from '../../src/meeting/cancel.ts';
import { emptyChange } from '../../src/meeting/change.ts';
import { deliveryKey } from '../../src/meeting/delivery-key.ts';
import { end } from '../../src/meeting/end.ts';
import type { MeetingRecord } from '../../src/meeting/meeting.ts';
import { move } from '../../src/meeting/move.ts';
import { start } from '../../src/meeting/start.ts';
import type { Delivery } from '../../src/ports/store/deliveries.ts';
import type { Job } from '../../src/ports/store/jobs.ts';
import { sealed } from '../fakes/records.ts';
import { GENERAL, onlyOccurrence, PLATFORM, type Stage, setStage } from './stage.ts';

const actionsOf = async (stage: Stage, { meeting }: MeetingRecord) =>
  (await stage.store.audit.ofMeeting(meeting.key)).map(({ action, via, revision }) => ({
    action,
    via,
    revision,
  }));

async function slipOf(stage: Stage, record: MeetingRecord, name: string, revision = 1): Promise<Delivery> {
  const { id } = await stage.person(name);
  const invitation = record.invitations.find(
    ({ invitee }) => invitee.kind === 'account' && invitee.account === id,
  );
  const key = invitation && deliveryKey.slip(invitation, revision);
  const delivery = key && (await stage.store.deliveries.byKey(key));
  if (!delivery) throw new Error(`${name} is owed no slip`);
  return delivery;
}

const cardOf = (stage: Stage, record: MeetingRecord) =>
  stage.store.deliveries.byKey(deliveryKey.card(record.meeting, onlyOccurrence(record).id, GENERAL));

const claim = (stage: Stage, limit = 100): Promise<readonly Job[]> =>
  stage.store.jobs.claim({
    worker: 'doomed',
    now: stage.clock.now(),
    lease: MINUTE,
    limit,
    cost: () => ({ each: 0, credit: 0 }),
  });

const sent = (stage: Stage, who: string): number =>
  stage.chat.posted.filter(({ place }) => place === who).length;

describe('a delivery', () => {
  it('brings everyone their code, the channel the card, and the organizer the report', async () => {
    const stage = await setStage();
    const meeting = await stage.meeting(['ivan', 'mia']);
    await stage.worker.runDue();
    const code = stage.passcodeOf(meeting);
    for (const who of ['olga', 'ivan', 'mia']) expect(stage.sees(who).join()).toContain(code);
    expect(stage.sees('olga').join()).toContain('2 of 2 have their code');
    expect(stage.sees('general')).toHaveLength(1);
    expect(stage.sees('general').join()).not.toContain(code);
  });

  it('notes each slip in the audit, with its revision and how it went', async () => {
    const stage = await setStage();
    stage.close('mia');
    const meeting = await stage.meeting(['ivan', 'mia']);
    await stage.worker.runDue();
    const entries = await actionsOf(stage, meeting);
    expect(entries.filter(({ action }) => action === 'slip-sent')).toHaveLength(2);
    expect(entries).toContainEqual({ action: 'slip-sent', via: 'playground', revision: 1 });
    expect(entries).toContainEqual({ action: 'slip-unreachable', via: 'dm-closed', revision: 1 });
  });

  it('carries the code that is current when it is sent', async () => {
    const stage = await setStage();
    const meeting = await stage.meeting(['ivan']);
    const old = stage.passcodeOf(meeting);
    const rotated = await stage.becomes(meeting, stage.rotated(meeting));
    await stage.worker.runDue();
    expect(stage.sees('ivan')).toHaveLength(1);
    expect(stage.sees('ivan').join()).toContain(stage.passcodeOf(rotated));
    expect(stage.sees('ivan').join()).not.toContain(old);
    expect((await slipOf(stage, meeting, 'ivan')).state).toBe('void');
  });

  it('takes a replaced code out of the slip that was sent', async () => {
    const stage = await setStage();
    const meeting = await stage.meeting(['ivan']);
    await stage.worker.runDue();
    const old = stage.passcodeOf(meeting);
    await stage.becomes(meeting, stage.rotated(await stage.read(meeting)));
    await stage.worker.runDue();
    expect(stage.sees('ivan')).toHaveLength(2);
    expect(stage.sees('ivan')[0]).toContain('Replaced');
    expect(stage.sees('ivan').join()).not.toContain(old);
  });

  it('is taken out of the queue when it is not there any more', async () => {
    const stage = await setStage();
    const job = { key: 'deliver:x', kind: 'deliver', subject: 'x', runAt: 0, order: 0, buckets: [] } as const;
    await stage.store.commit({ ...emptyChange, jobs: [job] });
    expect(await stage.worker.runDue()).toBe(1);
    expect(await stage.store.jobs.nextAt()).toBeNull();
  });

  it('waits while the adapter of its platform is switched off', async () => {
    const messengers = new Map();
    const stage = await setStage({ messengers });
    const meeting = await stage.meeting(['ivan']);
    await stage.worker.runDue();
    expect((await slipOf(stage, meeting, 'ivan')).state).toBe('due');
    messengers.set(PLATFORM, stage.chat);
    await stage.pass(10 * MINUTE);
    expect(stage.sees('ivan')).toHaveLength(1);
  });
});

describe('a person who cannot be written to', () => {
  it('is reported and remembered, and not tried again for a day', async () => {
    const stage = await setStage();
    stage.close('mia');
    const meeting = await stage.meeting(['mia']);
    const remembered = { reason: 'dm-closed', since: stage.clock.now() };
    await stage.pass(10 * SECOND);
    expect(await slipOf(stage, meeting, 'mia')).toMatchObject({ state: 'unreachable', reason: 'dm-closed' });
    expect(stage.sees('olga').join()).toContain('direct messages are closed');
    expect((await stage.store.accounts.byId((await stage.person('mia')).id))?.unreachable).toEqual(
      remembered,
    );

    const calls = () => stage.chat.calls.filter(({ place }) => place === 'mia').length;
    expect(calls()).toBe(1);
    const second = await stage.meeting(['mia']);
    await stage.worker.runDue();
    expect(calls()).toBe(1);
    expect((await slipOf(stage, second, 'mia')).state).toBe('unreachable');

    stage.open('mia');
    await stage.clock.advance(DAY);
    const third = await stage.meeting(['mia']);
    await stage.worker.runDue();
    expect((await slipOf(stage, third, 'mia')).state).toBe('sent');
  });

  it('keeps the code that they saw in an answer', async () => {
    const stage = await setStage();
    stage.close('mia');
    const meeting = await stage.meeting(['mia']);
    const { key } = await slipOf(stage, meeting, 'mia');
    await stage.store.commit({ ...emptyChange, shown: [key] });
    await stage.worker.runDue();
    expect((await slipOf(stage, meeting, 'mia')).state).toBe('shown');
    expect(stage.sees('olga').join()).toContain('1 of 1 has their code');
  });

  it('need not know what was only news', async () => {
    const stage = await setStage();
    const meeting = await stage.meeting(['ivan'], { startsAt: stage.clock.now() + HOUR });
    await stage.worker.runDue();
    stage.close('ivan');
    const { id, startsAt, endsAt, zone } = onlyOccurrence(meeting);
    const later = { startsAt: startsAt + HOUR, endsAt: endsAt + HOUR, zone };
    const now = await stage.read(meeting);
    await stage.becomes(now, move(now, id, later, stage.clock.now()));
    await stage.worker.runDue();
    expect(stage.sees('ivan')).toHaveLength(1);
    expect(stage.sees('olga').join()).not.toContain('direct messages are closed');
  });

  it('does not make an edit of an earlier message a failure', async () => {
    const stage = await setStage();
    const meeting = await stage.meeting(['ivan']);
    await stage.worker.runDue();
    stage.close('ivan');
    await stage.becomes(meeting, cancelMeeting(await stage.read(meeting), stage.clock.now()));
    await stage.worker.runDue();
    const slip = await slipOf(stage, meeting, 'ivan');
    expect(slip).toMatchObject({ state: 'sent', shown: slip.wanted });
  });

  it('is waited for when it is the organizer: the report comes when they can be reached', async () => {
    const stage = await setStage();
    stage.close('olga');
    const meeting = await stage.meeting(['ivan'], { endsAt: stage.clock.now() + 3 * DAY });
    await stage.worker.runDue();
    const key = deliveryKey.report(meeting.meeting, null);
    expect((await stage.store.deliveries.byKey(key))?.state).toBe('due');
    stage.open('olga');
    await stage.pass(5 * MINUTE);
    expect(stage.sees('olga')).toEqual([]);

    const olga = await stage.store.accounts.byId(meeting.meeting.organizer);
    if (olga === null) return expect.fail('no organizer');
    await stage.store.commit({ ...emptyChange, accounts: [{ ...olga, unreachable: null }] });
    await stage.pass(MINUTE);
    expect(stage.sees('olga').join()).toContain('1 of 1 has their code');
  });
});

describe('a card that is refused', () => {
  it('leaves the meeting standing and tells the organizer', async () => {
    const stage = await setStage();
    stage.close('general');
    const meeting = await stage.meeting(['ivan']);
    await stage.worker.runDue();
    expect(await cardOf(stage, meeting)).toMatchObject({ state: 'dead', reason: 'not-in-channel' });
    expect(stage.sees('ivan')).toHaveLength(1);
    expect(stage.sees('olga').join()).toContain('The card could not be posted');
  });

  it('is left as it stands when only an edit of it is refused', async () => {
    const stage = await setStage();
    const meeting = await stage.meeting(['ivan']);
    await stage.worker.runDue();
    stage.close('general');
    await stage.becomes(meeting, cancelMeeting(await stage.read(meeting), stage.clock.now()));
    await stage.worker.runDue();
    const card = await cardOf(stage, meeting);
    expect(card).toMatchObject({ state: 'sent', shown: card?.wanted });
  });
});

describe('a limit of the platform', () => {
  it('holds back what it says, does not count as a try, and lets the rest flow', async () => {
    const stage = await setStage();
    stage.chat.fail('send', { kind: 'later', ms: 30 * SECOND, scope: 'place' });
    const meeting = await stage.meeting(['ivan', 'mia']);
    await stage.worker.runDue();
    const waiting = ['olga', 'ivan', 'mia', 'general'].filter((who) => stage.sees(who).length === 0);
    expect(waiting).toHaveLength(1);
    await stage.pass(29 * SECOND);
    expect(stage.sees(waiting[0] ?? '')).toEqual([]);
    await stage.pass(SECOND);
    expect(stage.sees(waiting[0] ?? '').length).toBeGreaterThan(0);
    expect((await slipOf(stage, meeting, 'mia')).state).toBe('sent');
  });

  it('holds back a whole workspace when it is the workspace’s', async () => {
    const stage = await setStage({ concurrency: 1 });
    stage.chat.fail('send', { kind: 'later', ms: 30 * SECOND, scope: 'workspace' });
    await stage.meeting(['ivan', 'mia']);
    await stage.worker.runDue();
    expect(stage.chat.calls).toHaveLength(1);
    await stage.pass(30 * SECOND);
    for (const who of ['olga', 'ivan', 'mia', 'general']) expect(stage.sees(who)).not.toEqual([]);
  });

  it('remembers over the wait that a message may have arrived', async () => {
    const stage = await setStage({ concurrency: 1 });
    const meeting = await stage.meeting(['ivan'], { card: null });
    stage.chat.fail('send', { kind: 'ambiguous', arrived: true }, 3);
    stage.chat.fail('find', { kind: 'later', ms: MINUTE, scope: 'place' }, 3);
    await stage.pass(5 * MINUTE);
    expect(sent(stage, 'ivan')).toBe(1);
    expect(sent(stage, 'olga')).toBe(2);
    expect((await slipOf(stage, meeting, 'ivan')).state).toBe('sent');
  });
});

describe('a platform that fails', () => {
  it('is tried again until the message gets through', async () => {
    const stage = await setStage();
    stage.chat.fail('send', { kind: 'failed' }, 20);
    await stage.meeting(['ivan', 'mia']);
    await stage.pass(30 * MINUTE);
    for (const who of ['ivan', 'mia', 'general']) expect(sent(stage, who)).toBe(1);
    expect(sent(stage, 'olga')).toBe(2);
  });

  it('is given up when the meeting is over, and the organizer reads so', async () => {
    const stage = await setStage();
    const meeting = await stage.meeting(['ivan'], { card: null });
    stage.chat.fail('send', { kind: 'failed' }, 1_000);
    await stage.pass(HOUR);
    expect((await slipOf(stage, meeting, 'ivan')).state).toBe('dead');
  });

  it('is given up after a hundred tries where no time limits it', async () => {
    const stage = await setStage({ concurrency: 1, jitter: (size) => new Uint8Array(size) });
    const meeting = await stage.meeting([]);
    await stage.store.commit({
      ...emptyChange,
      cancelJobs: [`deliver:${(await slipOf(stage, meeting, 'olga')).id}`],
    });
    stage.chat.fail('send', { kind: 'failed' }, 100_000);
    await stage.worker.runDue();
    expect(await cardOf(stage, meeting)).toMatchObject({ state: 'dead', reason: 'gave-up' });
    expect(stage.chat.calls).toHaveLength(100);
  });

  it('leaves an edit that never gets through', async () => {
    const stage = await setStage({ concurrency: 1, jitter: (size) => new Uint8Array(size) });
    const meeting = await stage.meeting([]);
    await stage.worker.runDue();
    stage.chat.fail('edit', { kind: 'failed' }, 100_000);
    await stage.store.commit({ ...emptyChange, redraw: [(await slipOf(stage, meeting, 'olga')).key] });
    expect(await stage.worker.runDue()).toBe(100);
    const slip = await slipOf(stage, meeting, 'olga');
    expect(slip).toMatchObject({ state: 'sent', shown: slip.wanted });
  });

  it('does not send a slip of a meeting that is over', async () => {
    const stage = await setStage();
    const meeting = await stage.meeting(['ivan'], { endsAt: stage.clock.now() + MINUTE });
    await stage.clock.advance(2 * MINUTE);
    await stage.worker.runDue();
    expect(sent(stage, 'ivan')).toBe(0);
    expect(await slipOf(stage, meeting, 'ivan')).toMatchObject({ state: 'dead', reason: 'too-late' });
  });

  it('still sends a slip of a meeting that was moved on since', async () => {
    const stage = await setStage();
    const start = stage.clock.now() + HOUR;
    const meeting = await stage.meeting(['ivan'], { startsAt: start, endsAt: start + HOUR });
    const later = { startsAt: start + 4 * HOUR, endsAt: start + 5 * HOUR, zone: 'Europe/Berlin' };
    await stage.becomes(meeting, move(meeting, onlyOccurrence(meeting).id, later, stage.clock.now()));
    await stage.clock.advance(3 * HOUR);
    await stage.worker.runDue();
    expect(await slipOf(stage, meeting, 'ivan')).toMatchObject({ state: 'sent' });
  });
});

describe('a message that may have arrived', () => {
  it.each([
    { arrived: true, canFind: true, expected: 1 },
    { arrived: false, canFind: true, expected: 1 },
    // The window that SECURITY.md §4 documents.
    { arrived: true, canFind: false, expected: 2 },
    { arrived: false, canFind: false, expected: 1 },
  ])('arrived: $arrived, can be found: $canFind → stands there $expected times', async (one) => {
    const stage = await setStage({ concurrency: 1 });
    stage.chat.canFind = one.canFind;
    stage.chat.fail('send', { kind: 'ambiguous', arrived: one.arrived });
    await stage.meeting([], { card: null });
    await stage.pass(MINUTE);
    expect(sent(stage, 'olga')).toBe(one.expected);
    expect(stage.chat.calls.filter(({ operation }) => operation === 'find')).toHaveLength(1);
  });

  it('is brought up to date when it is found', async () => {
    const stage = await setStage({ concurrency: 1 });
    const meeting = await stage.meeting([], { card: null });
    stage.chat.fail('send', { kind: 'ambiguous', arrived: true });
    await stage.worker.runDue();
    const rotated = await stage.becomes(meeting, stage.rotated(await stage.read(meeting)));
    await stage.pass(MINUTE);
    expect(stage.sees('olga').join()).not.toContain(stage.passcodeOf(meeting));
    expect(stage.sees('olga').join()).toContain(stage.passcodeOf(rotated));
  });

  it('counts as known for whoever is uninvited meanwhile', async () => {
    const stage = await setStage({ concurrency: 1 });
    const meeting = await stage.meeting([], { card: null });
    stage.chat.fail('send', { kind: 'ambiguous', arrived: false });
    await stage.worker.runDue();
    expect(await slipOf(stage, meeting, 'olga')).toMatchObject({ state: 'sending' });
  });

  it('is asked for again when asking fails', async () => {
    const stage = await setStage({ concurrency: 1 });
    stage.chat.fail('send', { kind: 'ambiguous', arrived: true });
    stage.chat.fail('find', { kind: 'failed' }, 2);
    await stage.meeting([], { card: null });
    await stage.pass(5 * MINUTE);
    expect(sent(stage, 'olga')).toBe(1);
    expect(stage.chat.calls.filter(({ operation }) => operation === 'find')).toHaveLength(3);
  });

  it('is what a bug of the adapter leaves behind', async () => {
    const stage = await setStage({ concurrency: 1 });
    stage.chat.fail('send', { kind: 'bug' });
    const meeting = await stage.meeting([], { card: null });
    await stage.pass(MINUTE);
    expect(stage.lines.map(({ event }) => event)).toContain('messenger failed');
    expect((await slipOf(stage, meeting, 'olga')).state).toBe('sent');
  });

  it('is what an adapter that never answers leaves behind', async () => {
    const stage = await setStage();
    stage.chat.fail('send', { kind: 'slow', ms: DAY });
    const meeting = await stage.meeting([], { card: null });
    stage.worker.start();
    await stage.clock.advance(5 * MINUTE);
    expect((await slipOf(stage, meeting, 'olga')).state).toBe('sent');
    expect(sent(stage, 'olga')).toBe(1);
  });
});

describe('a crash', () => {
  it.each([
    { when: 'before anything was sent', sends: false },
    { when: 'between the sending and the settling', sends: true },
  ])('$when loses nothing and sends nothing twice', async ({ sends }) => {
    const stage = await setStage();
    await stage.meeting(['ivan', 'mia']);
    for (const job of await claim(stage)) {
      if (job.kind !== 'deliver' || !sends) continue;
      const delivery = await stage.store.deliveries.byId(asId<DeliveryId>(job.subject));
      if (delivery === null) continue;
      await stage.runners.deliver.run(job, new AbortController().signal);
    }
    expect(stage.sees('ivan')).toHaveLength(sends ? 1 : 0);
    await stage.pass(2 * MINUTE);
    for (const who of ['ivan', 'mia', 'general']) expect(sent(stage, who)).toBe(1);
    expect(sent(stage, 'olga')).toBe(2);
    expect(stage.sees('olga').join()).toContain('2 of 2 have their code');
  });

  it('lets a worker that comes back too late settle nothing', async () => {
    const stage = await setStage();
    const meeting = await stage.meeting(['ivan']);
    const [job] = (await claim(stage)).filter(({ kind }) => kind === 'deliver');
    if (job === undefined) return expect.fail('nothing due');
    await stage.pass(2 * MINUTE);
    const settle = { key: job.key, lease: job.lease, outcome: { kind: 'done' }, delivery: null } as const;
    expect(await stage.store.commit({ ...emptyChange, settle })).toBe('stale');
    expect((await slipOf(stage, meeting, 'ivan')).state).toBe('sent');
  });
});

describe('revoked credentials', () => {
  it('stop their workspace with a growing pause while another goes on', async () => {
    const stage = await setStage({ concurrency: 1 });
    stage.chat.fail('send', { kind: 'revoked' }, 3, stage.workspace.foreignId);
    const { meeting } = await stage.meeting([], { card: null });
    await stage.worker.runDue();
    expect(stage.chat.calls).toHaveLength(1);

    const other = {
      ...stage.workspace,
      id: fresh<typeof stage.workspace.id>(),
      foreignId: asId<ForeignId>('other'),
    };
    const olga = await stage.person('olga');
    const delivery = {
      id: fresh<DeliveryId>(),
      key: 'x',
      workspaceId: other.id,
      platform: PLATFORM,
      to: { kind: 'account', account: olga.id },
      content: 'guarded',
      meetingKey: meeting.key,
      occurrenceId: null,
      invitationId: null,
      revision: 0,
      link: 0,
      order: 0,
      until: null,
      notBefore: stage.clock.now(),
    } as const;
    await stage.store.commit({ ...emptyChange, workspaces: [other], deliveries: [delivery] });
    expect(await stage.worker.runDue()).toBe(1);

    const before = stage.chat.calls.length;
    await stage.pass(MINUTE);
    expect(stage.chat.calls).toHaveLength(before + 1);
    await stage.pass(MINUTE);
    expect(stage.chat.calls).toHaveLength(before + 1);
    await stage.pass(MINUTE);
    expect(stage.chat.calls).toHaveLength(before + 2);
    await stage.pass(4 * MINUTE);
    expect(stage.sees('olga').length).toBeGreaterThan(0);
    expect(stage.lines.filter(({ event }) => event === 'the platform refuses the bot')).toHaveLength(3);
  });
});

describe('edits', () => {
  it('coalesce to the newest', async () => {
    const stage = await setStage();
    const meeting = await stage.meeting(['ivan']);
    await stage.worker.runDue();
    const { id } = onlyOccurrence(meeting);
    const redraw = [deliveryKey.card(meeting.meeting, id, GENERAL)];
    for (let press = 0; press < 20; press += 1) await stage.store.commit({ ...emptyChange, redraw });
    await stage.becomes(meeting, end(await stage.read(meeting), id, stage.clock.now()));
    await stage.worker.runDue();
    const [card] = stage.chat.posted.filter(({ place }) => place === 'general');
    expect(card?.versions).toHaveLength(2);
    expect(card?.versions.at(-1)).toContain('ended');
  });

  it('that come while a message is being sent are made afterwards', async () => {
    const stage = await setStage();
    stage.chat.fail('send', { kind: 'slow', ms: 5 * SECOND }, 10);
    const meeting = await stage.meeting(['ivan']);
    stage.worker.start();
    await stage.clock.advance(SECOND);
    await stage.becomes(
      meeting,
      end(await stage.read(meeting), onlyOccurrence(meeting).id, stage.clock.now()),
    );
    await stage.clock.advance(10 * SECOND);
    expect(stage.sees('general').join()).toContain('ended');
  });
});

describe('the report', () => {
  it('counts up, is edited at most every ten seconds, and at once when the last code is out', async () => {
    const second = { messages: 1, per: SECOND };
    const quick = { messages: 1, per: 0 };
    const stage = await setStage({ pace: { perPlace: quick, perWorkspace: second, overall: quick } });
    const names = Array.from({ length: 60 }, (_, index) => `person-${index}`);
    await stage.meeting(names, { card: null, endsAt: stage.clock.now() + 2 * HOUR });
    await stage.pass(10 * MINUTE);

    const report = stage.chat.posted.find(({ versions }) => versions.at(-1)?.includes('have their code'));
    expect(report?.versions.at(-1)).toContain('60 of 60 have their code');
    const counts = report?.versions.map((text) => Number(/^(\d+) of 60/.exec(text)?.[1]));
    expect(counts).toEqual(counts?.toSorted((a, b) => a - b));
    const edits = stage.chat.calls.filter(({ operation }) => operation === 'edit').map(({ at }) => at);
    const gaps = edits.slice(1, -1).map((at, index) => at - (edits[index] ?? 0));
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(10 * SECOND);
    const lastSlip = stage.chat.posted.filter(({ place }) => place.startsWith('person-')).at(-1);
    expect((edits.at(-1) ?? 0) - (lastSlip?.at ?? 0)).toBeLessThanOrEqual(2 * SECOND);
    expect(edits.length).toBeGreaterThan(4);
    expect(edits.length).toBeLessThan(12);
  });
});

it('a report of a call in a personal room is that call’s own', async () => {
  const stage = await setStage();
  await stage.call(['ivan', 'mia']);
  await stage.worker.runDue();
  expect(stage.sees('olga').join()).toContain('2 of 2 have their code');
});

describe('a pace', () => {
  it('is never broken, and nobody is lost, when 200 people are invited at once', async () => {
    const pace = {
      perPlace: { messages: 1, per: SECOND },
      perWorkspace: { messages: 10, per: SECOND },
      overall: { messages: 30, per: SECOND },
    };
    const stage = await setStage({ pace });
    const names = Array.from({ length: 200 }, (_, index) => `person-${index}`);
    const meeting = await stage.meeting(names, { endsAt: stage.clock.now() + 2 * HOUR });
    await stage.pass(5 * MINUTE);

    for (const name of names) expect([name, sent(stage, name)]).toEqual([name, 1]);
    expect((await stage.read(meeting)).slips.every(({ state }) => state === 'sent')).toBe(true);
    expect(mostWithin(stage.chat.calls, SECOND)).toBeLessThanOrEqual(10);
    for (const place of ['olga', 'general']) {
      const calls = stage.chat.calls.filter((call) => call.place === place);
      expect(mostWithin(calls, SECOND)).toBe(1);
    }
  });

  it('of edits keeps no message waiting', async () => {
    const quick = { messages: 1, per: 0 };
    const edits = { messages: 1, per: MINUTE };
    const stage = await setStage({
      pace: { perPlace: quick, perWorkspace: quick, overall: quick, edits },
    });
    const meeting = await stage.meeting(['ivan', 'mia', 'lee'], { card: null });
    await stage.pass(MINUTE);
    const edited = () => stage.chat.calls.filter(({ operation }) => operation === 'edit').length;
    const before = edited();
    await stage.becomes(meeting, stage.rotated(await stage.read(meeting)));
    await stage.pass(SECOND);
    for (const name of ['ivan', 'mia', 'lee']) expect([name, sent(stage, name)]).toEqual([name, 2]);
    expect(edited() - before).toBe(1);
    await stage.pass(5 * MINUTE);
    expect(edited() - before).toBeGreaterThanOrEqual(3);
  });
});

/** The most calls that fall into any window of that length. */
function mostWithin(calls: readonly { readonly at: number }[], ms: number): number {
  return Math.max(...calls.map(({ at }) => calls.filter((one) => one.at >= at && one.at < at + ms).length));
}

describe('a bug in what a message shows', () => {
  it('is logged with ids, tried again, and in the end reported as not delivered', async () => {
    const stage = await setStage({ concurrency: 1 });
    const meeting = await stage.meeting([], { card: null });
    const { passcode } = meeting.meeting;
    const broken = { ...meeting.meeting, check: meeting.meeting.check, passcode: passcode.slice(0, -4) };
    await stage.store.commit({
      ...emptyChange,
      meetings: [{ ...broken, passcode: broken.passcode as typeof passcode }],
    });
    await stage.pass(HOUR);
    expect(await slipOf(stage, meeting, 'olga')).toMatchObject({ state: 'dead', reason: 'gave-up' });
    const failures = stage.lines.filter(({ level }) => level === 'error');
    expect(failures.at(-1)).toMatchObject({ event: 'job given up', data: { job: expect.any(String) } });
    expect(failures).toHaveLength(10);
  });
});

describe('an edit', () => {
  it('to nothing leaves what stands there', async () => {
    const stage = await setStage();
    const meeting = await stage.meeting(['ivan'], { startsAt: stage.clock.now() + HOUR });
    await stage.worker.runDue();
    const before = await stage.read(meeting);
    const { id } = onlyOccurrence(before);
    const live = await stage.becomes(before, start(before, id, stage.clock.now()), meeting.meeting.organizer);
    await stage.worker.runDue();
    expect(stage.sees('ivan').join()).toContain('Standup has started');
    await stage.becomes(live, end(live, id, stage.clock.now()));
    const ivan = await slipOf(stage, meeting, 'ivan');
    if (ivan.invitationId === null) return expect.fail('no invitation');
    const key = deliveryKey.started(ivan.invitationId, id);
    await stage.store.commit({ ...emptyChange, redraw: [key] });
    await stage.worker.runDue();
    expect(stage.sees('ivan').join()).toContain('Standup has started');
    expect(await stage.store.deliveries.byKey(key)).toMatchObject({ state: 'sent', wanted: 2, shown: 2 });
  });

  it('that a bug keeps from being made is given up, and what stands there stays', async () => {
    const stage = await setStage();
    const meeting = await stage.meeting(['ivan']);
    await stage.worker.runDue();
    const now = await stage.read(meeting);
    await stage.becomes(now, { ...now, meeting: { ...now.meeting, passcode: sealed('gone') } });
    const { key } = await slipOf(stage, meeting, 'ivan');
    await stage.store.commit({ ...emptyChange, redraw: [key] });
    await stage.pass(50 * MINUTE);
    expect(stage.lines.filter(({ event }) => event === 'job given up')).toHaveLength(1);
    expect(await slipOf(stage, meeting, 'ivan')).toMatchObject({ state: 'sent', wanted: 2, shown: 2 });
  });
});

it('names every bucket with its platform', () => {
  const place = { platform: asId<Platform>('slack'), workspaceId: asId<never>('acme') };
  const shared = ['workspace:slack:acme', 'platform:slack'];
  expect(bucketsOf({ ...place, to: { kind: 'conversation', conversation: GENERAL } })).toEqual([
    'place:slack:in:general',
    ...shared,
  ]);
  expect(bucketsOf({ ...place, to: { kind: 'account', account: asId<AccountId>('ivan') } })).toEqual([
    'place:slack:ivan',
    ...shared,
  ]);
});

it('lets an edit draw on what its workspace has for edits besides', () => {
  const ivan = { kind: 'account', account: asId<AccountId>('ivan') } as const;
  const slip = { platform: asId<Platform>('slack'), workspaceId: asId<never>('acme'), to: ivan };
  const buckets = bucketsOf({ ...slip, ref: '1' });
  expect(buckets).toEqual(['place:slack:ivan', 'edits:slack:acme', 'workspace:slack:acme', 'platform:slack']);
  expect(bucketOf(buckets, 'edits')).toBe('edits:slack:acme');
});
