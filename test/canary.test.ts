import { describe, expect, it } from 'vitest';
import { commands } from '../src/commands/registry.ts';
import { asId, type ForeignId } from '../src/ids.ts';
import { canaryRounds } from './canary/canary-rounds.ts';
import { Watch } from './canary/watch.ts';

/** A round issues about seventy: with those of canary/platforms.test.ts the 200 of SECURITY.md §6. */
const ROUNDS = 1;
const CODES = 60;

it('shows a code to nobody but the person it is for, whatever is done with it', async () => {
  const { codes, leaks, used, failed, providerFailed } = await canaryRounds(ROUNDS);
  expect(leaks).toEqual([]);
  expect(failed).toEqual([]);
  expect(providerFailed.length).toBeGreaterThanOrEqual(ROUNDS);
  expect(codes).toBeGreaterThanOrEqual(CODES);
  expect(commands.map(({ name }) => name).filter((name) => !used.has(name))).toEqual([]);
}, 300_000);

describe('the watch', () => {
  const code = 'K7QW3M9XTB';
  const slip = (audience: string, label: string) =>
    ({
      seq: 1,
      id: 'delivery:1',
      conversation: asId<ForeignId>('dm'),
      author: asId<ForeignId>('latchkey'),
      source: 'delivery',
      at: 0,
      editedAt: null,
      audience: asId<ForeignId>(audience),
      body: {
        kind: 'message',
        notice: '',
        blocks: [{ kind: 'paragraph', spans: [{ kind: 'secret', label, text: code, hidden: false }] }],
      },
    }) as const;

  it.each([
    code,
    code.toLowerCase(),
    'K7QW3 M9XTB',
    Buffer.from(code).toString('hex'),
    '\\u004b\\u0037\\u0051\\u0057\\u0033\\u004d\\u0039\\u0058\\u0054\\u0042',
    '%4B%37%51%57%33%4d%39%58%54%42',
    Buffer.from(`x${code}yz`).toString('base64'),
    Buffer.from(`xx${code}`).toString('base64url'),
  ])('finds a code written as %s', (written) => {
    const watch = new Watch();
    watch.allow('Standup', 'ivan');
    watch.see(slip('ivan', 'passcode of Standup'));
    expect(watch.leaks()).toEqual([]);
    watch.hear('stdout', null, `a line with ${written} in it`);
    expect(watch.leaks()).toEqual(['stdout, read by anybody: for ivan']);
  });

  it('finds a code in the pane of somebody else, and one of no meeting that it knows', () => {
    const watch = new Watch();
    watch.allow('Standup', 'ivan');
    watch.see(slip('zoe', 'passcode of Standup'));
    expect(watch.leaks()).toEqual(['delivery in dm, read by zoe: for ivan']);
    const other = new Watch();
    other.see(slip('ivan', 'passcode of Lunch'));
    expect(other.leaks()).toEqual(['delivery in dm, read by ivan: for nobody']);
  });

  it('keeps what was seen before somebody left from what comes after', () => {
    const watch = new Watch();
    watch.allow('Standup', 'ivan', 'lee');
    watch.see(slip('lee', 'passcode of Standup'));
    watch.allow('Standup', 'lee');
    watch.see(slip('ivan', 'passcode of Standup'));
    expect(watch.leaks()).toEqual([]);
    watch.also('Standup', 'mia');
    watch.see(slip('mia', 'passcode of Standup'));
    expect(watch.leaks()).toEqual(['delivery in dm, read by mia: for ivan,lee']);
  });
});
