import { describe, expect, it } from 'vitest';
import { createHostOf } from '../../src/door/host.ts';
import { ConferenceError, DeliveryError } from '../../src/errors.ts';
import { setStage } from '../jobs/stage.ts';

async function aHostWhose(emailOf: () => Promise<string | null>) {
  const stage = await setStage();
  const meeting = await stage.meeting(['ivan']);
  return { ...stage, meeting, hostOf: createHostOf(stage.store, () => ({ emailOf })) };
}

describe('who organizes a meeting', () => {
  it('is told with the address that the platform vouches for, asked only when it is needed', async () => {
    let asked = 0;
    const { hostOf, meeting } = await aHostWhose(async () => {
      asked += 1;
      return 'olga@example.org';
    });
    const host = await hostOf(meeting);
    expect(host.name).not.toBe('');
    expect(asked).toBe(0);
    expect(await host.email()).toBe('olga@example.org');
  });

  it('is asked for again later when the platform does not answer', async () => {
    const { hostOf, meeting } = await aHostWhose(() =>
      Promise.reject(new DeliveryError('failed', 'unavailable')),
    );
    const { email } = await hostOf(meeting);
    await expect(email()).rejects.toThrow(ConferenceError);
    await expect(email()).rejects.toMatchObject({ failure: 'transient', reason: 'no-address' });
  });

  it('is a bug when the adapter has one, or when nobody does', async () => {
    const { hostOf, meeting, store } = await aHostWhose(() => Promise.reject(new TypeError('a bug')));
    await expect((await hostOf(meeting)).email()).rejects.toThrow(TypeError);
    const accounts = { ...store.accounts, byId: async () => null };
    const nobody = createHostOf({ ...store, accounts }, () => ({ emailOf: async () => null }));
    await expect(nobody(meeting)).rejects.toThrow('nobody organizes');
  });
});
