import { describe, expect, it } from 'vitest';
import { type AdmissionId, asId, type EventId, fresh } from '../../../src/ids.ts';
import type { Change } from '../../../src/ports/store.ts';
import {
  aChange,
  aJob,
  allOf,
  aMeeting,
  anAccount,
  anAuditEntry,
  aRecord,
  aWorkspace,
  NOON,
  nextNumber,
  sealed,
} from '../../fakes/records.ts';
import type { StoreWorld } from '../store.ts';

export function commitContract(world: () => StoreWorld): void {
  describe('commit', () => {
    const commit = (change: Partial<Change>) => world().store.commit(aChange(change));
    const workspace = aWorkspace();
    const olga = anAccount();
    const ivan = anAccount({ name: 'Ivan', handle: null, zone: null });
    const record = aRecord({
      meeting: { workspaceId: workspace.id, organizer: olga.id },
      invitees: [ivan],
    });
    const { key } = record.meeting;
    const create = { workspaces: [workspace], accounts: [olga, ivan], ...allOf(record) };

    it('gives back what was written, to the last field', async () => {
      expect(await commit(create)).toBe('done');
      const { store } = world();
      expect(await store.meetings.byKey(key)).toEqual(record);
      expect(await store.accounts.byId(ivan.id)).toEqual(ivan);
      expect(await store.accounts.byForeign(olga.platform, olga.foreignId)).toEqual(olga);
      expect(await store.workspaces.byId(workspace.id)).toEqual(workspace);
      expect(await store.workspaces.byForeign(workspace.platform, workspace.foreignId)).toEqual(workspace);
    });

    it('replaces a row by its id', async () => {
      await commit(create);
      const moved = { ...record.meeting, topic: 'Retro', version: 2, replacedCheck: record.meeting.check };
      const unreachable = { ...ivan, unreachable: { reason: 'dm-closed', since: NOON }, muted: [olga.id] };
      const locked = { ...workspace, locked: true, settings: { ...workspace.settings, doorMinutes: 5 } };
      const conference = { ...record.conference, credentials: sealed('k2'), wanted: 2 };
      await commit({
        meetings: [moved],
        accounts: [unreachable],
        workspaces: [locked],
        conferences: [conference],
      });
      const { store } = world();
      expect(await store.meetings.byKey(key)).toEqual({ ...record, meeting: moved, conference });
      expect(await store.accounts.byIds([ivan.id, fresh()])).toEqual([unreachable]);
      expect(await store.workspaces.byId(workspace.id)).toEqual(locked);
    });

    it('finds who has a handle, in whatever case, on one platform alone', async () => {
      const pat = anAccount({ handle: 'Ivan_P' });
      const sam = anAccount({ handle: 'ivan_p' });
      const elsewhere = anAccount({ handle: 'ivan_p', platform: asId<typeof pat.platform>('elsewhere') });
      const nameless = anAccount({ handle: null });
      await commit({ accounts: [pat, sam, elsewhere, nameless] });
      const { accounts } = world().store;
      const found = await accounts.byHandle(pat.platform, 'IVAN_P');
      expect(found.map(({ id }) => id).sort()).toEqual([pat.id, sam.id].sort());
      expect(await accounts.byHandle(pat.platform, 'ivan')).toEqual([]);
      expect(await accounts.byHandle(pat.platform, 'null')).toEqual([]);
    });

    it('keeps usernames and addresses that were invited', async () => {
      const [organizer] = record.invitations;
      const invited = record.invitations.flatMap((invitation) => [
        {
          ...invitation,
          id: fresh<typeof invitation.id>(),
          invitee: { kind: 'username', username: 'mia' } as const,
        },
        {
          ...invitation,
          id: fresh<typeof invitation.id>(),
          invitee: { kind: 'email', address: 'lee@acme.test' } as const,
        },
      ]);
      await commit({ ...create, invitations: invited });
      expect(organizer).toBeDefined();
      expect((await world().store.meetings.byKey(key))?.invitations).toEqual(invited);
    });

    it('answers the same event once', async () => {
      const event = asId<EventId>('playground:1');
      expect(await commit({ ...create, event })).toBe('done');
      expect(await commit({ event, meetings: [{ ...record.meeting, topic: 'Again' }] })).toBe('seen');
      expect((await world().store.meetings.byKey(key))?.meeting.topic).toBe('Standup');
    });

    it('forgets an event whose commit was stale, so that it can be run again', async () => {
      const event = asId<EventId>('playground:2');
      const expected = { table: 'meetings', id: key } as const;
      expect(await commit({ ...create, event, expect: [{ ...expected, version: 3 }] })).toBe('stale');
      expect(await commit({ ...create, event, expect: [{ ...expected, version: 0 }] })).toBe('done');
    });

    it.each([
      ['meetings', key],
      ['accounts', olga.id],
      ['workspaces', workspace.id],
    ] as const)('writes nothing when the version in %s is another', async (table, id) => {
      expect(await commit({ ...create, expect: [{ table, id, version: 1 }] })).toBe('stale');
      expect(await commit({ ...create, expect: [{ table, id, version: 0 }] })).toBe('done');
      expect(await commit({ expect: [{ table, id, version: 0 }] })).toBe('stale');
      expect(
        await commit({
          expect: [{ table, id, version: 2 }],
          accounts: [{ ...olga, name: 'Someone else', version: 3 }],
          jobs: [aJob()],
        }),
      ).toBe('stale');
      expect(await world().store.accounts.byId(olga.id)).toEqual(olga);
      expect(await world().store.jobs.nextAt()).toBeNull();
    });

    it('lets exactly one of many racing commits on one version through', async () => {
      await commit(create);
      const stores = [world().store, await world().again()];
      const results = await Promise.all(
        Array.from({ length: 20 }, (_, at) =>
          stores[at % 2]?.commit(
            aChange({
              expect: [{ table: 'meetings', id: key, version: 1 }],
              meetings: [{ ...record.meeting, topic: `Winner ${at}`, version: 2 }],
            }),
          ),
        ),
      );
      expect(results.toSorted()).toEqual(['done', ...Array.from({ length: 19 }, () => 'stale')]);
      await stores[1]?.close();
    });

    it('gives a meeting ID to one meeting only', async () => {
      await commit(create);
      const other = aRecord({
        meeting: { workspaceId: workspace.id, organizer: olga.id, meetingId: record.meeting.meetingId },
      });
      expect(await commit({ ...allOf(other), jobs: [aJob()] })).toBe('stale');
      expect(await world().store.meetings.byKey(other.meeting.key)).toBeNull();
      expect(await world().store.jobs.nextAt()).toBeNull();
    });

    it('gives a number that a personal room gave up to nobody but that room', async () => {
      const room = aRecord({
        meeting: { workspaceId: workspace.id, organizer: olga.id, kind: 'personal' },
      });
      const first = room.meeting.meetingId;
      const renumbered = { ...room.meeting, meetingId: aMeeting().meetingId };
      const thief = aRecord({
        meeting: { workspaceId: workspace.id, organizer: ivan.id, meetingId: first },
      });
      await commit({ ...create, ...allOf(room) });
      await commit({ meetings: [renumbered] });
      expect(await world().store.meetings.byMeetingId(first)).toBeNull();
      expect(await world().store.meetings.isTaken(first)).toBe(true);
      expect(await world().store.meetings.isTaken(nextNumber())).toBe(false);
      expect(await commit(allOf(thief))).toBe('stale');
      expect(await commit({ meetings: [room.meeting] })).toBe('done');
      expect((await world().store.meetings.byMeetingId(first))?.meeting.key).toBe(room.meeting.key);
    });

    it('keeps one account per foreign id, one workspace, and one personal room per member', async () => {
      await commit(create);
      const room = () =>
        aRecord({ meeting: { workspaceId: workspace.id, organizer: olga.id, kind: 'personal' } });
      expect(await commit({ accounts: [anAccount({ foreignId: olga.foreignId })] })).toBe('stale');
      expect(await commit({ workspaces: [aWorkspace({ foreignId: workspace.foreignId })] })).toBe('stale');
      expect(await commit(allOf(room()))).toBe('done');
      expect(await commit(allOf(room()))).toBe('stale');
    });

    it('keeps the audit in order', async () => {
      await commit(create);
      const entries = [
        anAuditEntry({ meetingKey: key, actor: olga.id, action: 'created' }),
        anAuditEntry({ meetingKey: key, about: ivan.id, action: 'slip-sent', revision: 1, via: 'dm' }),
        anAuditEntry({ meetingKey: key, actor: olga.id, action: 'rotated', revision: 2 }),
      ];
      await commit({ audit: entries.slice(0, 2) });
      await commit({ audit: [...entries.slice(2), anAuditEntry({ action: 'locked' })] });
      expect(await world().store.audit.ofMeeting(key)).toEqual(entries);
    });

    it('keeps a form until it is dropped or expires', async () => {
      const form = {
        id: fresh<Change['forms'][number]['id']>(),
        account: olga.id,
        workspaceId: workspace.id,
        command: 'new',
        state: sealed(),
        step: 0,
        expiresAt: NOON + 1_000,
      };
      const other = { ...form, id: fresh<typeof form.id>() };
      const { forms } = world().store;
      await commit({ forms: [form, other] });
      await commit({ forms: [{ ...form, step: 1 }], dropForms: [other.id] });
      expect(await forms.byId(form.id, NOON)).toEqual({ ...form, step: 1 });
      expect(await forms.byId(other.id, NOON)).toBeNull();
      expect(await forms.byId(form.id, form.expiresAt)).toBeNull();
      await forms.sweep(NOON);
      expect(await forms.byId(form.id, NOON)).not.toBeNull();
      await forms.sweep(form.expiresAt);
      expect(await forms.byId(form.id, NOON)).toBeNull();
    });

    it("finds an account's forms, the one last kept first", async () => {
      const formOf = (account: typeof olga.id, expiresAt: number) => ({
        id: fresh<Change['forms'][number]['id']>(),
        account,
        workspaceId: workspace.id,
        command: 'new',
        state: sealed(),
        step: 0,
        expiresAt,
      });
      const old = formOf(olga.id, NOON + 1_000);
      const last = formOf(olga.id, NOON + 3_000);
      const { forms } = world().store;
      await commit({ forms: [old, last, formOf(ivan.id, NOON + 2_000)] });
      expect(await forms.ofAccount(olga.id, NOON, 10)).toEqual([last, old]);
      await commit({ forms: [{ ...old, expiresAt: NOON + 4_000 }] });
      expect(await forms.ofAccount(olga.id, NOON, 1)).toEqual([{ ...old, expiresAt: NOON + 4_000 }]);
      expect(await forms.ofAccount(olga.id, NOON + 3_000, 10)).toHaveLength(1);
      expect(await forms.ofAccount(olga.id, NOON + 4_000, 10)).toEqual([]);
    });

    it('takes an admission with its meeting, and none without', async () => {
      await commit(create);
      const admission = {
        id: fresh<AdmissionId>(),
        meetingKey: key,
        occurrenceId: record.occurrences.map(({ id }) => id).at(0) ?? fresh(),
        personKey: 'ivan',
        account: ivan.id,
        invitationId: null,
        name: 'Ivan',
        via: 'link',
        at: NOON,
      } as const;
      expect(await commit({ admissions: [admission] })).toBe('done');
      await expect(
        commit({ admissions: [{ ...admission, id: fresh(), meetingKey: fresh() }] }),
      ).rejects.toThrow();
    });

    it('does all of a change or nothing', async () => {
      await commit(create);
      const orphan = {
        ...record.conference,
        id: fresh<typeof record.conference.id>(),
        meetingKey: fresh<typeof key>(),
      };
      await expect(
        commit({
          event: asId('playground:3'),
          meetings: [{ ...record.meeting, topic: 'Half' }],
          jobs: [aJob()],
          audit: [anAuditEntry({ meetingKey: key })],
          conferences: [orphan],
        }),
      ).rejects.toThrow('commit');
      const { store } = world();
      expect((await store.meetings.byKey(key))?.meeting.topic).toBe('Standup');
      expect(await store.jobs.nextAt()).toBeNull();
      expect(await store.audit.ofMeeting(key)).toEqual([]);
      expect(await commit({ event: asId('playground:3') })).toBe('done');
    });
  });
}
