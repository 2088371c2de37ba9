import { onTestFinished } from 'vitest';
import { createWeb } from '../../adapters/web/index.ts';
import { systemClock } from '../../src/clock.ts';
import type { WorkspaceAccounts } from '../../src/workspace-accounts.ts';
import { noAccounts } from '../fakes/no-accounts.ts';
import { type Journey, linkIn, openWorkspace, type Who } from '../journeys/workspace.ts';

/** As a browser asks from a page of ours. */
export const OWN = { 'Sec-Fetch-Site': 'same-origin' };
/** The workspace of the journeys, with the real web server before it. */
export async function openWeb(
  options: Parameters<typeof openWorkspace>[0] = {},
  accountsOf: (journey: Journey) => WorkspaceAccounts = () => noAccounts,
) {
  const journey = await openWorkspace(options);
  const { store, vault, clock, log, door, dispatcher, publicUrl } = journey;
  const web = createWeb({
    ...{ store, vault, log, door, dispatcher, publicUrl },
    clock: { now: () => clock.now(), sleep: systemClock.sleep },
    trustedProxies: [],
    metricsToken: null,
    accounts: accountsOf(journey),
    routes: [],
    checks: new Map(),
    backlog: async () => ({}),
  });
  const port = await web.listen('127.0.0.1', 0);
  onTestFinished(() => web.close());
  const send = (path: string, init: RequestInit = {}) =>
    fetch(`http://127.0.0.1:${port}${path}`, { redirect: 'manual', ...init });

  async function tokenOf(who: Who): Promise<string> {
    const url = linkIn(await journey.says(who, 'web', 'direct'), 'Open My meetings');
    return url.slice(url.indexOf('#') + 1);
  }
  const bring = (token: string, headers: Record<string, string> = OWN) =>
    send('/api/my/session', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', ...headers },
      body: JSON.stringify({ token }),
    });
  let acts = 0;

  /** A browser that came in by a link of its own. */
  async function enter(token: string) {
    const answer = await bring(token);
    const [cookie = ''] = answer.headers.getSetCookie().map((line) => line.split(';')[0]);
    const post = (fields: readonly (readonly [string, string])[], headers: Record<string, string> = OWN) =>
      send('/my', {
        method: 'POST',
        headers: { Cookie: cookie, ...headers },
        body: new URLSearchParams(fields.map(([name, value]) => [name, value])),
      });
    const act = () => {
      acts += 1;
      return ['act', `0123456789abcdef-${acts}`] as const;
    };
    return {
      answer,
      cookie,
      post,
      sees: async () => (await send('/my', { headers: { Cookie: cookie } })).text(),
      presses: async (press: string) => (await post([act(), ['press', press]])).text(),
      fills: async (by: readonly ['submit' | 'call', string], values: Record<string, string>) => {
        const fields = Object.entries(values).flatMap(([name, value]) => [
          ['shown', name] as const,
          ...(value === '' ? [] : [[`value.${name}`, value] as const]),
        ]);
        return (await post([act(), by, ...fields])).text();
      },
      signOut: (which: 'this' | 'all', headers: Record<string, string> = OWN) =>
        send('/my/sign-out', {
          method: 'POST',
          headers: { Cookie: cookie, ...headers },
          body: new URLSearchParams({ which }),
        }),
    };
  }
  return { ...journey, send, bring, tokenOf, enter, signIn: async (who: Who) => enter(await tokenOf(who)) };
}
