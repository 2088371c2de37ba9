import fc from 'fast-check';
import { expect, it } from 'vitest';
import { customIdOf, deliveryOf, readCustomId } from '../../adapters/chat/discord/custom-id.ts';
import { type DeliveryId, fresh } from '../../src/ids.ts';

const press = fc.stringMatching(/^[a-z][a-z0-9:.-]{0,63}$/);

it('brings press and delivery back, within what Discord takes', () => {
  fc.assert(
    fc.property(press, fc.nat(39), fc.boolean(), (given, index, sent) => {
      const delivery = sent ? fresh<DeliveryId>() : null;
      const customId = customIdOf(given, index, delivery);
      expect(customId.length).toBeLessThanOrEqual(100);
      expect(readCustomId(customId)).toBe(given);
      expect(deliveryOf(customId)).toBe(delivery);
    }),
  );
});

it('takes what it did not make for a press', () => {
  expect(readCustomId('edit:abc')).toBe('edit:abc');
  expect(deliveryOf('edit:abc')).toBeNull();
});
