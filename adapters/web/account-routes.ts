import type { Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { asId, type ProviderName } from '../../src/ids.ts';
import type { Account } from '../../src/meeting/account.ts';
import type { Workspace } from '../../src/meeting/workspace.ts';
import { catalogueFor, datesFor } from '../../src/messages/catalogue.ts';
import { readerOf } from '../../src/messages/reader-of.ts';
import { Secret } from '../../src/vault/secret.ts';
import type { Kept } from '../../src/workspace-accounts.ts';
import type { Env } from './app.ts';
import type { WebParts } from './index.ts';
import { nameOf } from './my-request.ts';
import { isOwnPage } from './own-page.ts';
import { accountsPage } from './pages/accounts-page.ts';
import { myPage, signedOutPage } from './pages/my-page.ts';

type Owner = { readonly account: Account; readonly workspace: Workspace };

/** Bytes. Four fields of an app's credentials. */
const FORM_LIMIT = 16 * 1024;

export const ACCOUNTS = '/my/accounts';

/** Accounts of the workspace at providers: typed here and nowhere else, and never shown again. */
export function addAccountRoutes(
  app: Hono<Env>,
  { accounts, store, publicUrl }: WebParts,
  ownerOf: (c: Context) => Promise<Owner | null>,
): void {
  async function shown({ account, workspace }: Owner, result: Kept | null) {
    // As it stands now: what was just kept is in it.
    const now = (await store.workspaces.byId(workspace.id)) ?? workspace;
    const all = await accounts.of({ account, workspace: now });
    const { locale } = readerOf(account, workspace);
    const text = catalogueFor(locale);
    const body = accountsPage(all, result, text);
    const page = { title: text.web.accounts(workspace.name), body, owner: account, isList: false };
    return myPage({ text, lang: datesFor(locale) }, page);
  }

  app.get(ACCOUNTS, async (c) => {
    const owner = await ownerOf(c);
    if (!owner) return c.html(signedOutPage(c.var.language, 'no-session'));
    return c.html(await shown(owner, null));
  });

  const limit = bodyLimit({ maxSize: FORM_LIMIT, onError: (c) => c.json({ error: 'too_large' }, 413) });
  app.post(ACCOUNTS, limit, async (c) => {
    if (!isOwnPage(c, publicUrl)) return c.html(signedOutPage(c.var.language, 'cross-site'), 403);
    const owner = await ownerOf(c);
    if (!owner) return c.html(signedOutPage(c.var.language, 'over'), 401);
    const sent = new URLSearchParams(await c.req.text());
    const [dropped, kept] = [sent.get('drop'), sent.get('keep')];
    const provider = asId<ProviderName>(dropped ?? kept ?? '');
    if (dropped !== null) {
      return c.html(await shown(owner, await accounts.drop(owner, provider, sent.has('sure'))));
    }
    const fields = (await accounts.of(owner)).find((one) => one.provider === provider)?.fields ?? [];
    const typed = new Map(fields.map(({ name }) => [name, new Secret(sent.get(nameOf(name)) ?? '')]));
    return c.html(await shown(owner, await accounts.keep(owner, provider, typed)));
  });
}
