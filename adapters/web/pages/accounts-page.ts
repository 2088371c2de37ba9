import { html } from 'hono/html';
import type { ProviderName } from '../../../src/ids.ts';
import type { Catalogue } from '../../../src/messages/catalogue.ts';
import type { AccountAt, Kept } from '../../../src/workspace-accounts.ts';
import { nameOf } from '../my-request.ts';
import { notice } from './notice.ts';
import type { Html } from './page.ts';

/** What an admin may set of the workspace's own accounts at providers. */
export function accountsPage(
  accounts: readonly AccountAt[],
  result: Kept | null,
  text: Catalogue,
): readonly Html[] {
  const { web } = text;
  const labelOf = (name: ProviderName) =>
    accounts.find(({ provider }) => provider === name)?.label(text) ?? name;
  const forms = accounts.map((account) => section(account, text));
  const nothing = calm(web.accountsNone, web.accountsNoneThen);
  return [
    ...(result ? [outcome(result, labelOf, text)] : []),
    ...(forms.length > 0 ? forms : result ? [] : [nothing]),
  ];
}

function outcome(result: Kept, labelOf: (name: ProviderName) => string, text: Catalogue): Html {
  const { web } = text;
  switch (result.kind) {
    case 'kept':
      return calm(web.accountKept, web.accountKeptThen);
    case 'dropped':
      return calm(web.accountDropped);
    case 'in-use':
      return wrong(web.accountOther, web.accountCalls(result.meetings, result.live), web.accountOtherThen);
    case 'asks':
      return html`<form method="post" action="/my/accounts" class="notice">
<strong>${web.accountDropSure(labelOf(result.provider))}</strong>
<p>${web.accountCalls(result.meetings, result.live)}</p>
${result.meetings > 0 ? html`<p>${web.accountDropThen}</p>` : ''}
<input type="hidden" name="sure" value="yes">
<p class="row"><button class="danger" name="drop" value="${result.provider}">${web.accountDropYes}</button>
<a class="button" href="/my/accounts">${web.accountDropNo}</a></p>
</form>`;
    case 'not-admin':
      return wrong(web.accountsNone, web.accountsNoneThen);
    case 'refused':
      return wrong(
        web.accountRefused,
        text.news.conferenceReason(text.providerReason(result.reason)),
        web.accountRefusedThen,
      );
    default:
      return result satisfies never;
  }
}

const calm = (what: string, ...then: string[]): Html => notice({ what, then, calm: true });
const wrong = (what: string, ...then: string[]): Html => notice({ what, then, calm: false });

function section({ provider, label: named, fields, kept, webhook }: AccountAt, text: Catalogue): Html {
  const { web } = text;
  const id = `account-${provider}`;
  return html`<section class="meeting" aria-labelledby="${id}">
<h2 id="${id}">${web.accountAt(named(text))}</h2>
<p>${kept ? web.accountIsKept : web.accountIsNone}</p>
<form method="post" action="/my/accounts" autocomplete="off">
${fields.map(
  ({ name, label }) => html`<label for="${id}-${name}">${label(text)}</label>
<input id="${id}-${name}" name="${nameOf(name)}" type="password" autocomplete="off" spellcheck="false" required>`,
)}
<p class="hint">${web.accountEvents} <code>${webhook}</code></p>
<button class="primary" name="keep" value="${provider}">${kept ? web.accountReplace : web.accountKeep}</button>
</form>
${
  kept
    ? html`<form method="post" action="/my/accounts" class="row"><button class="danger" name="drop" value="${provider}">${web.accountDrop}</button></form>`
    : ''
}
</section>`;
}
