import type { ProviderName } from '../ids.ts';
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
