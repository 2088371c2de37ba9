import { expect, it } from 'vitest';
import { SECOND } from '../../src/clock.ts';
import { deliveryKey } from '../../src/meeting/delivery-key.ts';
import type { Kept } from '../../src/ports/inbox.ts';
import { openWorkspace } from '../journeys/workspace.ts';

/** Ivan asks for his code where the answer stays. */
async function open() {
  const journey = await openWorkspace();
  await journey.says('olga', 'now Standup @ivan');
  await journey.pass(SECOND);
  const answer = await journey.says('ivan', 'code');
  const slip = (answer.kind === 'private' && answer.slip) || expect.fail('no slip');
  const kept: Kept = { slip, ref: 'a message' };
  const copy = async () => journey.store.deliveries.byKey(deliveryKey.copy(kept.slip, kept.ref));
  return { ...journey, kept, copy };
}

it('leaves a copy of a living code as it is, and edits it when the code dies', async () => {
  const { dispatcher, kept, copy, says } = await open();
  await dispatcher.kept(kept);
  await dispatcher.kept(kept);
  expect(await copy()).toMatchObject({
    state: 'sent',
    ref: 'a message',
    content: 'copy',
    wanted: 1,
    shown: 1,
  });
  await says('olga', 'rotate Standup');
  expect((await copy())?.wanted).toBe(2);
});

it('edits a copy at once whose code has died before it was told of', async () => {
  const { dispatcher, kept, copy, says } = await open();
  await says('olga', 'rotate Standup');
  await dispatcher.kept(kept);
  expect((await copy())?.wanted).toBe(2);
});

it('keeps nothing of a slip that nobody owes', async () => {
  const { dispatcher, kept, copy } = await open();
  await dispatcher.kept({ ...kept, slip: 'slip:of:nothing' });
  expect(await copy()).toBeNull();
});
