import { bucketsOf } from '../../src/jobs/pace.ts';
import { deliveryKey } from '../../src/meeting/delivery-key.ts';
import type { Delivery, NewDelivery, Owed } from '../../src/ports/store/deliveries.ts';
import type { NewJob, Settlement } from '../../src/ports/store/jobs.ts';
import type { Change } from '../../src/ports/store.ts';
import type { Connection } from './connection.ts';
import { deliveryOf } from './deliveries.ts';
import { and, eq, gte, lt, sql } from './drizzle.ts';
import type { JobRows } from './job-rows.ts';
import { deliveries } from './schema/deliveries.ts';
import { jobs } from './schema/jobs.ts';

/** Writes the deliveries of a change, each with the job that brings it out. */
export function createOutbox({ orm }: Connection, jobRows: JobRows): (change: Change) => void {
  const value = (name: string) => sql.placeholder(name);

  const owed = {
    id: value('id'),
    key: value('key'),
    workspaceId: value('workspaceId'),
    platform: value('platform'),
    toKind: value('toKind'),
    to: value('to'),
    content: value('content'),
    meetingKey: value('meetingKey'),
    occurrenceId: value('occurrenceId'),
    invitationId: value('invitationId'),
    revision: value('revision'),
    link: value('link'),
    order: value('order'),
    until: value('until'),
    notBefore: value('notBefore'),
    changedAt: value('notBefore'),
    wanted: 1,
  };
  const owe = orm
    .insert(deliveries)
    .values({ ...owed, state: 'due', shown: 0 })
    .onConflictDoNothing({ target: deliveries.key })
    .prepare();
  const stand = orm
    .insert(deliveries)
    .values({ ...owed, state: 'sent', shown: 1, ref: value('ref'), sentAt: value('notBefore') })
    .onConflictDoNothing({ target: deliveries.key })
    .prepare();
  const shownAnew = { wanted: sql`${deliveries.wanted} + 1` };
  const redrawCopies = orm
    .update(deliveries)
    .set(shownAnew)
    .where(and(gte(deliveries.key, value('from')), lt(deliveries.key, value('before'))))
    .returning()
    .prepare();
  const redraw = orm
    .update(deliveries)
    .set(shownAnew)
    .where(
      and(
        eq(deliveries.key, value('key')),
        // What is in a worker's hands may show the old content already, whatever its state says by now: its job runs
        // again, and finds out.
        sql`(${deliveries.state} = 'sent' or exists (
          select 1 from ${jobs} where ${jobs.key} = 'deliver:' || ${deliveries.id} and ${jobs.state} = 'leased'))`,
      ),
    )
    .returning()
    .prepare();
  const resend = orm
    .update(deliveries)
    .set({
      // What waits keeps its reason: the last try may have arrived.
      reason: sql`iif(${deliveries.state} = 'unreachable', null, ${deliveries.reason})`,
      state: 'due',
    })
    .where(and(eq(deliveries.key, value('key')), sql`${deliveries.state} in ('unreachable', 'due')`))
    .returning()
    .prepare();
  const seen = orm
    .update(deliveries)
    .set({ state: 'shown' })
    .where(and(eq(deliveries.key, value('key')), sql`${deliveries.state} <> 'sent'`))
    .prepare();
  const settle = orm
    .update(deliveries)
    .set({
      // Who has seen the code has it, whatever becomes of the message.
      state: sql`iif(${deliveries.state} = 'shown' and ${value('state')} <> 'sent', 'shown', ${value('state')})`,
      reason: sql`${value('reason')}`,
      ref: sql`${value('ref')}`,
      shown: sql`${value('shown')}`,
      sentAt: sql`iif(${value('state')} = 'sent', coalesce(${deliveries.sentAt}, ${value('at')}), ${deliveries.sentAt})`,
      changedAt: sql`${value('at')}`,
    })
    .where(eq(deliveries.id, value('id')))
    .prepare();

  return (change) => {
    const settled: Settlement['delivery'] = change.settle?.delivery ?? null;
    if (settled !== null) settle.run(settled);
    for (const delivery of change.deliveries) {
      const { changes } = owe.run(rowOf(delivery));
      if (changes > 0) jobRows.ask(jobOf(delivery));
    }
    for (const { delivery, ref } of change.standing) stand.run({ ...rowOf(delivery), ref });
    for (const key of change.redraw) {
      const [from, before] = deliveryKey.copies(key);
      for (const row of [redraw.get({ key }), ...redrawCopies.all({ from, before })]) {
        const delivery = deliveryOf(row);
        if (delivery !== null) jobRows.ask(jobOf(delivery));
      }
    }
    for (const key of change.resend) {
      const delivery = deliveryOf(resend.get({ key }));
      if (delivery !== null) jobRows.ask(jobOf(delivery));
    }
    for (const key of change.shown) seen.run({ key });
  };
}

const rowOf = (delivery: NewDelivery) => ({
  ...delivery,
  toKind: delivery.to.kind,
  to: placeOf(delivery.to),
});

const jobOf = (delivery: NewDelivery | Delivery): NewJob => ({
  key: `deliver:${delivery.id}`,
  kind: 'deliver',
  subject: delivery.id,
  runAt: delivery.notBefore,
  order: delivery.order,
  buckets: bucketsOf(delivery),
});

function placeOf(to: Owed): string {
  switch (to.kind) {
    case 'account':
      return to.account;
    case 'conversation':
      return to.conversation;
    case 'email':
      return to.address;
  }
}
