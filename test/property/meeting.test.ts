import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { asId, type EventId } from '../../src/ids.ts';
import { combine, emptyChange, recordChange } from '../../src/meeting/change.ts';
import type { Access, Invitation, MeetingRecord } from '../../src/meeting/meeting.ts';
import { isRefused } from '../../src/meeting/refusal.ts';
import type { NewDelivery } from '../../src/ports/store/deliveries.ts';
import type { Change } from '../../src/ports/store.ts';
import { tellFigure } from '../figure.ts';
import { aMeeting, aRoom, facts, invitationOf, ivan, mia, olga } from '../meeting/a-meeting.ts';
import { SEED } from '../seed.ts';
import { MeetingModel } from './meeting-model.ts';
import { PEOPLE, type Step, settled, steps, take, timeOf } from './meeting-steps.ts';

/** SECURITY.md §6; `npm run soak` asks for more. */
const RUNS = { numRuns: Number(process.env['MODEL_SEQUENCES'] ?? 1_000), seed: SEED } as const;

const access = fc.constantFrom<Access[]>('invitees', 'members', 'request');
const beginnings = fc.oneof(
  access.map((chosen) => aMeeting({ meeting: { access: chosen } })),
  fc.constant(aRoom()),
);

/** One step of a sequence that was not refused, and the change that it was committed with. */
type Taken = {
  readonly step: Step | null;
  readonly before: MeetingRecord | null;
  readonly after: MeetingRecord;
  readonly change: Change;
  readonly ownCodes: boolean;
};

/** Creates the meeting, then takes the steps; what the store makes of each change is what the next begins with. */
function play(beginning: MeetingRecord, sequence: readonly Step[], ownCodes = false): readonly Taken[] {
  const factsAt = (index: number) => facts({ now: timeOf(index), actor: olga, ownCodes });
  const taken: Taken[] = [];
  const commit = (step: Step | null, before: MeetingRecord | null, after: MeetingRecord, index: number) => {
    const change = recordChange(before, after, factsAt(index));
    taken.push({ step, before, after, change, ownCodes });
    return stored(after, change);
  };
  let record = commit(null, null, beginning, 0);
  for (const [index, step] of sequence.entries()) {
    const after = take(record, step, index + 1);
    if (!isRefused(after)) record = commit(step, record, after, index + 1);
  }
  commit(null, record, settled(record), sequence.length + 1);
  return taken;
}

const stored = (after: MeetingRecord, { meetings }: Change): MeetingRecord => ({
  ...after,
  meeting: meetings[0] ?? after.meeting,
});

afterAll(() => tellFigure(`${RUNS.numRuns} sequences against the model for each rule`, SEED));

const always = (check: (taken: Taken) => void) =>
  fc.assert(
    fc.property(beginnings, steps, fc.boolean(), (beginning, sequence, ownCodes) => {
      for (const taken of play(beginning, sequence, ownCodes)) check(taken);
    }),
    RUNS,
  );

const slipsOf = ({ deliveries }: Change): readonly NewDelivery[] =>
  deliveries.filter(({ content }) => content === 'slip');

const slipKey = ({ id, link }: Invitation, { meeting }: MeetingRecord) =>
  `slip:${id}:${meeting.revision}:${link}`;

/** Whether a slip of the invitation shows its code: unlike a good one, that of a call that has ended still does. */
const isLive = ({ meeting, occurrences }: MeetingRecord, { state, occurrenceId }: Invitation): boolean =>
  state === 'invited' &&
  meeting.state === 'open' &&
  !occurrences.some((one) => one.id === occurrenceId && one.state === 'cancelled');

/** Whether an invitation gives its holder a code that opens something, now or later. */
function isGood({ meeting, occurrences }: MeetingRecord, { state, occurrenceId }: Invitation): boolean {
  if (state === 'withdrawn' || meeting.state === 'cancelled') return false;
  if (meeting.kind === 'personal' && occurrenceId === null) return true;
  return occurrences.some(
    (one) =>
      (occurrenceId === null || one.id === occurrenceId) && (one.state === 'planned' || one.state === 'live'),
  );
}

