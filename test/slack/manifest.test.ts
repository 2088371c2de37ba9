import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { slackManifest } from '../../adapters/chat/slack/manifest.ts';
import { SCOPES } from '../../adapters/chat/slack/scopes.ts';
import { commands } from '../../src/commands/registry.ts';

const socket = slackManifest(null);
const http = slackManifest('https://meet.example.org');

test('is what stands in slack-manifest.yaml (npm run manifest)', () => {
  expect(readFileSync(new URL('../../slack-manifest.yaml', import.meta.url), 'utf8')).toBe(socket);
});

test('tells every command in the hint of /meeting, within what Slack shows', () => {
  const hint = JSON.parse(/usage_hint: (".*")/.exec(socket)?.[1] ?? '""');
  expect(hint.split(' | ')).toEqual(commands.filter(({ listed }) => listed).map(({ name }) => name));
  expect(hint.length).toBeLessThan(1_000);
  expect(socket).toContain('should_escape: true');
});

test('asks for each scope once, the same ones as the installation', () => {
  const [, after = ''] = socket.split('    bot:\n');
  const listed = [...after.matchAll(/^ {6}- "(.+)"$/gm)].map(([, scope]) => scope).slice(0, SCOPES.length);
  expect(listed).toEqual(SCOPES);
  expect(new Set(SCOPES).size).toBe(SCOPES.length);
});

test('needs no address in Socket Mode', () => {
  expect(socket).toContain('socket_mode_enabled: true');
  expect(socket).not.toContain('https:');
});

test('names the address that Slack calls, and where a workspace comes back from installing', () => {
  expect(http).toContain('socket_mode_enabled: false');
  expect(http).toContain(
    '  slash_commands:\n    - command: "/meeting"\n      url: "https://meet.example.org/slack/events"\n',
  );
  expect(http.match(/request_url: "https:\/\/meet\.example\.org\/slack\/events"/g)).toHaveLength(2);
  expect(http).toContain('  redirect_urls:\n    - "https://meet.example.org/slack/oauth_redirect"\n');
});

test('keeps names within what Slack takes', () => {
  for (const [, name = ''] of socket.matchAll(/- name: "(.+)"/g)) expect(name.length).toBeLessThanOrEqual(24);
});
