import type { DeliveryScope } from '../errors.ts';
import type { Pace, Rate } from '../ports/messenger.ts';
import type { Delivery, NewDelivery, Owed } from '../ports/store/deliveries.ts';
import type { Claim, Cost } from '../ports/store/jobs.ts';

/** Begins the place of a conversation: no account's id does. */
const CONVERSATION = 'in:';

type Owing = Pick<NewDelivery, 'platform' | 'workspaceId' | 'to'> & Partial<Pick<Delivery, 'ref'>>;

/**
 * What a delivery draws on: one that stands already is edited. Each name says its platform, so that the cost of one
 * follows from the name alone.
 */
export function bucketsOf({ platform, workspaceId, to, ref = null }: Owing): readonly string[] {
  const workspace = `${platform}:${workspaceId}`;
  return [
    `place:${platform}:${placeOf(to)}`,
    ...(ref === null ? [] : [`edits:${workspace}`]),
    `workspace:${workspace}`,
    `platform:${platform}`,
  ];
}

function placeOf(to: Owed): string {
  switch (to.kind) {
    case 'account':
      return to.account;
    case 'conversation':
      return `${CONVERSATION}${to.conversation}`;
    case 'email':
      return to.address.toLowerCase();
  }
}

/** The one of a job's buckets that a limit of this scope holds back. */
export const bucketOf = (buckets: readonly string[], scope: DeliveryScope): string | undefined =>
  buckets.find((bucket) => bucket.startsWith(`${scope}:`));

const isConversation = (place: string): boolean => place.startsWith(CONVERSATION);

const FREE: Cost = { each: 0, credit: 0 };

function costAt({ messages, per, burst = 1 }: Rate): Cost {
  const each = Math.ceil(per / messages);
  return { each, credit: (burst - 1) * each };
}

/** The cost function of a claim: what one message costs a bucket, by the pace of its platform. */
export function costOf(paces: ReadonlyMap<string, Pace>): Claim['cost'] {
  return (bucket) => {
    const [scope, platform = '', ...place] = bucket.split(':');
    const pace = paces.get(platform);
    if (pace === undefined) return FREE;
    switch (scope) {
      case 'place':
        return costAt(
          isConversation(place.join(':')) ? (pace.perConversation ?? pace.perPlace) : pace.perPlace,
        );
      case 'edits':
        return pace.edits ? costAt(pace.edits) : FREE;
      case 'workspace':
        return costAt(pace.perWorkspace);
      default:
        return costAt(pace.overall);
    }
  };
}
