import type { Clock } from '../clock.ts';
import type { Command } from '../commands/command.ts';
import { fieldsOf } from '../commands/fields.ts';
import { showMeetingId } from '../meeting/meeting-id.ts';
import { isRefused } from '../meeting/refusal.ts';
import { may } from '../meeting/rights.ts';
import { topicOf } from '../messages/blocks.ts';
import { type Catalogue, catalogueFor } from '../messages/catalogue.ts';
import type { Invocation, Suggestion, Token } from '../ports/inbox.ts';
import type { Store } from '../ports/store.ts';
import { formatTime } from '../time/format.ts';
import { readWhen } from '../time/read-when.ts';

type Parts = {
  readonly commands: readonly Command[];
  readonly store: Store;
  readonly clock: Clock;
};

/**
 * Completions of a half-typed line: the commands that begin so, the one that is meant with its parts; then the
 * asker's own meetings for their field. Of a call, whose fields are apart: of the one field that it names.
 */
export async function suggest(
  invocation: Invocation,
  limit: number,
  parts: Parts,
): Promise<readonly Suggestion[]> {
  const { request } = invocation;
  switch (request.kind) {
    case 'words':
      return ofWords(request.words, invocation, limit, parts);
    case 'call':
      return ofCall(request, invocation, limit, parts);
    default:
      return [];
  }
}

async function ofWords(
  words: readonly Token[],
  invocation: Invocation,
  limit: number,
  parts: Parts,
): Promise<readonly Suggestion[]> {
  const [first = '', ...rest] = words;
  if (typeof first !== 'string') return [];
  const text = catalogueFor(invocation.actor.locale);
  const listed = parts.commands.filter(({ listed }) => listed);
  const command = listed.find(({ name }) => name === first.toLowerCase());
  if (!command || words.length === 1) {
    const begun = listed.filter(({ name }) => name.startsWith(first.toLowerCase()));
    return begun
      .map((each) => ({
        value: each.name,
        label: each === command || begun.length === 1 ? usage(each, text) : each.name,
        hint: each.summary(text),
      }))
      .slice(0, limit);
  }
  const typed = rest.filter((token) => typeof token === 'string').join(' ');
  const mine = await meetings(command, typed, invocation, limit, parts);
  return mine.map(({ topic, id }) => ({ value: `${command.name} ${id} `, label: topic, hint: id }));
}

type Call = Extract<Invocation['request'], { kind: 'call' }>;

/** A meeting by its number; a time as it is read. Where nothing is certain nothing is offered. */
async function ofCall(
  { command: name, values }: Call,
  invocation: Invocation,
  limit: number,
  parts: Parts,
): Promise<readonly Suggestion[]> {
  const command = parts.commands.find((each) => each.name === name);
  const field = command && fieldsOf(command.input).find((each) => each.name in values);
  const typed = field && values[field.name];
  if (!command || typeof typed !== 'string') return [];
  switch (field?.kind) {
    case 'meeting': {
      const mine = await meetings(command, typed, invocation, limit, parts);
      return mine.map(({ topic, id }) => ({ value: id, label: topic, hint: id }));
    }
    case 'when':
      return readings(typed, invocation, parts);
    default:
      return [];
  }
}

/** The asker's own that the command may be used on, by a part of their topic or the beginning of their number. */
async function meetings(
  { needs }: Command,
  typed: string,
  { actor, platform }: Invocation,
  limit: number,
  { store }: Parts,
): Promise<readonly { readonly topic: string; readonly id: string }[]> {
  const account = await store.accounts.byForeign(platform, actor.foreignId);
  if (!account || needs.about === 'nothing') return [];
  const { right } = needs;
  const text = catalogueFor(actor.locale);
  const wanted = typed.toLowerCase();
  const mine = await store.meetings.ofAccount(account.id, limit * 2);
  return mine
    .filter((record) => may(right, { account: account.id, role: 'member' }, record))
    .map(({ meeting }) => ({ topic: topicOf(meeting, null, text), id: showMeetingId(meeting.meetingId) }))
    .filter(({ topic, id }) => topic.toLowerCase().includes(wanted) || id.startsWith(wanted))
    .slice(0, limit);
}

/** None before it is known in which zone the asker means it. */
async function readings(
  typed: string,
  { actor, platform }: Invocation,
  { store, clock }: Parts,
): Promise<readonly Suggestion[]> {
  const account = await store.accounts.byForeign(platform, actor.foreignId);
  const zone = account?.zone ?? actor.zone;
  const when = zone === null ? null : readWhen(typed, { now: clock.now(), zone, locale: actor.locale });
  if (zone === null || when === null || isRefused(when)) return [];
  return [{ value: typed, label: formatTime(when.at, { locale: actor.locale, zone }), hint: typed }];
}

/** `rotate <meeting> [passcode]` */
function usage({ name, input }: Command, text: Catalogue): string {
  const parts = fieldsOf(input).map((field) =>
    field.required ? `<${field.label(text).toLowerCase()}>` : `[${field.label(text).toLowerCase()}]`,
  );
  return [name, ...parts].join(' ');
}
