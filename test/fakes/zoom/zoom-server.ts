import { once } from 'node:events';
import { Loopback } from './loopback.ts';
import { ZoomState } from './state.ts';
import type { CallName, Fault, Meeting, Moment, Recorded, User } from './types.ts';
import { Webhooks } from './webhooks.ts';

export type FakeZoom = Awaited<ReturnType<typeof startZoom>>;

const CREDENTIALS = {
  accountId: 'local-account',
  clientId: 'local-client',
  clientSecret: 'zoomclientsecretcanary',
};
const WEBHOOK_SECRET = 'zoomwebhooksecretcanary';

/** Starts one Zoom account on a free port of this machine, as PROVIDERS.md says that Zoom behaves. */
export async function startZoom({ now = Date.now }: { readonly now?: () => number } = {}) {
  const state = new ZoomState(now);
  const loopback = new Loopback(state, CREDENTIALS);
  const webhooks = new Webhooks(state, WEBHOOK_SECRET);
  const requests: readonly Recorded[] = loopback.requests;
  loopback.server.listen(0, '127.0.0.1');
  await once(loopback.server, 'listening');
  const address = loopback.server.address();
  if (address === null || typeof address === 'string') throw new Error('Zoom does not listen');
  const base = `http://127.0.0.1:${address.port}`;

  return {
    state,
    webhooks,
    /** All that Latchkey is set to for it. */
    env: {
      ZOOM_ACCOUNT_ID: CREDENTIALS.accountId,
      ZOOM_CLIENT_ID: CREDENTIALS.clientId,
      ZOOM_CLIENT_SECRET: CREDENTIALS.clientSecret,
      ZOOM_WEBHOOK_SECRET: WEBHOOK_SECRET,
      ZOOM_API_URL: `${base}/v2`,
      ZOOM_OAUTH_URL: base,
    },
    requests,
    owner: (): User => userOf(state, 'me'),
    addUser: (email: string): User => state.addUser(email),
    /** All that there are now. */
    meetings: (): readonly Meeting[] => [...state.meetings.values()],
    meeting(id: string): Meeting {
      const meeting = state.meetings.get(id.replaceAll(' ', ''));
      if (!meeting) throw new Error(`Zoom has no meeting ${id}`);
      return meeting;
    },
    calls: (call: CallName): number => loopback.requests.filter((one) => one.call === call).length,
    /** Asks it without a connection. */
    fetch: loopback.fetch.bind(loopback),
    fail: (call: CallName, fault: Fault) => loopback.fail(call, fault),
    forgive: () => loopback.forgive(),
    stopAt: (call: CallName, moment: Moment) => loopback.stopAt(call, moment),
    /** No token that was given out is good any more. */
    expireTokens: () => state.tokens.clear(),
    async close() {
      loopback.server.closeAllConnections();
      loopback.server.close();
      await once(loopback.server, 'close');
    },
  };
}

function userOf(state: ZoomState, name: string): User {
  const user = state.user(name);
  if (!user) throw new Error(`Zoom knows nobody called ${name}`);
  return user;
}
