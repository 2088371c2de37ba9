import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { room } from '../../adapters/conference/room/config.ts';
import { iceServers, NO_ICE } from '../../adapters/conference/room/ice.ts';
import { HOUR } from '../../src/clock.ts';
import { Secret } from '../../src/vault/secret.ts';

const problemsOf = (env: Record<string, string>) => {
  const configured = room.configure(env);
  return configured.kind === 'wrong' ? configured.problems.map((line) => line.split(':')[0]) : [];
};

describe('the settings', () => {
  it('may be left out, or name servers with ports, addresses of either kind and a transport', () => {
    expect(problemsOf({})).toEqual([]);
    expect(
      problemsOf({
        STUN_URLS: 'stun:stun.example.org, stuns:192.0.2.1:5349 stun:[2001:db8::1]:3478',
        TURN_URLS: 'turn:turn.example.org:3478?transport=udp,turns:turn.example.org:443?transport=tcp',
        TURN_SECRET: 'long and random',
      }),
    ).toEqual([]);
  });

  it.each([
    [{ STUN_URLS: 'https://stun.example.org' }, ['STUN_URLS']],
    [{ STUN_URLS: 'stun:a.example.org, turn:b.example.org' }, ['STUN_URLS']],
    [{ STUN_URLS: 'stun:a.example.org?transport=udp' }, ['STUN_URLS']],
    [{ TURN_URLS: 'turn:', TURN_SECRET: 's' }, ['TURN_URLS']],
    [{ TURN_URLS: 'turn:a.example.org?transport=pigeon', TURN_SECRET: 's' }, ['TURN_URLS']],
    [{ TURN_URLS: 'turn:a.example.org' }, ['TURN_SECRET']],
    [{ TURN_SECRET: 'never shown' }, ['TURN_URLS']],
  ])('are refused where they cannot work: %j', (env, problems) => {
    expect(problemsOf(env)).toEqual(problems);
    expect(JSON.stringify(room.configure(env))).not.toContain('never shown');
  });
});

describe('what a browser is given', () => {
  it('is nothing unless the operator names servers, so that no third party is asked', () => {
    expect(iceServers(NO_ICE, 'ivan', 0)).toEqual([]);
  });

  it('is a password for TURN of its own, good for twelve hours, which the server can check by the secret', () => {
    const secret = new Secret('static-auth-secret');
    const ice = { stun: ['stun:a.example.org'], turn: { urls: ['turn:b.example.org'], secret } };
    const [stun, turn] = iceServers(ice, 'ivan', HOUR);
    expect(stun).toEqual({ urls: ['stun:a.example.org'] });
    expect(turn?.username).toBe(`${13 * 3600}:ivan`);
    const password = createHmac('sha1', 'static-auth-secret')
      .update(`${13 * 3600}:ivan`)
      .digest('base64');
    expect(turn).toEqual({ urls: ['turn:b.example.org'], username: turn?.username, credential: password });
    expect(JSON.stringify([stun, turn])).not.toContain('static-auth-secret');
  });
});
