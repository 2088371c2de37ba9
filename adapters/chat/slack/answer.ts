import type { types, ViewResponseAction, webApi } from '@slack/bolt';
import { type Clock, SECOND } from '../../../src/clock.ts';
import type { Log } from '../../../src/log.ts';
import type { Answer } from '../../../src/messages/answer.ts';
import { button, buttons } from '../../../src/messages/blocks.ts';
import type { Catalogue } from '../../../src/messages/catalogue.ts';
import type { PrivateMessage } from '../../../src/messages/message.ts';
import { notice } from '../../../src/messages/notice.ts';
import type { Acknowledgement, Conversation } from '../../../src/ports/inbox.ts';
import { within } from '../../../src/within.ts';
import { bringFile } from './bring-file.ts';
import { encode, encodeInPlace } from './encode.ts';
import { encodeAnswerView, encodeForm } from './encode-form.ts';
import { deliveryError } from './errors.ts';

/** Where an answer can be shown: what Slack gives with the event decides. */
export type Surface =
  /** `ephemeral`: a press in an earlier private answer, which gives way. */
  | { readonly kind: 'command' | 'ephemeral' | 'message'; readonly responseUrl: string }
  | { readonly kind: 'modal'; readonly view: string }
  /** Home and shortcuts: there is nothing yet to answer in. */
  | { readonly kind: 'none' };

export type Asked = {
  readonly user: string;
  readonly conversation: Conversation;
  readonly acknowledged: Acknowledgement;
  readonly trigger: string;
  readonly surface: Surface;
  /** In the asker's language. */
  readonly text: Promise<Catalogue>;
};

type Said = Extract<Answer, { kind: 'private' | 'public' | 'retract' }>;

type Parts = {
  readonly client: webApi.WebClient;
  readonly clock: Clock;
  readonly log: Log;
};

/** Slack takes a trigger for 3 s, and a submitted modal waits as long; some of it is spent on the way. */
const IN_TIME = 1.8 * SECOND;

/** Shows what comes of an event, which is acknowledged. Nothing is thrown: there is nobody left to tell. */
export async function showAnswer(pending: Promise<Answer>, asked: Asked, parts: Parts): Promise<void> {
  try {
    await show(bringFile(pending, asked, parts), asked, parts);
  } catch (error) {
    parts.log.warn({ reason: deliveryError(error).reason }, 'slack did not show an answer');
  }
}

async function show(pending: Promise<Answer>, asked: Asked, parts: Parts): Promise<void> {
  const { surface, acknowledged } = asked;
  const { client, clock } = parts;
  if (surface.kind === 'modal') return update(surface.view, await pending, asked, parts);
  const early =
    surface.kind === 'none' || acknowledged === 'form'
      ? await within(clock, IN_TIME, pending)
      : await pending;
  if (early) return showNow(early, asked, parts);
  const text = await asked.text;
  const { view } = await client.views.open({
    trigger_id: asked.trigger,
    view: viewOf(notice(text.chat.working), asked.conversation, text),
  });
  await update(view?.id ?? '', await pending, asked, parts);
}

async function showNow(answer: Answer, asked: Asked, parts: Parts): Promise<void> {
  switch (answer.kind) {
    case 'nothing':
      return;
    case 'private':
    case 'retract': // nothing is typed where others read it: commands are private here
      if (asked.surface.kind !== 'none') return respond(answer, asked, parts);
      return open(answer, asked, parts, answer.message);
    case 'public':
      return respond(answer, asked, parts);
    case 'form':
      return open(answer, asked, parts, lateForm(answer.form.submit, await asked.text));
    default:
      return answer satisfies never;
  }
}

/** A trigger that is too old opens nothing: then `instead` is said. */
async function open(answer: Answer, asked: Asked, parts: Parts, instead: PrivateMessage): Promise<void> {
  try {
    await parts.client.views.open({
      trigger_id: asked.trigger,
      view: answerView(answer, asked.conversation, await asked.text),
    });
  } catch (error) {
    parts.log.info({ reason: deliveryError(error).reason }, 'slack opened no modal');
    await respond({ kind: 'private', message: instead }, asked, parts);
  }
}