describe('the rules', () => {
  test('do what the simplest telling of a meeting says, and refuse what it refuses', () => {
    fc.assert(
      fc.property(access, steps, (chosen, sequence) => {
        const model = new MeetingModel(chosen, olga, [ivan, mia]);
        let record = aMeeting({ meeting: { access: chosen } });
        for (const [index, step] of sequence.entries()) {
          const next = take(record, step, index + 1);
          expect(!isRefused(next)).toBe(model.take(step));
          if (!isRefused(next)) record = next;
          expect(record.meeting.revision).toBe(model.revision);
          expect(record.occurrences.map(({ state }) => state)).toEqual([model.state]);
          for (const account of PEOPLE) {
            const { invited, link, role } = model.of(account);
            if (link === 0) continue;
            const told = { state: invited ? 'invited' : 'withdrawn', link };
            expect(invitationOf(record, account)).toMatchObject(invited ? { ...told, role } : told);
          }
        }
      }),
      RUNS,
    );
  });

  test('leave the version to the commit, which raises it by one', () => {
    always(({ before, after, change }) => {
      const version = before?.meeting.version ?? 0;
      expect(after.meeting.version).toBe(version);
      if (change === emptyChange) return;
      expect(change.expect).toEqual([{ table: 'meetings', id: after.meeting.key, version }]);
      expect(change.meetings).toEqual([{ ...after.meeting, version: version + 1 }]);
    });
  });

  test('change the passcode only by rotating, one revision at a time', () => {
    always(({ step, before, after }) => {
      if (!before || before.meeting.revision === after.meeting.revision) return;
      expect(['rotate', 'uninvite', 'leave']).toContain(step?.kind);
      expect(after.meeting.revision).toBe(before.meeting.revision + 1);
      expect(after.meeting.replacedCheck).toBe(before.meeting.check);
      expect(after.meeting.check).not.toBe(before.meeting.check);
    });
  });

  test('take occurrences from planned to live to ended, or cancel them, and never back', () => {
    const next: Readonly<Record<string, readonly string[]>> = {
      planned: ['planned', 'live', 'cancelled'],
      live: ['live', 'ended', 'cancelled'],
      ended: ['ended'],
      cancelled: ['cancelled'],
    };
    always(({ before, after }) => {
      for (const was of before?.occurrences ?? []) {
        const is = after.occurrences.find(({ id }) => id === was.id);
        expect(next[was.state]).toContain(is?.state);
      }
      const starts = after.occurrences.map(({ startsAt }) => startsAt);
      expect(starts).toEqual(starts.toSorted((one, other) => one - other));
      expect(after.occurrences.filter(({ state }) => state === 'live').length).toBeLessThanOrEqual(1);
    });
  });

  test('leave a cancelled meeting cancelled, its code and links as they were', () => {
    always(({ before, after }) => {
      if (before?.meeting.state !== 'cancelled') return;
      expect(after.meeting).toEqual(before.meeting);
      expect(after.conference.state).toBe('gone');
      expect(after.invitations.map(({ link }) => link)).toEqual(before.invitations.map(({ link }) => link));
    });
  });

  test('never let a link that was revoked live again', () => {
    always(({ before, after }) => {
      for (const was of before?.invitations ?? []) {
        const is = after.invitations.find(({ id }) => id === was.id);
        const revived = was.state === 'withdrawn' && is?.state === 'invited';
        expect(is?.link).toBeGreaterThanOrEqual(revived ? was.link + 1 : was.link);
      }
    });
  });

  test('have at most one organizer, and never a personal room with another one', () => {
    always(({ before, after }) => {
      const organizers = after.invitations.filter(
        ({ state, role }) => state === 'invited' && role === 'organizer',
      );
      expect(organizers.length).toBeLessThanOrEqual(1);
      for (const { invitee } of organizers)
        expect(invitee).toEqual({ kind: 'account', account: after.meeting.organizer });
      if (before?.meeting.kind === 'personal') expect(after.meeting.organizer).toBe(olga);
    });
  });
});

