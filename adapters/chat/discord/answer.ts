import {
  type APIModalInteractionResponseCallbackData,
  RESTJSONErrorCodes as Code,
  MessageFlags,
  type RawFile,
  type REST,
  InteractionResponseType as Reply,
  Routes,
} from 'discord.js';
import { type Clock, SECOND } from '../../../src/clock.ts';
import { type DeliveryId, fresh } from '../../../src/ids.ts';
import type { Log } from '../../../src/log.ts';
import type { Answer } from '../../../src/messages/answer.ts';
import type { PrivateMessage } from '../../../src/messages/message.ts';
import { notice } from '../../../src/messages/notice.ts';
import type { Acknowledgement } from '../../../src/ports/inbox.ts';
import type { Messenger } from '../../../src/ports/messenger.ts';
import { within } from '../../../src/within.ts';
import { attached } from './attached.ts';
import { type DiscordMessage, encodePrivate, encodePublic } from './encode.ts';
import { encodeForm, type Lists } from './encode-form.ts';
import { codeOf, deliveryError } from './errors.ts';
import { formMessage } from './form-message.ts';
import type { Received } from './receive.ts';

export type Asked = Pick<Received, 'id' | 'token' | 'replaces' | 'invocation'> & {
  readonly acknowledged: Acknowledgement;
  readonly lists: Lists;
};

type Parts = {
  readonly rest: REST;
  readonly applicationId: string;
  readonly messenger: Pick<Messenger, 'send'>;
  readonly clock: Clock;
  readonly log: Log;
};

/**
 * How long what comes of it is awaited, to be the first answer itself. Discord gives 3 s, some of which is spent on
 * the way; a modal must be the first answer, anything else can follow, and people see at once that something is done.
 */
const IN_TIME = { form: 1.8 * SECOND, answer: 0.5 * SECOND } as const;
/** How long Discord's word on an acknowledgement holds up the work. */
const ACKNOWLEDGED = 1.8 * SECOND;

/** What became of the first answer. `late`: the interaction is dead, nothing can answer it any more. */
type First = 'taken' | 'lost' | 'late';

/** What is said, to the asker alone unless it is `open`. */
type Said = { readonly message: PrivateMessage; readonly body: DiscordMessage; readonly open: boolean };

/** Acknowledges an interaction and shows what comes of it. Nothing is thrown: there is nobody left to tell. */
export async function showAnswer(work: () => Promise<Answer>, asked: Asked, parts: Parts): Promise<void> {
  const { acknowledged } = asked;
  try {
    if (acknowledged === 'form' || acknowledged === 'answer') {
      await showAtOnce(work, IN_TIME[acknowledged], asked, parts);
    } else await show(work, asked, parts);
  } catch (error) {
    parts.log.warn({ reason: reasonOf(error) }, 'discord did not show an answer');
  }
}

/** What comes of it is the acknowledgement, where it comes in time. */
async function showAtOnce(work: () => Promise<Answer>, time: number, asked: Asked, parts: Parts) {
  const pending = work();
  pending.catch(() => {}); // looked at below, whatever the acknowledgement takes
  const early = await within(parts.clock, time, pending);
  if (early) return showFirst(early, asked, parts);
  const first = await defer(asked, parts);
  await showWhole(await pending, first, asked, parts);
}

/** The work of a command may hold up all that this process does: what Discord waits for is out before. */
async function show(work: () => Promise<Answer>, asked: Asked, parts: Parts): Promise<void> {
  const acknowledging = defer(asked, parts);
  await within(parts.clock, ACKNOWLEDGED, acknowledging);
  await showWhole(await work(), await acknowledging, asked, parts);
}

async function showWhole(answer: Answer, first: First, asked: Asked, parts: Parts): Promise<void> {
  // Whoever acknowledged it before us shows what came of it.
  if (answer.kind === 'nothing' && (first !== 'taken' || updates(asked))) return;
  await showLater(saidOf(answer, asked, asked.acknowledged !== 'private'), first, asked, parts);
}

/** Whether the answer takes the place of the message that was pressed in. */
const updates = ({ replaces, acknowledged }: Asked): boolean => replaces && acknowledged !== 'public';

function saidOf(answer: Answer, asked: Asked, late: boolean): Said {
  const { text: words } = asked.lists;
  const inPrivate = (message: PrivateMessage): Said => ({
    message,
    body: encodePrivate(message),
    open: false,
  });
  switch (answer.kind) {
    case 'private':
    case 'retract': // nothing is typed where others read it: commands are private here
      return inPrivate(answer.message);
    case 'public': {
      const { message } = answer;
      return { message, body: encodePublic(message), open: asked.acknowledged === 'public' };
    }
    case 'form':
      return inPrivate(formMessage(answer.form, late, words));
    case 'nothing':
      return inPrivate(notice(words.chat.doneAlready));
    default:
      return answer satisfies never;
  }
}

