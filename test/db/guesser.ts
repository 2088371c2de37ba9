import { argv, stdout } from 'node:process';
import { openStore } from '../../db/index.ts';
import type { AttemptResult } from '../../src/ports/store/door.ts';
import { check, NOON, number } from '../fakes/records.ts';

/** One process that guesses: `node guesser.ts <database> <meeting ID> <guesses> <name>`, and how it was answered. */
const [, , file = '', meetingId = '', guesses = '0', name = ''] = argv;
const store = await openStore(file, { busyTimeout: 60_000 });
const tally: Partial<Record<AttemptResult['kind'], number>> = {};
const results = await Promise.all(
  Array.from({ length: Number(guesses) }, (_, n) =>
    store.door.attempt({
      at: NOON,
      client: `ip:${name}-${n}`,
      network: `net:${name}-${n}`,
      typedId: number(meetingId),
      checks: [check(`guess-${name}-${n}`)],
      shared: false,
    }),
  ),
);
for (const { kind } of results) tally[kind] = (tally[kind] ?? 0) + 1;
await store.close();
stdout.write(JSON.stringify(tally));
