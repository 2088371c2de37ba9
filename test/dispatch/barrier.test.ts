import { expect, it } from 'vitest';
import type { Command } from '../../src/commands/command.ts';
import { barrier } from '../../src/dispatch/barrier.ts';
import type { Access } from '../../src/meeting/meeting.ts';
import type { Right } from '../../src/meeting/rights.ts';
import type { Role } from '../../src/ports/directory.ts';
import { anAccount, aRecord, aWorkspace } from '../fakes/records.ts';

const workspace = aWorkspace();
const olga = anAccount();
const ivan = anAccount();
const stranger = anAccount();

type Needs = Command['needs'];
const about = (right: Right): Needs => ({ about: 'meeting', right });
const nothing = (who: 'anyone' | 'creator' | 'admin'): Needs => ({ about: 'nothing', who });

const recordWith = (access: Access) => aRecord({ meeting: { organizer: olga.id, access }, invitees: [ivan] });

const stopped = (needs: Needs, role: Role, { actor = stranger, access = 'invitees' as Access } = {}) =>
  barrier({ needs, stoppedByLock: false }, { workspace, role, actor }, recordWith(access));

it('lets anyone do what anyone may, and admins what is theirs', () => {
  expect(stopped(nothing('anyone'), 'none')).toBeNull();
  expect(stopped(nothing('admin'), 'admin')).toBeNull();
  expect(stopped(nothing('admin'), 'creator')).toEqual({ why: 'not-admin' });
});

it('lets create whom the workspace lets create', () => {
  const settings = { ...workspace.settings, creators: 'creators' as const };
  const strict = { ...workspace, settings };
  const create = { needs: nothing('creator'), stoppedByLock: true };
  expect(barrier(create, { workspace: strict, role: 'creator', actor: olga }, null)).toBeNull();
  expect(barrier(create, { workspace: strict, role: 'member', actor: olga }, null)).toEqual({
    why: 'may-not-create',
    who: 'creators',
  });
});

it('stops what a lock stops, before anything else is looked at, and nothing else', () => {
  const locked = { ...workspace, locked: true };
  const asker = { workspace: locked, role: 'admin', actor: olga } as const;
  expect(barrier({ needs: nothing('anyone'), stoppedByLock: true }, asker, null)).toEqual({ why: 'locked' });
  expect(barrier({ needs: nothing('anyone'), stoppedByLock: false }, asker, null)).toBeNull();
});

it('tells who is not the organizer that only the organizer can', () => {
  expect(stopped(about('invite'), 'member', { actor: olga })).toBeNull();
  expect(stopped(about('invite'), 'member', { actor: ivan })).toEqual({ why: 'not-organizer' });
  expect(stopped(about('invite'), 'admin')).toEqual({ why: 'not-organizer' });
});

it('tells who is not invited whether they can ask', () => {
  const refused = (role: Role, access: Access) => stopped(about('reveal'), role, { access });
  expect(refused('member', 'request')).toMatchObject({ why: 'not-invited', canAsk: true });
  expect(refused('member', 'invitees')).toMatchObject({ why: 'not-invited', canAsk: false });
  expect(refused('none', 'request')).toEqual({ why: 'not-a-member' });
});

it('takes every right from an organizer who has left the workspace', () => {
  expect(stopped(about('see'), 'none', { actor: olga })).toEqual({ why: 'not-a-member' });
  expect(stopped(about('cancel'), 'none', { actor: olga })).toEqual({ why: 'not-a-member' });
  expect(stopped(nothing('creator'), 'none', { actor: olga })).toEqual({ why: 'not-a-member' });
});
