import { expect, it } from 'vitest';
import { tellFigure } from '../figure.ts';
import { SEED } from '../seed.ts';
import { jitsiWorld, roomWorld, zoomWorld } from './provider-worlds.ts';
import { randomCalls } from './random-calls.ts';

/** Before each of the providers: 1,000 in all, and 100,000 in `npm run soak` (SECURITY.md §6). */
const SEQUENCES = Number(process.env['PROVIDER_SEQUENCES'] ?? 334);
/** In one store, which grows with them. */
const PER_STORE = 500;

it.each([
  ['the room', roomWorld],
  ['Jitsi', jitsiWorld],
  ['Zoom', zoomWorld],
] as const)(
  'whatever is done to a meeting, %s has one call with the codes of the slips, or none',
  async (name, open) => {
    for (let done = 0; done < SEQUENCES; done += PER_STORE)
      await randomCalls(open, Math.min(PER_STORE, SEQUENCES - done), SEED + done);
    expect.hasAssertions();
    tellFigure(`${SEQUENCES} courses of a meeting before ${name}`, SEED);
  },
  86_400_000,
);
