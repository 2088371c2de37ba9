import fc from 'fast-check';
import { expect, it } from 'vitest';
import { DAY, HOUR, MINUTE } from '../../src/clock.ts';
import { cancelMeeting } from '../../src/meeting/cancel.ts';
import { move } from '../../src/meeting/move.ts';
import { openCodes } from '../../src/vault/credentials.ts';
import { onlyOccurrence, setStage, ZOOM } from '../jobs/stage.ts';

const steps = fc.array(
  fc.record({
    kind: fc.constantFrom('rotate', 'move', 'cancel'),
    fault: fc.constantFrom(null, null, 'crash', 'transient'),
  }),
  { minLength: 1, maxLength: 5 },
);

it('whatever is done to a meeting, its provider has one call with the codes of the slips, or none', async () => {
  const stage = await setStage({ abilities: ZOOM });
  const check = fc.asyncProperty(
    fc.constantFrom(null, 'crash', 'transient'),
    steps,
    async (fault, sequence) => {
      if (fault !== null) stage.provider.behave({ kind: fault });
      const meeting = await stage.meeting([], { startsAt: stage.clock.now() + 300 * DAY });
      const others = new Set(stage.provider.running.keys());
      for (const step of [null, ...sequence]) {
        const record = await stage.read(meeting);
        if (record.meeting.state === 'cancelled') break;
        if (step !== null && step.fault !== null) stage.provider.behave({ kind: step.fault });
        if (step?.kind === 'rotate') await stage.becomes(record, stage.rotated(record));
        if (step?.kind === 'cancel') await stage.becomes(record, cancelMeeting(record, stage.clock.now()));
        if (step?.kind === 'move') {
          const { id, startsAt, endsAt, zone } = onlyOccurrence(record);
          const later = { startsAt: startsAt + HOUR, endsAt: endsAt + HOUR, zone };
          await stage.becomes(record, move(record, id, later, stage.clock.now()));
        }
        await stage.pass(2 * MINUTE);
        const after = await stage.read(meeting);
        const running = [...stage.provider.running].filter(([id]) => !others.has(id));
        if (after.meeting.state === 'cancelled') {
          expect(running).toEqual([]);
          continue;
        }
        expect(running.map(([id]) => id)).toEqual([after.conference.foreignId]);
        const codes = openCodes(stage.vault, after.meeting, after.conference);
        expect(codes.map(({ secret }) => secret.open())).toEqual([`provider-code-${running[0]?.[1].codes}`]);
      }
      await stage.becomes(
        await stage.read(meeting),
        cancelMeeting(await stage.read(meeting), stage.clock.now()),
      );
      await stage.pass(MINUTE);
    },
  );
  await fc.assert(check, { numRuns: 30, seed: 7 });
}, 60_000);
