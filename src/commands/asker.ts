import type { RequestId } from '../ids.ts';
import type { Account } from '../meeting/account.ts';
import type { MeetingContext } from './command.ts';

/** Who made a code request that is there. */
export async function askerOf({ record, store }: MeetingContext, id: RequestId): Promise<Account> {
  const request = record.requests.find((one) => one.id === id);
  const asker = request && (await store.accounts.byId(request.account));
  if (!asker) throw new Error(`request ${id} is of nobody`);
  return asker;
}
