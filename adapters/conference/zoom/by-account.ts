import { ConferenceError } from '../../../src/errors.ts';
import { asId, type WorkspaceId } from '../../../src/ids.ts';
import type { CallNews } from '../../../src/ports/call-news.ts';
import type { ConferenceProvider, Made } from '../../../src/ports/conference.ts';
import { abilities } from './config.ts';
import { idIn, type ZoomAccount } from './own-accounts.ts';

type Accounts = { of(workspace: WorkspaceId): Promise<ZoomAccount | null> };

/** What happens in a workspace's own account concerns its own meetings alone. */
export const newsIn = (workspace: WorkspaceId, news: CallNews): CallNews => ({
  started: (id, at) => news.started(idIn(workspace, id), at),
  joined: (id, who, at) => news.joined(idIn(workspace, id), who, at),
  left: (id, person, at) => news.left(idIn(workspace, id), person, at),
  ended: (id, at) => news.ended(idIn(workspace, id), at),
  changed: (id) => news.changed(idIn(workspace, id)),
});

/**
 * Makes calls in the workspace's own account, else in the operator's; null: the operator has none. A call stays in the
 * account that it was made in.
 */
export function byAccount(operators: ConferenceProvider | null, own: Accounts): ConferenceProvider {
  const nobodys = () => new ConferenceError('permanent', 'no-workspace-account');

  /** Of a call that was made. */
  async function holderOf(foreignId: string) {
    const [workspace = '', id] = foreignId.split('/');
    if (id === undefined) {
      if (operators === null) throw nobodys();
      return { provider: operators, id: foreignId, made: (made: Made) => made };
    }
    const home = asId<WorkspaceId>(workspace);
    const account = await own.of(home);
    if (account === null) throw nobodys();
    const made = (what: Made): Made => ({ ...what, foreignId: idIn(home, what.foreignId) });
    return { provider: account.provider, id, made };
  }

  return {
    abilities,
    async create(call, signal) {
      const { workspace } = call.host;
      const account = await own.of(workspace);
      if (account === null) {
        if (operators === null) throw nobodys();
        return operators.create(call, signal);
      }
      const made = await account.provider.create(call, signal);
      return { ...made, foreignId: idIn(workspace, made.foreignId) };
    },
    async find(call, signal) {
      const { workspace } = call.host;
      const account = await own.of(workspace);
      // Before the workspace had one, it was made in the operator's.
      const [here, there] = await Promise.all([
        account?.provider.find(call, signal) ?? [],
        operators?.find(call, signal) ?? [],
      ]);
      return [...here.map((id) => idIn(workspace, id)), ...there];
    },
    async read(foreignId, signal) {
      const { provider, id, made } = await holderOf(foreignId);
      const read = await provider.read(id, signal);
      return read && made(read);
    },
    async update(foreignId, call, rotate, signal) {
      const { provider, id, made } = await holderOf(foreignId);
      return made(await provider.update(id, call, rotate, signal));
    },
    async end(foreignId, occurrence, followed, signal) {
      const { provider, id } = await holderOf(foreignId);
      return provider.end(id, occurrence, followed, signal);
    },
    async remove(foreignId, signal) {
      const { provider, id } = await holderOf(foreignId);
      return provider.remove(id, signal);
    },
    async admit(foreignId, guest, signal) {
      const { provider, id } = await holderOf(foreignId);
      return provider.admit(id, guest, signal);
    },
  };
}
