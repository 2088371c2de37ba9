import { done, flag, type Outcome, refused, text } from './call.ts';
import { isJson } from './state.ts';
import type { Json } from './types.ts';
import type { Update, Updates } from './updates.ts';

const PAUSE = 50; // milliseconds before a failed update comes again; Telegram waits a second and more
const PATIENCE = 60_000; // milliseconds for an answer

/** Posts updates until each got a 2xx; those of one chat one after another. */
export class Webhook {
  url: string | null = null;
  secret: string | null = null;
  /** Where the URL's host really is. */
  origin: string | null = null;
  #error: { readonly date: number; readonly message: string } | null = null;
  readonly #updates: Updates;
  readonly #flying = new Map<number, string>();
  readonly #closed = new AbortController();

  constructor(updates: Updates) {
    this.#updates = updates;
    void this.#run();
  }

  set(args: Json): Outcome {
    const url = text(args, 'url');
    if (url === '') return this.remove(args);
    if (!URL.canParse(url) || !isServed(new URL(url)))
      return refused(400, 'bad webhook: An HTTPS URL must be provided for webhook');
    const secret = text(args, 'secret_token');
    if (secret.length > 256) return refused(400, 'secret token is too long');
    if (!/^[A-Za-z0-9_-]*$/.test(secret)) return refused(400, 'secret token contains unallowed characters');
    this.#updates.allow(args['allowed_updates']);
    if (flag(args, 'drop_pending_updates')) this.#updates.drop();
    this.#updates.interrupt(refused(409, 'terminated by setWebhook request'));
    this.url = url;
    this.secret = secret || null;
    this.#post();
    return done();
  }

  remove(args: Json): Outcome {
    if (flag(args, 'drop_pending_updates')) this.#updates.drop();
    this.url = null;
    this.secret = null;
    return done();
  }

  info(): Outcome {
    return done({
      url: this.url ?? '',
      has_custom_certificate: false,
      pending_update_count: this.#updates.queue.length,
      ...(this.#error ? { last_error_date: this.#error.date, last_error_message: this.#error.message } : {}),
    });
  }

  close(): void {
    this.url = null;
    this.#closed.abort();
  }

  async #run(): Promise<void> {
    while (!this.#closed.signal.aborted) {
      await this.#updates.changed();
      this.#post();
    }
  }

  #post(): void {
    if (this.url === null) return;
    for (const update of this.#updates.queue) {
      const place = placeOf(update);
      if (this.#flying.has(update.update_id) || [...this.#flying.values()].includes(place)) continue;
      this.#flying.set(update.update_id, place);
      void this.#deliver(update, this.url);
    }
  }

  async #deliver(update: Update, url: string): Promise<void> {
    const failed = await this.#send(update, url);
    if (failed !== null) {
      this.#error = { date: Math.floor(Date.now() / 1000), message: failed };
      await new Promise((resolve) => setTimeout(resolve, PAUSE));
    }
    this.#flying.delete(update.update_id);
    if (failed === null) this.#updates.confirm(update.update_id);
    else this.#post();
  }

  /** Null: it was taken. */
  async #send(update: Update, url: string): Promise<string | null> {
    const { pathname, search, origin } = new URL(url);
    try {
      const response = await fetch(`${this.origin ?? origin}${pathname}${search}`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          ...(this.secret === null ? {} : { 'x-telegram-bot-api-secret-token': this.secret }),
        },
        body: JSON.stringify(update),
        redirect: 'manual',
        signal: AbortSignal.any([this.#closed.signal, AbortSignal.timeout(PATIENCE)]),
      });
      await response.text();
      return response.ok
        ? null
        : `Wrong response from the webhook: ${response.status} ${response.statusText}`;
    } catch {
      return 'Connection refused';
    }
  }
}

/** HTTPS on four ports; and what is on this machine, as a Bot API server of one's own does. */
const isServed = ({ protocol, hostname, port }: URL): boolean =>
  ['127.0.0.1', 'localhost'].includes(hostname) ||
  (protocol === 'https:' && ['', '443', '80', '88', '8443'].includes(port));

/** The chat that an update is about. */
function placeOf(update: Update): string {
  for (const news of Object.values(update)) {
    if (!isJson(news)) continue;
    const { chat, message } = news;
    const found = isJson(chat) ? chat : isJson(message) ? message['chat'] : null;
    if (isJson(found)) return String(found['id']);
  }
  return '';
}
