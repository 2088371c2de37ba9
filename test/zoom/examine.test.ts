import { createServer } from 'node:http';
import { expect, it, onTestFinished } from 'vitest';
import { zoom as entry } from '../../adapters/conference/zoom/config.ts';
import type { Env } from '../../src/ports/adapter.ts';
import { NO_RULE } from '../fakes/zoom/state.ts';
import { type FakeZoom, startZoom } from '../fakes/zoom/zoom-server.ts';

const PUBLIC_URL = 'https://meet.example.org';

async function local(): Promise<FakeZoom> {
  const zoom = await startZoom();
  onTestFinished(() => zoom.close());
  return zoom;
}

/** What doctor says. */
async function examined(env: Env, publicUrl = PUBLIC_URL) {
  const configured = entry.configure(env);
  if (configured.kind !== 'on') throw new Error(`Zoom is ${configured.kind}`);
  const findings = await configured.examine(publicUrl);
  expect(JSON.stringify(findings)).not.toContain('canary');
  return {
    right: findings.filter(({ fix }) => fix === null).map(({ what }) => what),
    wrong: findings.filter(({ fix }) => fix !== null).map(({ what, fix }) => `${what} ${fix}`),
  };
}

it('finds nothing wrong where all is as it should be, and makes no meeting', async () => {
  const zoom = await local();
  const { right, wrong } = await examined(zoom.env);
  expect(wrong).toEqual([]);
  expect(right).toContain('Zoom can be reached, and its clock agrees.');
  expect(right.join('\n')).toContain(`${PUBLIC_URL}/zoom/webhook`);
  expect(right.join('\n')).toContain('owner@example.org');
  expect(zoom.meetings()).toEqual([]);
});

it('takes the wide scopes of older apps as well', async () => {
  const zoom = await local();
  zoom.state.scopes = ['meeting:write:admin', 'user:read:admin', ...zoom.state.scopes.slice(-2)];
  expect((await examined(zoom.env)).wrong).toEqual([]);
});

it('names the scopes that are missing', async () => {
  const zoom = await local();
  zoom.state.scopes = zoom.state.scopes.filter((scope) => !/invite_links|settings/.test(scope));
  const wrong = (await examined(zoom.env)).wrong.join('\n');
  expect(wrong).toContain('lacks meeting:write:invite_links:admin, user:read:settings:admin');
});

it('says where to copy the credentials that Zoom does not take', async () => {
  const zoom = await local();
  const { wrong } = await examined({ ...zoom.env, ZOOM_CLIENT_SECRET: 'canary-of-another' });
  expect(wrong.join('\n')).toContain('Copy all three anew under App Credentials');
});

it('says that the host is nobody, or nobody any more', async () => {
  const zoom = await local();
  zoom.addUser('left@example.org').status = 'inactive';
  for (const host of ['nobody@example.org', 'left@example.org']) {
    const { wrong } = await examined({ ...zoom.env, ZOOM_HOST: host });
    expect(wrong.join('\n')).toContain(`ZOOM_HOST: ${host} is no active user`);
  }
});

it('says that the host is not known when Zoom does not tell', async () => {
  const zoom = await local();
  zoom.fail('user', { status: 503 });
  expect((await examined(zoom.env)).wrong.join('\n')).toContain('ZOOM_HOST: is not known (unavailable)');
});

it('says that no passcode meets what the account asks for', async () => {
  const zoom = await local();
  zoom.owner().requirement = { ...NO_RULE, length: 12 };
  expect((await examined(zoom.env)).wrong.join('\n')).toContain('ask for at most 10 characters');
});

it('says that Zoom cannot tell of its calls to an address of this machine', async () => {
  const zoom = await local();
  const { wrong } = await examined(zoom.env, 'http://localhost:3000');
  expect(wrong.join('\n')).toContain('Set PUBLIC_URL to an https address');
});

it('says that Zoom cannot be reached', async () => {
  const zoom = await startZoom();
  await zoom.close();
  expect((await examined(zoom.env)).wrong).toEqual([expect.stringContaining('Zoom cannot be reached at')]);
});

it('says that the clocks disagree', async () => {
  const server = createServer((_request, response) => {
    response.writeHead(404, { date: new Date(Date.now() - 300_000).toUTCString() }).end();
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  onTestFinished(() => void server.close());
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : 0;
  const { wrong } = await examined({
    ZOOM_ACCOUNT_ID: 'a',
    ZOOM_CLIENT_ID: 'c',
    ZOOM_CLIENT_SECRET: 's',
    ZOOM_WEBHOOK_SECRET: 'w',
    ZOOM_API_URL: `http://127.0.0.1:${port}`,
  });
  expect(wrong).toEqual([expect.stringMatching(/This clock is \d+ seconds from Zoom's/)]);
});

it('asks only whether Zoom can be reached where each workspace brings an account', async () => {
  const zoom = await local();
  const { ZOOM_API_URL, ZOOM_OAUTH_URL } = zoom.env;
  const own = { ZOOM_WORKSPACES: 'on', ZOOM_API_URL, ZOOM_OAUTH_URL };
  const { right, wrong } = await examined(own);
  expect(wrong).toEqual([]);
  expect(right.join('\n')).toContain('workspaces bring their own accounts');
  expect(zoom.calls('token')).toBe(0);
});
