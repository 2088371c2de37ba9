import type { Forms } from '../../src/ports/store/forms.ts';
import type { Connection } from './connection.ts';
import { and, desc, eq, gt, lte, sql } from './drizzle.ts';
import { edge } from './edge.ts';
import { forms } from './schema/forms.ts';

export function createForms({ orm }: Connection): Forms {
  const good = orm
    .select()
    .from(forms)
    .where(and(eq(forms.id, sql.placeholder('id')), gt(forms.expiresAt, sql.placeholder('now'))))
    .prepare();
  const waiting = orm
    .select()
    .from(forms)
    .where(and(eq(forms.account, sql.placeholder('account')), gt(forms.expiresAt, sql.placeholder('now'))))
    .orderBy(desc(forms.expiresAt))
    .limit(sql.placeholder('limit'))
    .prepare();
  const expire = orm
    .delete(forms)
    .where(lte(forms.expiresAt, sql.placeholder('now')))
    .prepare();

  return {
    byId: (id, now) => edge('forms.byId', () => good.get({ id, now }) ?? null),
    ofAccount: (account, now, limit) => edge('forms.ofAccount', () => waiting.all({ account, now, limit })),
    sweep: (now) => edge('forms.sweep', () => void expire.run({ now })),
  };
}
