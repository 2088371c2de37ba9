import { expect, it } from 'vitest';
import { MINUTE } from '../../src/clock.ts';
import { createIsMember, rememberMembers } from '../../src/door/membership.ts';
import { type AccountId, asId, type WorkspaceId } from '../../src/ids.ts';
import type { Role } from '../../src/ports/directory.ts';
import { FakeClock } from '../fakes/fake-clock.ts';
import { setStage } from '../jobs/stage.ts';
import { silent } from './a-door.ts';

const acme = asId<WorkspaceId>('acme');
const ivan = asId<AccountId>('ivan');
const mia = asId<AccountId>('mia');

it('asks the platform once a minute for each person', async () => {
  const clock = new FakeClock();
  const asked: string[] = [];
  const isMember = rememberMembers(
    async (_, account) => {
      asked.push(account);
      return account === ivan;
    },
    clock,
    silent,
  );
  expect(await isMember(acme, ivan)).toBe(true);
  expect(await isMember(acme, ivan)).toBe(true);
  expect(await isMember(acme, mia)).toBe(false);
  expect(await isMember(acme, mia)).toBe(false);
  expect(asked).toEqual(['ivan', 'mia']);
  await clock.advance(MINUTE);
  await isMember(acme, ivan);
  expect(asked).toEqual(['ivan', 'mia', 'ivan']);
});

it('lets a valid link in while the platform does not answer, and asks again', async () => {
  let asked = 0;
  const isMember = rememberMembers(
    async () => {
      asked += 1;
      throw new Error('down');
    },
    new FakeClock(),
    silent,
  );
  expect(await isMember(acme, ivan)).toBe(true);
  expect(await isMember(acme, ivan)).toBe(true);
  expect(asked).toBe(2);
});

it('takes nobody for a member who is not known, and others as the platform says', async () => {
  const { store, meeting } = await setStage();
  const { workspaceId, organizer } = (await meeting([])).meeting;
  let role: Role = 'guest';
  const isMember = createIsMember(store, () => ({ roleOf: async () => role }));
  expect(await isMember(workspaceId, organizer)).toBe(true);
  expect(await isMember(workspaceId, mia)).toBe(false);
  expect(await isMember(acme, organizer)).toBe(false);
  role = 'none';
  expect(await isMember(workspaceId, organizer)).toBe(false);
});
