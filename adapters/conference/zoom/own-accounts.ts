import { z } from 'zod';
import { ConferenceError } from '../../../src/errors.ts';
import { asId, type ForeignId, type WorkspaceId } from '../../../src/ids.ts';
import type { ConferenceParts, OwnAccounts } from '../../../src/ports/adapter.ts';
import type { ConferenceProvider } from '../../../src/ports/conference.ts';
import { Secret } from '../../../src/vault/secret.ts';
import { createApi } from './api.ts';
import { createClient } from './client.ts';
import { createProvider } from './provider.ts';
import { missingScopes } from './scopes.ts';
import type { ZoomSettings } from './settings.ts';
import { createTokenSource } from './token.ts';

/** One Zoom account with the app that Latchkey uses there. */
export type ZoomAccount = { readonly provider: ConferenceProvider; readonly webhookSecret: Secret };

/** Where Zoom is, whose account it may be. */
export type ZoomUrls = Pick<ZoomSettings, 'apiUrl' | 'oauthUrl'>;

/** Ids of meetings in a workspace's own account: Zoom's accounts know nothing of each other's numbers. */
export const idIn = (workspace: WorkspaceId, id: string): string => `${workspace}/${id}`;

/** Longer than any of Zoom's own. */
const LONGEST = 200;
const word = z.string().trim().min(1).max(LONGEST);
const kept = z.object({ accountId: word, clientId: word, clientSecret: word, webhookSecret: word });

const FIELDS = ['accountId', 'clientId', 'clientSecret', 'webhookSecret'] as const;

export function openAccount(
  { clock, random }: Pick<ConferenceParts, 'clock' | 'random'>,
  settings: ZoomSettings,
  request: typeof fetch,
): ZoomAccount {
  const tokens = createTokenSource(settings, clock, request);
  const api = createApi(createClient(settings, tokens, clock, request));
  return {
    provider: createProvider(api, settings, { clock, random }),
    webhookSecret: settings.webhookSecret,
  };
}

/** Accounts that workspaces bring; each is kept sealed, and opened anew once it is another. */
export function createOwnAccounts(
  parts: Pick<ConferenceParts, 'clock' | 'random' | 'credentials'>,
  urls: ZoomUrls,
  request: typeof fetch,
) {
  const opened = new Map<WorkspaceId, { readonly text: string; readonly account: ZoomAccount }>();

  const settingsOf = (text: string): ZoomSettings => {
    const { accountId, clientId, clientSecret, webhookSecret } = kept.parse(JSON.parse(text));
    return {
      ...urls,
      accountId,
      clientId,
      clientSecret: new Secret(clientSecret),
      webhookSecret: new Secret(webhookSecret),
      sharedHost: 'me',
    };
  };

  const accountIn = (secret: Secret): string => settingsOf(secret.open()).accountId;

  const port: OwnAccounts = {
    fields: FIELDS.map((name) => ({ name, label: ({ zoom }) => zoom.account[name] })),
    webhookPath: (workspace) => `/zoom/webhook/${workspace}`,
    async check(typed) {
      const read = kept.safeParse(
        Object.fromEntries([...typed].map(([name, value]) => [name, value.open()])),
      );
      if (!read.success) throw new ConferenceError('permanent', 'credentials');
      const text = JSON.stringify(read.data);
      const { scopes } = await createTokenSource(settingsOf(text), parts.clock, request).get();
      if (missingScopes(scopes).length > 0) throw new ConferenceError('permanent', 'scopes');
      return new Secret(text);
    },
    isSame: (one, other) => accountIn(one) === accountIn(other),
    callsBegin: (workspace) => idIn(workspace, ''),
    remove: (secret, foreignId, signal) =>
      openAccount(parts, settingsOf(secret.open()), request).provider.remove(
        foreignId.slice(foreignId.indexOf('/') + 1),
        signal,
      ),
  };

  return {
    port,
    /** Null: the workspace has none. */
    async of(workspace: WorkspaceId): Promise<ZoomAccount | null> {
      const secret = await parts.credentials.get(asId<ForeignId>(workspace));
      if (secret === null) {
        opened.delete(workspace);
        return null;
      }
      const text = secret.open();
      const known = opened.get(workspace);
      if (known?.text === text) return known.account;
      const account = openAccount(parts, settingsOf(text), request);
      opened.set(workspace, { text, account });
      return account;
    },
  };
}
