import type { App } from '@slack/bolt';

/**
 * Events that nobody repeats by hand: bolt acknowledges them before anything is done, and what then fails is lost.
 * These are acknowledged when they are done, so that Slack delivers those again that are not
 * (https://docs.slack.dev/apis/events-api/#retries).
 */
const RETRIED: ReadonlySet<unknown> = new Set(['user_change', 'app_uninstalled', 'tokens_revoked']);

/** Answers how to say that an event, known by its body, was not done. */
export function retryEvents(app: App): (body: object) => void {
  const undone = new WeakSet<object>();
  const process = app.processEvent.bind(app);
  app.processEvent = async (event) => {
    if (!RETRIED.has(typeOf(event.body))) return process(event);
    await process({ ...event, ack: async () => {} });
    if (!undone.has(event.body)) await event.ack();
  };
  return (body) => undone.add(body);
}

const typeOf = ({ event }: Readonly<Record<string, unknown>>): unknown =>
  typeof event === 'object' && event !== null && 'type' in event ? event.type : null;
