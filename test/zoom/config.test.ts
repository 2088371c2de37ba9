import { expect, it } from 'vitest';
import { zoom } from '../../adapters/conference/zoom/config.ts';

const RIGHT = {
  ZOOM_ACCOUNT_ID: 'account',
  ZOOM_CLIENT_ID: 'client',
  ZOOM_CLIENT_SECRET: 'canary-secret',
  ZOOM_WEBHOOK_SECRET: 'canary-token',
};

const problemsOf = (env: Record<string, string>): string => {
  const configured = zoom.configure(env);
  return configured.kind === 'wrong' ? configured.problems.join('\n') : configured.kind;
};

it('is off without settings, and on with the four of the app', () => {
  expect(zoom.configure({}).kind).toBe('off');
  expect(zoom.configure({ ZOOM_CLIENT_ID: '' }).kind).toBe('off');
  expect(zoom.configure(RIGHT).kind).toBe('on');
});

it('names each setting that is missing, and where it stands', () => {
  const problems = problemsOf({ ZOOM_CLIENT_ID: 'client' });
  for (const name of ['ZOOM_ACCOUNT_ID', 'ZOOM_CLIENT_SECRET', 'ZOOM_WEBHOOK_SECRET'])
    expect(problems).toContain(`${name}: is missing: copy the`);
  expect(problems).not.toContain('ZOOM_CLIENT_ID');
});

it('sends the secret nowhere where somebody could read along', () => {
  expect(problemsOf({ ...RIGHT, ZOOM_API_URL: 'http://zoom.example/v2' })).toContain(
    'ZOOM_API_URL: use an https',
  );
  expect(problemsOf({ ...RIGHT, ZOOM_OAUTH_URL: 'nowhere' })).toContain('ZOOM_OAUTH_URL: use an https');
  expect(problemsOf({ ...RIGHT, ZOOM_API_URL: 'http://127.0.0.1:1/v2/' })).toBe('on');
});

it('takes as host a user of the account, and nothing that leads elsewhere', () => {
  expect(problemsOf({ ...RIGHT, ZOOM_HOST: 'calls@example.org' })).toBe('on');
  expect(problemsOf({ ...RIGHT, ZOOM_HOST: '../meetings/1' })).toContain('ZOOM_HOST: use the e-mail address');
});

it('is on without an account of the operator’s where workspaces may bring theirs', () => {
  expect(zoom.configure({ ZOOM_WORKSPACES: 'on' })).toMatchObject({ kind: 'on', needsAccount: true });
  expect(zoom.configure({ ...RIGHT, ZOOM_WORKSPACES: 'on' })).toMatchObject({ needsAccount: false });
  expect(zoom.configure({ ZOOM_WORKSPACES: 'off' }).kind).toBe('off');
  expect(problemsOf({ ZOOM_WORKSPACES: 'yes' })).toContain('ZOOM_WORKSPACES: use on');
  expect(problemsOf({ ZOOM_WORKSPACES: 'on', ZOOM_API_URL: 'http://zoom.example/v2' })).toContain(
    'ZOOM_API_URL: use an https',
  );
});
