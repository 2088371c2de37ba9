import { expect, it } from 'vitest';
import type { ProviderInfo } from '../../src/commands/command.ts';
import { offeredProviders } from '../../src/commands/offered-providers.ts';
import { asId, type ProviderName } from '../../src/ids.ts';
import { aWorkspace } from '../fakes/records.ts';
import { ROOM } from '../jobs/stage.ts';

const [room, zoom] = [asId<ProviderName>('room'), asId<ProviderName>('zoom')];
const info = (name: string) => ({ label: () => name, abilities: ROOM });
const providers = new Map<ProviderName, ProviderInfo>([
  [room, info('Room')],
  [zoom, { ...info('Zoom'), needsAccount: true }],
]);

it('offers what an admin has not switched off, and what needs an account only with one', () => {
  const workspace = aWorkspace();
  const offered = (settings: Partial<typeof workspace.settings>) => [
    ...offeredProviders({
      providers,
      workspace: { ...workspace, settings: { ...workspace.settings, ...settings } },
    }).keys(),
  ];
  expect(offered({})).toEqual([room]);
  expect(offered({ accountsAt: [zoom] })).toEqual([room, zoom]);
  expect(offered({ accountsAt: [zoom], providersOff: [room] })).toEqual([zoom]);
});
