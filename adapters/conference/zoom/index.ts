import { asId, type WorkspaceId } from '../../../src/ids.ts';
import type { ConferenceAdapter, ConferenceParts } from '../../../src/ports/adapter.ts';
import { byAccount, newsIn } from './by-account.ts';
import { createOwnAccounts, openAccount, type ZoomUrls } from './own-accounts.ts';
import type { ZoomSettings } from './settings.ts';
import { createWebhook } from './webhook.ts';

/** Whose accounts there are: the operator's, null if there is none, and those that workspaces may bring. */
type Accounts = {
  readonly operators: ZoomSettings | null;
  readonly own: boolean;
  readonly urls: ZoomUrls;
};

/** Calls at Zoom, by its REST API and its webhooks. */
export function createZoom(
  parts: ConferenceParts,
  { operators, own, urls }: Accounts,
  request: typeof fetch = fetch,
): ConferenceAdapter {
  const { news } = parts;
  const operator = operators && openAccount(parts, operators, request);
  // Who may bring none any more keeps what runs in the one that they brought.
  const brought = createOwnAccounts(parts, urls, request);
  const webhook = createWebhook(parts, async (workspace) => {
    if (workspace === null) return operator && { secret: operator.webhookSecret, news };
    const id = asId<WorkspaceId>(workspace);
    const account = await brought.of(id);
    return account && { secret: account.webhookSecret, news: newsIn(id, news) };
  });
  return {
    provider: byAccount(operator?.provider ?? null, brought),
    routes: [webhook],
    ...(own ? { accounts: brought.port } : {}),
  };
}
