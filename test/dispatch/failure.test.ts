import { expect, it } from 'vitest';
import { DeliveryError, StoreError } from '../../src/errors.ts';
import type { Store } from '../../src/ports/store.ts';
import { openWorkspace, pressIn, textOf } from '../journeys/workspace.ts';

/** A store whose next commit fails as the database does when it is locked or the disk is full. */
function failing() {
  const errors: Error[] = [];
  const wrapStore = (store: Store): Store => ({
    ...store,
    commit: async (change) => {
      const error = errors.shift();
      if (error) throw error;
      return store.commit(change);
    },
  });
  return { wrapStore, next: (...more: readonly Error[]) => void errors.push(...more) };
}

it.each(['SQLITE_BUSY', 'SQLITE_FULL'])(
  'says that nothing was done on %s, logs why, and works the next time',
  async (code) => {
    const disk = failing();
    const { says, records, lines } = await openWorkspace({ wrapStore: disk.wrapStore });
    disk.next(new StoreError('commit', code));
    expect(textOf(await says('olga', 'now Standup'))).toContain('Nothing was changed.');
    expect(await records()).toEqual([]);
    const [line] = lines.filter(({ level }) => level === 'error');
    expect(line?.event).toBe('command failed');
    expect(line?.data).toMatchObject({ err: { operation: 'commit', code } });
    expect(textOf(await says('olga', 'now Standup'))).toContain('Standup is live');
  },
);

it('says that nothing was done while the platform does not answer, and works once it does', async () => {
  const { says, chat, records, lines } = await openWorkspace();
  const { roleOf } = chat;
  chat.roleOf = () => Promise.reject(new DeliveryError('failed', 'unavailable'));
  expect(textOf(await says('olga', 'now Standup'))).toContain('Nothing was changed.');
  expect(await records()).toEqual([]);
  expect(lines.filter(({ level }) => level === 'error')).toMatchObject([
    { event: 'command failed', data: { err: { reason: 'unavailable' } } },
  ]);
  chat.roleOf = roleOf;
  expect(textOf(await says('olga', 'now Standup'))).toContain('Standup is live');
});

it('keeps a question that could not be answered', async () => {
  const disk = failing();
  const { says, presses } = await openWorkspace({ wrapStore: disk.wrapStore });
  await says('olga', 'now Standup');
  const yes = pressIn(await says('olga', 'cancel'), 'Cancel the meeting');
  disk.next(new StoreError('commit', 'SQLITE_BUSY'));
  expect(textOf(await presses('olga', yes))).toContain('Nothing was changed.');
  expect(textOf(await presses('olga', yes))).toContain('Standup is cancelled');
});

it('suggests nothing rather than fail', async () => {
  const { dispatcher, invocation, store, lines } = await openWorkspace({
    wrapStore: (real) => ({
      ...real,
      accounts: {
        ...real.accounts,
        byForeign: () => Promise.reject(new StoreError('accounts.byForeign', 'SQLITE_BUSY')),
      },
    }),
  });
  const typing = invocation('olga', { kind: 'words', words: ['show', 'St'] }, 'general');
  expect(await dispatcher.suggest(typing, 5)).toEqual([]);
  expect(lines.map(({ event }) => event)).toContain('no suggestions');
  await store.ping();
});
