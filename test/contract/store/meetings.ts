import { describe, expect, it } from 'vitest';
import { HOUR } from '../../../src/clock.ts';
import { asId, type ForeignId, fresh, type OccurrenceId } from '../../../src/ids.ts';
import type { MeetingRecord } from '../../../src/meeting/meeting.ts';
import type { Change } from '../../../src/ports/store.ts';
import {
  aChange,
  allOf,
  anAccount,
  anInvitation,
  anOccurrence,
  aRecord,
  aRequest,
  aWorkspace,
  check,
  NOON,
  number,
  sealed,
} from '../../fakes/records.ts';
import type { StoreWorld } from '../store.ts';

export function meetingsContract(world: () => StoreWorld): void {
  describe('meetings', () => {
    const commit = (change: Partial<Change>) => world().store.commit(aChange(change));
    const workspace = aWorkspace();
    const elsewhere = aWorkspace();
    const olga = anAccount();
    const ivan = anAccount();
    const channel = asId<ForeignId>('C1');
    const people = { workspaces: [workspace, elsewhere], accounts: [olga, ivan] };
    const meetingAt = (startsAt: number, given: Parameters<typeof aRecord>[0] = {}) =>
      aRecord({
        invitees: [ivan],
        ...given,
        meeting: { workspaceId: workspace.id, organizer: olga.id, ...given.meeting },
        occurrence: { startsAt, ...given.occurrence },
      });
    const save = async (...records: readonly MeetingRecord[]) => {
      for (const record of records) await commit({ ...people, ...allOf(record) });
    };
    const keys = (records: readonly MeetingRecord[]) => records.map(({ meeting }) => meeting.key);
    const end = (record: MeetingRecord) =>
      commit({ occurrences: record.occurrences.map((held) => ({ ...held, state: 'ended', endedAt: NOON })) });

    it('finds a meeting by its number and by any of its parts', async () => {
      const record = { ...meetingAt(NOON), requests: [] as readonly ReturnType<typeof aRequest>[] };
      record.requests = [aRequest({ meetingKey: record.meeting.key })];
      await save(record);
      const { meetings } = world().store;
      const parts = [
        ...record.occurrences.map(({ id }) => id),
        ...record.invitations.map(({ id }) => id),
        ...record.requests.map(({ id }) => id),
        record.conference.id,
      ];
      for (const part of parts) expect(await meetings.byPart(part)).toEqual(record);
      expect(await meetings.byMeetingId(record.meeting.meetingId)).toEqual(record);
      expect(await meetings.byPart(fresh<OccurrenceId>())).toBeNull();
      expect(await meetings.byKey(fresh())).toBeNull();
      expect(await meetings.byMeetingId(number('29999999999'))).toBeNull();
    });

    it('finds a cancelled meeting by its number', async () => {
      const record = meetingAt(NOON, { meeting: { state: 'cancelled' } });
      await save(record);
      expect(await world().store.meetings.byMeetingId(record.meeting.meetingId)).toEqual(record);
    });

    it('has the occurrences earliest first', async () => {
      const record = meetingAt(NOON);
      const earlier = anOccurrence({ meetingKey: record.meeting.key, startsAt: NOON - HOUR });
      await save({ ...record, occurrences: [...record.occurrences, earlier] });
      const found = await world().store.meetings.byKey(record.meeting.key);
      expect(found?.occurrences).toEqual([earlier, ...record.occurrences]);
    });

    it("lists a person's coming meetings, earliest first, whoever organizes them", async () => {
      const later = meetingAt(NOON + 2 * HOUR);
      const sooner = meetingAt(NOON + HOUR, { meeting: { organizer: ivan.id }, invitees: [olga] });
      const over = meetingAt(NOON);
      const cancelled = meetingAt(NOON, { meeting: { state: 'cancelled' } });
      await save(later, sooner, over, cancelled);
      await end(over);
      const { meetings } = world().store;
      expect(keys(await meetings.ofAccount(ivan.id, 10))).toEqual(keys([sooner, later]));
      expect(keys(await meetings.ofAccount(olga.id, 10))).toEqual(keys([sooner, later]));
      expect(keys(await meetings.ofAccount(ivan.id, 1))).toEqual(keys([sooner]));
      expect(await meetings.ofAccount(fresh(), 10)).toEqual([]);
    });

    it('drops a meeting from the list of whoever is uninvited, and puts it back', async () => {
      const record = meetingAt(NOON);
      await save(record);
      const invitation = record.invitations.filter(({ role }) => role === 'invitee');
      const { meetings } = world().store;
      await commit({ invitations: invitation.map((one) => ({ ...one, state: 'withdrawn' })) });
      expect(await meetings.ofAccount(ivan.id, 10)).toEqual([]);
      await commit({ invitations: invitation });
      expect(keys(await meetings.ofAccount(ivan.id, 10))).toEqual(keys([record]));
    });

    it('lists a call of a personal room to those who were asked to that call', async () => {
      const room = meetingAt(NOON, { meeting: { kind: 'personal' }, invitees: [] });
      const [call] = room.occurrences;
      const next = anOccurrence({ meetingKey: room.meeting.key, startsAt: NOON + HOUR });
      const asked = anInvitation({
        meetingKey: room.meeting.key,
        occurrenceId: call?.id ?? null,
        invitee: { kind: 'account', account: ivan.id },
      });
      await save({
        ...room,
        occurrences: [...room.occurrences, next],
        invitations: [...room.invitations, asked],
      });
      const { meetings } = world().store;
      expect(keys(await meetings.ofAccount(ivan.id, 10))).toEqual(keys([room]));
      await end(room);
      expect(await meetings.ofAccount(ivan.id, 10)).toEqual([]);
      expect(keys(await meetings.ofAccount(olga.id, 10))).toEqual(keys([room]));
      expect(keys([...(await world().store.meetings.ofWorkspace(workspace.id, 10))])).toEqual(keys([room]));
      expect(keys([(await meetings.personalRoom(workspace.id, olga.id)) ?? room])).toEqual(keys([room]));
      expect(await meetings.personalRoom(workspace.id, ivan.id)).toBeNull();
      expect(await meetings.personalRoom(elsewhere.id, olga.id)).toBeNull();
    });

    it("lists a workspace's meetings and no other's, in the order of their next time", async () => {
      const here = [meetingAt(NOON + 3 * HOUR), meetingAt(NOON + HOUR), meetingAt(NOON + 2 * HOUR)];
      const there = meetingAt(NOON, { meeting: { workspaceId: elsewhere.id } });
      await save(...here, there);
      const [last, first, middle] = here;
      const list = () => world().store.meetings.ofWorkspace(workspace.id, 10);
      expect((await list()).map(({ meeting }) => meeting.key)).toEqual(
        [first, middle, last].map((record) => record?.meeting.key),
      );
      const moved = (last?.occurrences ?? []).map((held) => ({ ...held, startsAt: NOON }));
      await commit({ occurrences: moved });
      expect((await list())[0]?.meeting.key).toBe(last?.meeting.key);
    });

    it('finds the open meetings of a conversation, newest first', async () => {
      const inChannel = (createdAt: number, given: Parameters<typeof aRecord>[0] = {}) =>
        meetingAt(NOON, {
          ...given,
          meeting: { createdAt, ...given.meeting },
          occurrence: { card: channel },
        });
      const old = inChannel(NOON - HOUR);
      const recent = inChannel(NOON);
      const over = inChannel(NOON);
      const foreign = inChannel(NOON, { meeting: { workspaceId: elsewhere.id } });
      const second = anOccurrence({ meetingKey: old.meeting.key, card: channel });
      await save(
        { ...old, occurrences: [...old.occurrences, second] },
        recent,
        over,
        foreign,
        meetingAt(NOON),
      );
      await end(over);
      const { meetings } = world().store;
      expect(keys(await meetings.inConversation(workspace.id, channel, 10))).toEqual(keys([recent, old]));
      expect(keys(await meetings.inConversation(workspace.id, channel, 1))).toEqual(keys([recent]));
      expect(await meetings.inConversation(workspace.id, asId('C2'), 10)).toEqual([]);
    });

    it('finds the open meetings with a card in a conversation or its threads, of all workspaces of a platform', async () => {
      const abroad = aWorkspace({ platform: asId('elsewhere') });
      await commit({ workspaces: [abroad] });
      const cardIn = (card: string, workspaceId = workspace.id) =>
        meetingAt(NOON, { meeting: { workspaceId }, occurrence: { card: asId<ForeignId>(card) } });
      const here = cardIn('-5');
      const thread = cardIn('-5/17');
      const theirs = cardIn('-5', elsewhere.id);
      const over = cardIn('-5');
      const others = [cardIn('-51'), cardIn('-5-1'), cardIn('-50'), cardIn('-5', abroad.id), over];
      await save(here, thread, theirs, ...others);
      await end(over);
      const { meetings } = world().store;
      const found = await meetings.withCardIn(workspace.platform, asId<ForeignId>('-5'), 10);
      expect([...keys(found)].sort()).toEqual([...keys([here, thread, theirs])].sort());
      expect(await meetings.withCardIn(workspace.platform, asId<ForeignId>('-5'), 2)).toHaveLength(2);
    });

    it('finds whose call has an id that begins so at a provider, whatever became of them', async () => {
      const withCall = (foreignId: string | null, state: 'open' | 'cancelled' = 'open') => {
        const record = meetingAt(NOON, { meeting: { state } });
        return { ...record, conference: { ...record.conference, foreignId } };
      };
      const [first, second] = [withCall('acme/1'), withCall('acme/2', 'cancelled')];
      await save(second, first, withCall('acme'), withCall('acme2/1'), withCall('acm'), withCall(null));
      const { meetings } = world().store;
      const { provider } = first.conference;
      expect(keys(await meetings.withCallIn(provider, 'acme/', 10))).toEqual(keys([first, second]));
      expect(keys(await meetings.withCallIn(provider, 'acme/', 1))).toEqual(keys([first]));
      expect(await meetings.withCallIn(asId('elsewhere'), 'acme/', 10)).toEqual([]);
    });

    it('counts what a member created and whom they invited, for the limits', async () => {
      const record = meetingAt(NOON, { meeting: { createdAt: NOON } });
      const earlier = meetingAt(NOON, { meeting: { createdAt: NOON - HOUR } });
      await save(record, earlier, meetingAt(NOON, { meeting: { workspaceId: elsewhere.id } }));
      const { meetings } = world().store;
      expect(await meetings.createdSince(workspace.id, olga.id, NOON)).toBe(1);
      expect(await meetings.createdSince(workspace.id, olga.id, NOON - HOUR)).toBe(2);
      expect(await meetings.createdSince(workspace.id, ivan.id, 0)).toBe(0);
      expect(await meetings.invitedSince(workspace.id, olga.id, NOON)).toBe(2);
      expect(await meetings.invitedSince(workspace.id, olga.id, NOON + 1)).toBe(0);
      // Handing a meeting on makes no room for another one.
      await commit({ meetings: [{ ...record.meeting, organizer: ivan.id }] });
      expect(await meetings.createdSince(workspace.id, olga.id, NOON)).toBe(1);
    });

    it('says which keys are in use and which meetings are under another', async () => {
      const fine = meetingAt(NOON, {
        meeting: { passcode: sealed('k2'), check: check('m', 'k2') },
        invitees: [],
      });
      const links = fine.invitations.map((one) => ({ ...one, linkKey: 'k2' }));
      const old = meetingAt(NOON, { invitees: [] });
      const credentials = { ...fine.conference, credentials: sealed('k2') };
      await save({ ...fine, invitations: links, conference: credentials }, old);
      const { keys: use } = world().store;
      expect(await use.count()).toEqual({ k1: 3, k2: 4 });
      expect(await use.stale('k2', 10)).toEqual([old.meeting.key]);
      expect((await use.stale('k3', 10)).toSorted()).toEqual(keys([fine, old]).toSorted());
      await commit({ conferences: [{ ...credentials, credentials: sealed('k0') }] });
      expect((await use.stale('k2', 10)).toSorted()).toEqual(keys([fine, old]).toSorted());
    });

    it('are all read, a part at a time, those that are over too', async () => {
      const records = Array.from({ length: 5 }, () =>
        aRecord({ meeting: { workspaceId: workspace.id, organizer: olga.id } }),
      );
      await commit(people);
      for (const record of records) await commit(allOf(record));
      const { meetings } = world().store;
      const read: MeetingRecord[] = [];
      for (;;) {
        const part = await meetings.all(read.at(-1)?.meeting.key ?? null, 2);
        expect(part.length).toBeLessThanOrEqual(2);
        if (part.length === 0) break;
        read.push(...part);
      }
      const keys = (of: readonly MeetingRecord[]) => of.map(({ meeting }) => meeting.key).sort();
      expect(keys(read)).toEqual(keys(records));
    });
  });
}
