import { ConferenceError, DeliveryError } from '../../src/errors.ts';
import type { Journey } from '../journeys/workspace.ts';
import { createStrikes, type Strikes } from './strikes.ts';

const OF_PLATFORM = ['send', 'edit', 'findSent', 'roleOf', 'isIn', 'expand', 'find', 'emailOf', 'profile'];
const OF_PROVIDER = ['create', 'find', 'read', 'update', 'end', 'remove', 'admit'];

/**
 * Lets calls of the platform and of the provider fail when they are told to: refused, done with the answer lost, or by a
 * bug of the adapter, as an SDK fails: with the whole request in the error.
 */
export function failCalls({ chat, provider }: Pick<Journey, 'chat' | 'provider'>): Strikes {
  const strikes = createStrikes();
  const patch = (target: object, names: readonly string[], refused: () => Error, lost: () => Error) => {
    for (const name of names) {
      const real: unknown = Reflect.get(target, name);
      if (typeof real !== 'function') throw new Error(`there is no call ${name}`);
      const call = async (...args: readonly unknown[]): Promise<unknown> => {
        if (!strikes.falls()) return Reflect.apply(real, target, args);
        const kind = strikes.count % 3;
        if (kind === 0) throw refused();
        if (kind === 1)
          throw Object.assign(new TypeError('500'), { request: { kept: 'the whole request', args } });
        await Reflect.apply(real, target, args);
        throw lost();
      };
      Object.assign(target, { [name]: call });
    }
  };
  patch(
    chat,
    OF_PLATFORM,
    () => new DeliveryError('failed', 'unavailable'),
    () => new DeliveryError('ambiguous', 'connection-lost'),
  );
  patch(
    provider,
    OF_PROVIDER,
    () => new ConferenceError('transient', 'unavailable'),
    () => new ConferenceError('transient', 'connection-lost'),
  );
  return strikes;
}
