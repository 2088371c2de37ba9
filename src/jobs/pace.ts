import type { DeliveryScope } from '../errors.ts';
import type { Pace, Rate } from '../ports/messenger.ts';
import type { NewDelivery, Owed } from '../ports/store.ts';

/** Begins the place of a conversation: no account's id does. */
const CONVERSATION = 'in:';

/** What a delivery draws on. Each name says its platform, so that the cost of one follows from the name alone. */
export function bucketsOf(delivery: Pick<NewDelivery, 'platform' | 'workspaceId' | 'to'>): readonly string[] {
  const { platform, workspaceId, to } = delivery;
  return [`place:${platform}:${placeOf(to)}`, `workspace:${platform}:${workspaceId}`, `platform:${platform}`];
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

/** Milliseconds between two messages. */
const interval = (rate: Rate): number => Math.ceil(rate.per / rate.messages);

/** The cost function of a claim: what one message costs a bucket, by the pace of its platform. */
export function costOf(paces: ReadonlyMap<string, Pace>): (bucket: string) => number {
  return (bucket) => {
    const [scope, platform = '', ...place] = bucket.split(':');
    const pace = paces.get(platform);
    if (pace === undefined) return 0;
    switch (scope) {
      case 'place':
        return interval(
          isConversation(place.join(':')) ? (pace.perConversation ?? pace.perPlace) : pace.perPlace,
        );
      case 'workspace':
        return interval(pace.perWorkspace);
      default:
        return interval(pace.overall);
    }
  };
}
