import type { ProviderName } from '../ids.ts';
import type { Context, ProviderInfo } from './command.ts';

/**
 * A provider that meetings still name but the operator has switched off: it can do nothing, but the meeting can be
 * looked at, moved and cancelled.
 */
const absentProvider = (name: ProviderName): ProviderInfo => ({
  label: () => name,
  abilities: { seats: null, presence: false, waitingRoom: false, ownCodes: false, rotate: 'nothing' },
});

export const providerOf = ({ providers }: Pick<Context, 'providers'>, name: ProviderName): ProviderInfo =>
  providers.get(name) ?? absentProvider(name);
