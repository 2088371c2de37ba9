import { asId } from '../../src/ids.ts';
import type { Deliveries, Delivery, Owed } from '../../src/ports/store/deliveries.ts';
import type { Connection } from './connection.ts';
import { eq, sql } from './drizzle.ts';
import { edge } from './edge.ts';
import { deliveries } from './schema/deliveries.ts';

type Row = typeof deliveries.$inferSelect;

export function createDeliveries({ orm }: Connection): Deliveries {
  const one = orm
    .select()
    .from(deliveries)
    .where(eq(deliveries.id, sql.placeholder('id')))
    .prepare();
  const keyed = orm
    .select()
    .from(deliveries)
    .where(eq(deliveries.key, sql.placeholder('key')))
    .prepare();

  return {
    byId: (id) => edge('deliveries.byId', () => deliveryOf(one.get({ id }))),
    byKey: (key) => edge('deliveries.byKey', () => deliveryOf(keyed.get({ key }))),
  };
}

export function deliveryOf(row: Row | undefined): Delivery | null {
  if (row === undefined) return null;
  const { toKind, to, ...delivery } = row;
  return { ...delivery, to: owed(toKind, to) };
}

function owed(kind: Owed['kind'], id: string): Owed {
  switch (kind) {
    case 'account':
      return { kind, account: asId(id) };
    case 'conversation':
      return { kind, conversation: asId(id) };
    case 'email':
      return { kind, address: id };
  }
}