/** https://docs.discord.com/developers/interactions/receiving-and-responding#responding-to-an-interaction */
async function respond(
  asked: Pick<Asked, 'id' | 'token'>,
  body: { readonly type: Reply; readonly data?: object },
  files: RawFile[],
  { rest, log }: Pick<Parts, 'rest' | 'log'>,
): Promise<First> {
  try {
    await rest.post(Routes.interactionCallback(asked.id, asked.token), { body, files, auth: false });
    return 'taken';
  } catch (error) {
    log.info({ code: codeOf(error), reason: reasonOf(error) }, 'discord took no first answer');
    return codeOf(error) === Code.UnknownInteraction ? 'late' : 'lost';
  }
}

/** Whether others see the answer is fixed here: https://docs.discord.com/developers/resources/message#message-object-message-flags */
function defer(asked: Asked, parts: Parts): Promise<First> {
  if (updates(asked)) return respond(asked, { type: Reply.DeferredMessageUpdate }, [], parts);
  const flags = asked.acknowledged === 'public' ? 0 : MessageFlags.Ephemeral;
  return respond(asked, { type: Reply.DeferredChannelMessageWithSource, data: { flags } }, [], parts);
}

/** The answer is there in time, and is the acknowledgement. */
async function showFirst(answer: Answer, asked: Asked, parts: Parts): Promise<void> {
  const files = answer.kind === 'private' ? attached(answer.message) : [];
  const first = await respond(asked, firstOf(answer, asked), files, parts);
  if (first === 'taken' || answer.kind === 'nothing') return;
  await showLater(saidOf(answer, asked, true), first, asked, parts);
}

function firstOf(answer: Answer, asked: Asked) {
  if (answer.kind === 'form') {
    const data: APIModalInteractionResponseCallbackData = encodeForm(answer.form, asked.lists);
    return { type: Reply.Modal, data };
  }
  if (!updates(asked)) {
    return { type: Reply.ChannelMessageWithSource, data: toAsker(saidOf(answer, asked, false).body) };
  }
  return answer.kind === 'nothing'
    ? { type: Reply.DeferredMessageUpdate }
    : { type: Reply.UpdateMessage, data: saidOf(answer, asked, false).body };
}

const toAsker = (body: DiscordMessage) => ({ ...body, flags: body.flags | MessageFlags.Ephemeral });

/**
 * Where the acknowledgement stands; else beside it; else, 15 minutes later or where Discord does not know of the
 * interaction any more, as a direct message.
 */
async function showLater(said: Said, first: First, asked: Asked, parts: Parts): Promise<void> {
  const { rest, applicationId, messenger } = parts;
  const { message, body, open } = said;
  const original = Routes.webhookMessage(applicationId, asked.token, '@original');
  const files = attached(message);
  const edit = () => rest.patch(original, { body, files, auth: false });
  const add = () =>
    rest.post(Routes.webhook(applicationId, asked.token), {
      body: open ? body : toAsker(body),
      files,
      auth: false,
    });
  const direct = () => {
    const { workspace, actor } = asked.invocation;
    const to = { kind: 'person', workspace: workspace.foreignId, person: actor.foreignId } as const;
    return messenger.send(fresh<DeliveryId>(), { to, message }, new AbortController().signal);
  };
  // What everybody was promised to see is not for everybody.
  const takenBack = asked.acknowledged === 'public' && !open;
  if (takenBack && first === 'taken') await attempt(() => rest.delete(original, { auth: false }), parts);
  const ways = first === 'late' ? [direct] : takenBack ? [add, direct] : [edit, add, direct];
  for (const way of ways) if (await attempt(way, parts)) return;
  parts.log.warn({}, 'discord did not show an answer');
}

async function attempt(way: () => Promise<unknown>, { log }: Pick<Parts, 'log'>): Promise<boolean> {
  try {
    await way();
    return true;
  } catch (error) {
    log.info({ code: codeOf(error), reason: reasonOf(error) }, 'discord took no answer');
    return false;
  }
}

const reasonOf = (error: unknown): string => deliveryError(error, 'place').reason;

/** What an option of a command may become while it is typed. */
export async function showChoices(
  choices: readonly { readonly name: string; readonly value: string }[],
  asked: Pick<Asked, 'id' | 'token'>,
  parts: Pick<Parts, 'rest' | 'log'>,
): Promise<void> {
  await respond(asked, { type: Reply.ApplicationCommandAutocompleteResult, data: { choices } }, [], parts);
}