describe('what a difference owes', () => {
  test('holds every row that differs and none that does not', () => {
    always(({ before, after, change }) => {
      const known = new Set<object>(
        before ? [...before.occurrences, ...before.invitations, ...before.requests, before.conference] : [],
      );
      const differing = [
        ...after.occurrences,
        ...after.invitations,
        ...after.requests,
        after.conference,
      ].filter((row) => !known.has(row));
      const written = [
        ...change.occurrences,
        ...change.invitations,
        ...change.requests,
        ...change.conferences,
      ];
      expect(written).toEqual(differing);
      expect(recordChange(after, after, facts())).toBe(emptyChange);
    });
  });

  test('is owed once for each reason, slips to nobody but their own invitee, to conversations only cards', () => {
    always(({ after, change }) => {
      const keys = change.deliveries.map(({ key }) => key);
      expect(new Set(keys).size).toBe(keys.length);
      for (const { to, content } of change.deliveries) {
        expect(to.kind === 'conversation').toBe(content === 'card');
      }
      for (const { invitationId, to } of slipsOf(change)) {
        expect(after.invitations.find(({ id }) => id === invitationId)?.invitee).toEqual(to);
      }
    });
  });

  test('is never a slip to who is uninvited, of a code that opens nothing, or without the provider’s codes', () => {
    always(({ after, change, ownCodes }) => {
      if (ownCodes && after.conference.state !== 'ready') expect(slipsOf(change)).toEqual([]);
      for (const { key, invitationId } of slipsOf(change)) {
        const invitation = after.invitations.find(({ id }) => id === invitationId);
        expect(invitation && isGood(after, invitation) && slipKey(invitation, after)).toBe(key);
      }
    });
  });

  test('is, over all changes, one slip of the current code and link to each invitee', () => {
    fc.assert(
      fc.property(beginnings, steps, fc.boolean(), (beginning, sequence, ownCodes) => {
        const taken = play(beginning, sequence, ownCodes);
        const owed = taken.flatMap(({ change }) => slipsOf(change).map(({ key }) => key));
        const last = taken.at(-1)?.after;
        if (!last) throw new Error('nothing was played');
        for (const invitation of last.invitations.filter((one) => isGood(last, one))) {
          expect(owed.filter((key) => key === slipKey(invitation, last))).toHaveLength(1);
        }
      }),
      RUNS,
    );
  });

  test('redraws each slip in the change that its code or link dies with', () => {
    always(({ before, after, change }) => {
      if (!before) return;
      for (const was of before.invitations.filter((one) => isLive(before, one))) {
        const is = after.invitations.find(({ id }) => id === was.id);
        const survives = is && isLive(after, is) && slipKey(is, after) === slipKey(was, before);
        if (!survives) expect(change.redraw).toContain(slipKey(was, before));
      }
    });
  });

  test('wakes each occurrence at its start and end, and never one that is over', () => {
    fc.assert(
      fc.property(beginnings, steps, (beginning, sequence) => {
        const taken = play(beginning, sequence);
        const jobs = new Map<string, number>();
        for (const { change } of taken) {
          for (const { key, runAt } of change.jobs) jobs.set(key, runAt);
          for (const key of change.cancelJobs) jobs.delete(key);
        }
        for (const { id, state, startsAt, endsAt } of taken.at(-1)?.after.occurrences ?? []) {
          expect(jobs.get(`start:${id}`)).toBe(state === 'planned' ? startsAt : undefined);
          expect(jobs.get(`end:${id}`)).toBe(state === 'planned' || state === 'live' ? endsAt : undefined);
        }
      }),
      RUNS,
    );
  });
});

describe('combining changes', () => {
  const changes = fc
    .record({ beginning: beginnings, sequence: steps, which: fc.nat(), event: fc.option(fc.string()) })
    .map(({ beginning, sequence, which, event }) => {
      const taken = play(beginning, sequence);
      const change = taken[which % taken.length]?.change ?? emptyChange;
      return { ...change, event: event === null ? null : asId<EventId>(event) };
    });

  test('is associative, and nothing changes when nothing is added', () => {
    fc.assert(
      fc.property(changes, changes, changes, (a, b, c) => {
        expect(combine(combine(a, b), c)).toEqual(combine(a, combine(b, c)));
        expect(combine(combine(a, b), c)).toEqual(combine(a, b, c));
        expect(combine(a, emptyChange)).toEqual(a);
        expect(combine(emptyChange, a)).toEqual(a);
      }),
      RUNS,
    );
  });
});
