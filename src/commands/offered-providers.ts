import type { ProviderName } from '../ids.ts';
import { BUILT_IN } from '../meeting/change-provider.ts';
import type { MeetingRecord } from '../meeting/meeting.ts';
import type { Context, ProviderInfo } from './command.ts';

/**
 * Where new calls of the workspace may run: what the operator has set up and no admin has switched off. Meetings that
 * are there already stay where they are.
 */
export function offeredProviders({
  providers,
  workspace: { settings },
}: Pick<Context, 'providers' | 'workspace'>): ReadonlyMap<ProviderName, ProviderInfo> {
  const { providersOff, accountsAt } = settings;
  return new Map(
    [...providers].filter(([name, { needsAccount = false }]) => {
      return !providersOff.includes(name) && (!needsAccount || accountsAt.includes(name));
    }),
  );
}

/** Whether the built-in room can run the call instead of the provider that should. */
export const canTakeRoom = (
  parts: Pick<Context, 'providers' | 'workspace'>,
  { meeting }: Pick<MeetingRecord, 'meeting'>,
): boolean => meeting.provider !== BUILT_IN && offeredProviders(parts).has(BUILT_IN);
