import { expect, test } from 'vitest';
import { MINUTE } from '../../src/clock.ts';
import type { AuditEntry } from '../../src/ports/store/audit.ts';
import {
  aChange,
  allOf,
  anAccount,
  anAuditEntry,
  anInvitation,
  aRecord,
  aWorkspace,
  check,
  NOON,
  number,
  sealed,
} from '../fakes/records.ts';
import { anInstallation } from './installation.ts';

const workspace = aWorkspace();
const olga = anAccount({ name: 'Olga', handle: 'olga' });
const ivan = anAccount({ name: 'Ivan', handle: 'ivan' });
const mia = anAccount({ name: 'Mia', handle: null });
const plain = aRecord({
  meeting: {
    workspaceId: workspace.id,
    organizer: olga.id,
    topic: 'Standup',
    meetingId: number('23456789012'),
    revision: 3,
  },
  invitees: [ivan, mia],
});
const { key: meetingKey } = plain.meeting;
const lee = anInvitation({ meetingKey, invitee: { kind: 'username', username: 'lee' }, invitedBy: olga.id });
const mail = anInvitation({
  meetingKey,
  invitee: { kind: 'email', address: 'zoe@example.org' },
  invitedBy: olga.id,
});
const record = { ...plain, invitations: [...plain.invitations, lee, mail] };

const at = (minutes: number, entry: Partial<AuditEntry>) =>
  anAuditEntry({ at: NOON + minutes * MINUTE, workspaceId: workspace.id, meetingKey, ...entry });

async function withMeeting(...audit: readonly AuditEntry[]) {
  const installation = await anInstallation();
  const { store, vault } = installation;
  const { primary } = vault;
  const kept = {
    ...record,
    meeting: { ...record.meeting, passcode: sealed(primary), check: check('mac', primary) },
    invitations: record.invitations.map((invitation) => ({ ...invitation, linkKey: primary })),
  };
  const accounts = [olga, ivan, mia];
  await store.commit(aChange({ workspaces: [workspace], accounts, ...allOf(kept), audit }));
  return installation;
}

test('tells by revision who got the passcode, when and how, and who was let in', async () => {
  const { type } = await withMeeting(
    at(0, { action: 'created', actor: olga.id, revision: 1 }),
    at(1, { action: 'slip-sent', about: ivan.id, revision: 1, via: 'playground' }),
    at(2, { action: 'slip-unreachable', about: mia.id, revision: 1, via: 'dm-closed' }),
    at(3, { action: 'claimed', actor: mia.id, revision: 1, via: 'code' }),
    at(4, { action: 'slip-unreachable', invitationId: lee.id, revision: 1, via: 'not-started' }),
    at(4, { action: 'slip-sent', invitationId: mail.id, revision: 1, via: 'mail' }),
    at(4, { action: 'leaked', actor: ivan.id, about: ivan.id, revision: 1, via: 'typed-in-public' }),
    at(5, { action: 'rotated', actor: olga.id, revision: 2 }),
    at(6, { action: 'revealed', actor: olga.id, revision: 2, via: 'show' }),
    at(7, { action: 'admitted', actor: ivan.id, about: ivan.id, revision: 2, via: 'link' }),
    at(8, { action: 'admitted', revision: 2, via: 'passcode' }),
  );
  const { code, out, err } = await type('audit who 234 5678 9012');
  expect({ code, err }).toEqual({ code: 0, err: '' });
  expect(out).toBe(`Standup, meeting ID 234 5678 9012, open

Passcode, revision 1:
  2026-11-24 12:01:00 UTC  sent to Ivan @ivan on playground (playground)
  2026-11-24 12:02:00 UTC  not reached: Mia on playground (dm-closed)
  2026-11-24 12:03:00 UTC  claimed by Mia on playground (code)
  2026-11-24 12:04:00 UTC  not reached: @lee (not-started)
  2026-11-24 12:04:00 UTC  sent to zoe@example.org (mail)
  2026-11-24 12:04:00 UTC  typed in public by Ivan @ivan on playground (typed-in-public)

Passcode, revision 2:
  2026-11-24 12:06:00 UTC  shown to Olga @olga on playground (show)

Passcode, revision 3 (the current one):
  nobody

Let in:
  2026-11-24 12:07:00 UTC  Ivan @ivan on playground (link)
  2026-11-24 12:08:00 UTC  a guest (passcode)

"Sent" means that the platform accepted the message, not that anybody read it.`);
});

test('says when nobody was let in', async () => {
  const { type } = await withMeeting();
  expect((await type('audit who 23456789012')).out).toMatch(/Let in:\n {2}nobody/);
});

test('says when there is no such meeting, or when it is no meeting ID', async () => {
  const { type } = await withMeeting();
  expect(await type('audit who 999 9999 9999')).toMatchObject({
    code: 1,
    out: '',
    err: 'There is no meeting 999 9999 9999.',
  });
  const wrong = await type('audit who standup');
  expect(wrong.code).toBe(2);
  expect(wrong.err).toMatch(/^standup is no meeting ID/);
});
