import { expect, test } from 'vitest';
import { createLog } from '../src/log.ts';
import { Secret } from '../src/vault/secret.ts';

function logged(work: (log: ReturnType<typeof createLog>) => void): string {
  const lines: string[] = [];
  work(createLog('info', { write: (line) => lines.push(line) }));
  return lines.join('');
}

test('writes one line of JSON for each event, from the level on', () => {
  const text = logged((log) => {
    log.debug({ deliveryId: 'd1' }, 'not shown');
    log.info({ deliveryId: 'd2', outcome: 'sent' }, 'delivery settled');
  });
  expect(text.split('\n')).toHaveLength(2);
  expect(JSON.parse(text)).toMatchObject({ deliveryId: 'd2', outcome: 'sent', msg: 'delivery settled' });
});

test('never writes a secret, wherever it stands', () => {
  const secret = new Secret('K7QW3M9XTB');
  const text = logged((log) =>
    log.error({ secret, in: [{ deep: secret }], err: new Error(`${secret}`) }, 'x'),
  );
  expect(text).not.toContain('K7QW');
  expect(text).toMatch(/\[secret\]/);
});

test('writes of an error its kind, message, code, stack and causes, and not the request that hangs on it', () => {
  const cause = Object.assign(new TypeError('no answer'), { code: 'ECONNRESET', params: ['K7QW3M9XTB'] });
  const err = Object.assign(new Error('failed', { cause }), { payload: { text: 'K7QW3M9XTB' } });
  const text = logged((log) => log.warn({ err }, 'call failed'));
  expect(text).not.toContain('K7QW');
  expect(JSON.parse(text)).toMatchObject({
    err: {
      type: 'Error',
      message: 'failed',
      stack: expect.stringContaining('log.test.ts'),
      cause: { type: 'TypeError', message: 'no answer', code: 'ECONNRESET' },
    },
  });
});

test('writes of something thrown that is no error only what it is', () => {
  const text = logged((log) => log.error({ err: { passcode: 'K7QW3M9XTB' } }, 'thrown'));
  expect(JSON.parse(text)).toMatchObject({ err: { type: 'object', message: 'not an Error' } });
  expect(text).not.toContain('K7QW');
});
