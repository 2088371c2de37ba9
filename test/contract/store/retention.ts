import { describe, expect, it } from 'vitest';
import { DAY, HOUR } from '../../../src/clock.ts';
import { fresh, type MeetingKey, type OccurrenceId } from '../../../src/ids.ts';
import type { MeetingRecord } from '../../../src/meeting/meeting.ts';
import type { Presence } from '../../../src/ports/store/presence.ts';
import type { Change } from '../../../src/ports/store.ts';
import {
  aChange,
  aDelivery,
  aJob,
  allOf,
  anAccount,
  anAuditEntry,
  anInvitation,
  anOccurrence,
  aRecord,
  aWorkspace,
  NOON,
} from '../../fakes/records.ts';
import type { StoreWorld } from '../store.ts';

const somebody = (occurrenceId: OccurrenceId): Presence => ({
  occurrenceId,
  personKey: 'ivan',
  account: null,
  name: 'Ivan',
  host: false,
  state: 'inside',
  enteredAt: NOON,
  leaseUntil: NOON + HOUR,
});

export function retentionContract(world: () => StoreWorld): void {
  describe('retention', () => {
    const commit = (change: Partial<Change>) => world().store.commit(aChange(change));
    const workspace = aWorkspace();
    const olga = anAccount();
    const ivan = anAccount();
    const ended = (given: Parameters<typeof aRecord>[0] = {}) =>
      aRecord({
        invitees: [ivan],
        meeting: { workspaceId: workspace.id, organizer: olga.id, ...given.meeting },
        occurrence: { state: 'ended', endedAt: NOON, ...given.occurrence },
      });
    const save = async (...records: readonly MeetingRecord[]) => {
      for (const record of records) {
        await commit({ workspaces: [workspace], accounts: [olga, ivan], ...allOf(record) });
      }
    };
    const meetings = () => world().store.meetings;
    const retention = () => world().store.retention;

    it('finds the meetings whose last occurrence is over, longest over first', async () => {
      const recent = ended();
      const old = ended({ occurrence: { endedAt: NOON - HOUR } });
      const cancelled = ended({
        meeting: { state: 'cancelled' },
        occurrence: { state: 'planned', endedAt: null, endsAt: NOON },
      });
      const planned = ended({ occurrence: { state: 'planned', endedAt: null } });
      const series = ended();
      const next = anOccurrence({ meetingKey: series.meeting.key });
      await save(recent, old, cancelled, planned, { ...series, occurrences: [...series.occurrences, next] });
      expect(await retention().overBefore(NOON, 10)).toEqual([old.meeting.key]);
      expect(await retention().overBefore(NOON + 1, 1)).toEqual([old.meeting.key]);
      expect((await retention().overBefore(NOON + 1, 10)).toSorted()).toEqual(
        [recent, old, cancelled].map(({ meeting }) => meeting.key).toSorted(),
      );
    });

    it('erases the meeting and all that belongs to it, but not that its number was used', async () => {
      const record = ended();
      const { key, meetingId } = record.meeting;
      const occurrence = record.occurrences[0]?.id ?? fresh();
      const slip = aDelivery({ workspaceId: workspace.id, meetingKey: key });
      await save(record);
      await commit({
        deliveries: [slip],
        jobs: [
          aJob({ kind: 'empty', subject: occurrence }),
          aJob({ kind: 'conference', subject: record.conference.id }),
        ],
        audit: [
          anAuditEntry({ meetingKey: key, actor: olga.id, about: ivan.id, invitationId: fresh(), via: 'dm' }),
        ],
      });
      const { store } = world();
      await store.presence.enter(somebody(occurrence), null, NOON);
      await retention().erase(key);
      expect(await store.presence.stays(occurrence)).toEqual([]);
      expect(await meetings().byKey(key)).toBeNull();
      expect(await meetings().byPart(occurrence)).toBeNull();
      expect(await retention().overBefore(NOON + HOUR, 10)).toEqual([]);
      expect(await store.deliveries.byId(slip.id)).toBeNull();
      expect(await store.jobs.nextAt()).toBeNull();
      expect(await store.audit.ofMeeting(key)).toEqual([
        anAuditEntry({ meetingKey: key, workspaceId: expect.any(String) }),
      ]);
      expect(await commit(allOf(ended({ meeting: { meetingId } })))).toBe('stale');
    });

    it('leaves a meeting alone that is not over, or came to have another time', async () => {
      const record = ended();
      await save(record);
      await commit({ occurrences: [anOccurrence({ meetingKey: record.meeting.key })] });
      await retention().erase(record.meeting.key);
      await retention().erase(fresh());
      expect(await meetings().byKey(record.meeting.key)).not.toBeNull();
    });

    it('keeps a personal room with its code, and erases its calls but for the last time', async () => {
      const room = ended({ meeting: { kind: 'personal' } });
      const { key } = room.meeting;
      const asked = anInvitation({ meetingKey: key, occurrenceId: room.occurrences[0]?.id ?? null });
      const times = { startsAt: NOON - HOUR, endsAt: NOON - HOUR, endedAt: NOON - HOUR };
      const earlier = anOccurrence({ meetingKey: key, state: 'ended', ...times });
      await save({
        ...room,
        occurrences: [...room.occurrences, earlier],
        invitations: [...room.invitations, asked],
      });
      await commit({ deliveries: [aDelivery({ workspaceId: workspace.id, meetingKey: key })] });
      expect(await retention().overBefore(NOON + 1, 10)).toEqual([key]);
      const { presence } = world().store;
      const last = room.occurrences[0]?.id ?? fresh();
      await presence.enter(somebody(last), null, NOON);
      await retention().erase(key);
      expect(await presence.stays(last)).toEqual([]);
      const { version } = room.meeting;
      expect(await meetings().byKey(key)).toEqual({
        ...room,
        meeting: { ...room.meeting, version: version + 1 },
      });
      expect(await retention().overBefore(NOON + 1, 10)).toEqual([]);
    });

    /** A time of a series so many days ago, which is over. */
    const past = (meetingKey: MeetingKey, days: number) => {
      const at = NOON - days * DAY;
      const slot = new Date(at).toISOString().slice(0, '2026-11-24T12:00'.length);
      const times = { startsAt: at - HOUR, endsAt: at, endedAt: at };
      return anOccurrence({ meetingKey, ...times, slot, state: days % 2 === 0 ? 'ended' : 'cancelled' });
    };
    const aSeries = (days: readonly number[]) => {
      const series = ended({
        occurrence: { state: 'planned', endedAt: null, slot: '2026-11-25T12:00' },
      });
      return {
        ...series,
        occurrences: [...days.map((one) => past(series.meeting.key, one)), ...series.occurrences],
      };
    };

    it('erases single times of what is repeated, with what was said of them and who came', async () => {
      const series = aSeries([90, 89, 2]);
      const [long, , short] = series.occurrences;
      if (!long || !short) throw new Error('the series has no times');
      await save(series, ended({ occurrence: { endsAt: NOON - 100 * DAY, slot: '2026-01-01T12:00' } }));
      const { key: meetingKey } = series.meeting;
      const said = [long, short].map((one) =>
        aDelivery({ workspaceId: workspace.id, meetingKey, occurrenceId: one.id }),
      );
      await commit({ deliveries: said });
      const { store } = world();
      for (const { id } of [long, short]) await store.presence.enter(somebody(id), null, NOON);
      expect(await retention().erasePast(NOON - 88 * DAY, 1)).toBe(1);
      expect(await retention().erasePast(NOON - 88 * DAY, 10)).toBe(1);
      expect(await retention().erasePast(NOON - 88 * DAY, 10)).toBe(0);
      expect((await meetings().byKey(meetingKey))?.occurrences).toEqual(series.occurrences.slice(2));
      expect(await store.presence.stays(long.id)).toEqual([]);
      expect(await store.presence.stays(short.id)).toHaveLength(1);
      expect(await Promise.all(said.map(async ({ id }) => (await store.deliveries.byId(id))?.id))).toEqual([
        undefined,
        said[1]?.id,
      ]);
    });

    it('reads of five years of a daily series no more than its last times, and the one that is asked for', async () => {
      const days = Array.from({ length: 5 * 365 }, (_, day) => 5 * 365 - day);
      const series = aSeries(days);
      await save(series);
      const read = await meetings().byKey(series.meeting.key);
      expect(read?.occurrences).toEqual(series.occurrences.slice(-20));
      const [mine] = await meetings().ofAccount(ivan.id, 10);
      expect(mine).toEqual(read);
      const [first] = series.occurrences;
      const pressed = first && (await meetings().byPart(first.id));
      expect(pressed?.occurrences).toEqual([first, ...series.occurrences.slice(-20)]);
    });
  });
}