/** The form waits in the store: *Open* shows it with a trigger of its own. */
const lateForm = (submit: string, { chat }: Catalogue): PrivateMessage =>
  notice(chat.formLate, buttons(button(chat.open, `edit:${submit.split(':')[1] ?? ''}`, 'primary')));

/** Into a modal that is open. Who closed it meanwhile reads what came of it as a direct message. */
async function update(
  view: string,
  answer: Answer,
  asked: Pick<Asked, 'user' | 'conversation' | 'text'>,
  parts: Parts,
): Promise<void> {
  const { client, log } = parts;
  try {
    const shown = answerView(answer, asked.conversation, await asked.text);
    await client.views.update({ view_id: view, view: shown });
  } catch (error) {
    log.info({ reason: deliveryError(error).reason }, 'slack updated no modal');
    if ('message' in answer) await sendDirect(answer, asked.user, client);
  }
}

/**
 * The answer as the acknowledgement of a submitted modal, which it replaces: the next step, the same one with its
 * errors, or what came of it. What takes longer than Slack waits comes into the same modal later.
 */
export async function showSubmitted(
  pending: Promise<Answer>,
  asked: Omit<Asked, 'surface' | 'trigger' | 'acknowledged'> & { readonly view: string },
  ack: (response: ViewResponseAction) => Promise<void>,
  parts: Parts,
): Promise<void> {
  const { clock, log } = parts;
  try {
    const early = await within(clock, IN_TIME, pending);
    const text = await asked.text;
    const { conversation } = asked;
    const view = early
      ? answerView(early, conversation, text)
      : viewOf(notice(text.chat.working), conversation, text);
    const taken = await ack({ response_action: 'update', view }).then(
      () => true,
      () => false, // the connection is gone
    );
    if (!early || !taken) await update(asked.view, await pending, asked, parts);
  } catch (error) {
    log.warn({ reason: deliveryError(error).reason }, 'slack did not show an answer');
  }
}

function answerView(answer: Answer, conversation: Conversation, text: Catalogue): types.ModalView {
  switch (answer.kind) {
    case 'form':
      return encodeForm(answer.form, conversation, text);
    case 'private':
    case 'retract':
    case 'public':
      return viewOf(answer.message, conversation, text);
    case 'nothing':
      return viewOf(notice(text.chat.doneAlready), conversation, text);
    default:
      return answer satisfies never;
  }
}

/** Carries along where it was asked, for the buttons in it. */
const viewOf = (
  message: PrivateMessage,
  { foreignId, name, visibility }: Conversation,
  text: Catalogue,
): types.ModalView => ({
  ...encodeAnswerView(message, text),
  private_metadata: JSON.stringify({ conversation: { id: foreignId, name, visibility } }),
});

/** By the event's own address, which works where the bot is not; else by direct message. */
async function respond(answer: Said, asked: Asked, { client, log }: Parts): Promise<void> {
  const { surface, conversation, acknowledged, user } = asked;
  const open = answer.kind === 'public' && acknowledged === 'public' && conversation.visibility !== 'direct';
  if ('responseUrl' in surface) {
    const body = {
      ...(open ? encode(answer.message) : encodeInPlace(answer.message)),
      response_type: open ? 'in_channel' : 'ephemeral',
      replace_original: surface.kind === 'ephemeral',
      unfurl_links: false,
      unfurl_media: false,
    };
    const status = await post(surface.responseUrl, body);
    if (status === 200) return;
    log.info({ status }, 'slack took no answer at its response_url');
  }
  await sendDirect(answer, user, client);
}

async function sendDirect(answer: Said, user: string, client: webApi.WebClient): Promise<void> {
  const content = encode(answer.message);
  await client.chat.postMessage({ ...content, channel: user, unfurl_links: false, unfurl_media: false });
}

/** The status; 0: no answer. */
async function post(url: string, body: object): Promise<number> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(10 * SECOND),
    });
    await response.arrayBuffer();
    return response.status;
  } catch {
    return 0;
  }
}
