import { type REST, Routes } from 'discord.js';
import { expect, it, onTestFinished, vi } from 'vitest';
import { createClient } from '../../adapters/chat/discord/client.ts';
import { createRest } from '../../adapters/chat/discord/rest.ts';
import { MINUTE } from '../../src/clock.ts';
import { Secret } from '../../src/vault/secret.ts';
import { answering } from './local-answers.ts';

const APP = '123456789012345678';
const token = new Secret('canary.canary.canary');

type Setting = { readonly apiUrl: string; readonly token: Secret };

const clients: readonly [string, (setting: Setting) => REST][] = [
  ['answers', (setting) => createClient({ ...setting, members: false }).rest],
  ['sends', createRest],
];

it.each(clients)(
  'the client that %s keeps nothing of an interaction once a minute is over',
  async (_, restOf) => {
    // discord.js sweeps by a timer of its own.
    vi.useFakeTimers({ toFake: ['setInterval'] });
    onTestFinished(() => {
      vi.useRealTimers();
    });
    const interactions = Array.from({ length: 20 }, (_, nth) => `token-${nth}`);
    const original = (of: string) => Routes.webhookMessage(APP, of, '@original');
    const { url: apiUrl } = await answering(
      Object.fromEntries(interactions.map((of) => [`PATCH ${original(of)}`, {}])),
    );
    const rest = restOf({ apiUrl, token });
    for (const of of interactions) await rest.patch(original(of), { body: {}, auth: false });
    expect(rest.handlers.size).toBe(interactions.length);
    vi.advanceTimersByTime(MINUTE);
    expect(rest.handlers.size).toBe(0);
  },
);
