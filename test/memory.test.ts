import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { MINUTE } from '../src/clock.ts';
import { createMemory } from '../src/memory.ts';
import { FakeClock } from './fakes/fake-clock.ts';

function asking() {
  const clock = new FakeClock();
  const asked: string[] = [];
  const memory = createMemory(clock, async (key) => {
    asked.push(key);
    if (key === 'down' && asked.length === 1) throw new Error('no answer');
    return key.length;
  });
  return { clock, asked, memory };
}

describe('what a platform answered', () => {
  it('is known for a minute, and then asked again', async () => {
    const { clock, asked, memory } = asking();
    expect([await memory('olga'), await memory('olga')]).toEqual([4, 4]);
    expect(asked).toEqual(['olga']);
    await clock.advance(MINUTE);
    await memory('olga');
    expect(asked).toEqual(['olga', 'olga']);
  });

  it('is asked once for all who want it at once', async () => {
    const { asked, memory } = asking();
    await Promise.all([memory('ivan'), memory('ivan'), memory('lee')]);
    expect(asked).toEqual(['ivan', 'lee']);
  });

  it('is not remembered where it was none', async () => {
    const { asked, memory } = asking();
    await expect(memory('down')).rejects.toThrow('no answer');
    expect(await memory('down')).toBe(4);
    expect(asked).toEqual(['down', 'down']);
  });

  it('is let go when it is old, whatever is asked next', async () => {
    setFlagsFromString('--expose-gc');
    const collect: () => void = runInNewContext('gc');
    const clock = new FakeClock();
    const memory = createMemory(clock, async (key) => ({ key }));
    const olga = new WeakRef(await memory('olga'));
    await clock.advance(MINUTE - 1);
    const ivan = new WeakRef(await memory('ivan'));
    await clock.advance(1);
    await memory('lee');
    const kept = () => {
      collect();
      return olga.deref();
    };
    await expect.poll(kept, { timeout: 20_000 }).toBeUndefined();
    expect(ivan.deref()).toEqual({ key: 'ivan' });
  });

  it('is forgotten, the oldest first, when there is too much of it', async () => {
    const { asked, memory } = asking();
    await memory('first');
    await Promise.all(Array.from({ length: 5000 }, (_, index) => memory(`person ${index}`)));
    await memory('person 4999');
    await memory('first');
    expect(asked.filter((key) => key === 'first')).toHaveLength(2);
    expect(asked.filter((key) => key === 'person 4999')).toHaveLength(1);
  });
});
