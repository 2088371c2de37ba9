import type { Clock } from '../clock.ts';
import type { Command } from '../commands/command.ts';
import { commandName } from '../commands/command-name.ts';
import { fieldsOf } from '../commands/fields.ts';
import type { AccountId } from '../ids.ts';
import type { Account } from '../meeting/account.ts';
import { showMeetingId } from '../meeting/meeting-id.ts';
import { isRefused } from '../meeting/refusal.ts';
import { may } from '../meeting/rights.ts';
import { topicOf } from '../messages/blocks.ts';
import { type Catalogue, catalogueFor, inLanguage } from '../messages/catalogue.ts';
import { ruleInWords } from '../messages/repeats.ts';
import type { Invocation, Suggestion, Token } from '../ports/inbox.ts';
import type { Store } from '../ports/store.ts';
import { formatTime } from '../time/format.ts';
import { readPlan } from '../time/read-plan.ts';

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
  const { request, platform, actor } = invocation;
  if (request.kind !== 'words' && request.kind !== 'call') return [];
  const account = await parts.store.accounts.byForeign(platform, actor.foreignId);
  const { locale, zone } = account ? { ...account, locale: localeOf(account, actor.locale) } : actor;
  const asker = { account: account?.id ?? null, zone: zone ?? actor.zone, locale };
  return request.kind === 'words'
    ? ofWords(request.words, asker, limit, parts)
    : ofCall(request, asker, limit, parts);
}

/** Null: nobody knows the account or the zone yet. */
type Asker = {
  readonly account: AccountId | null;
  readonly zone: string | null;
  readonly locale: string;
};

async function ofWords(
  words: readonly Token[],
  asker: Asker,
  limit: number,
  parts: Parts,
): Promise<readonly Suggestion[]> {
  const [first = '', ...rest] = words;
  if (typeof first !== 'string') return [];
  const text = catalogueFor(asker.locale);
  const listed = parts.commands.filter(({ listed }) => listed);
  const command = listed.find(({ name }) => name === commandName(first));
  if (!command || words.length === 1) {
    const own = new Map(Object.entries(text.commandNames));
    const typed = first.toLowerCase();
    const begun = listed.filter(
      ({ name }) => name.startsWith(typed) || (own.get(name) ?? '').startsWith(typed),
    );
    return begun
      .map((each) => ({
        value: each.name,
        label: each === command || begun.length === 1 ? usage(each, text) : each.name,
        hint: each.summary(text),
      }))
      .slice(0, limit);
  }
  const typed = rest.filter((token) => typeof token === 'string').join(' ');
  const mine = await meetings(command, typed, asker, limit, parts);
  return mine.map(({ topic, id }) => ({ value: `${command.name} ${id} `, label: topic, hint: id }));
}

type Call = Extract<Invocation['request'], { kind: 'call' }>;

/** A meeting by its number; a time as it is read. Where nothing is certain nothing is offered. */
async function ofCall(
  { command: name, values }: Call,
  asker: Asker,
  limit: number,
  parts: Parts,
): Promise<readonly Suggestion[]> {
  const command = parts.commands.find((each) => each.name === name);
  const field = command && fieldsOf(command.input).find((each) => each.name in values);
  const typed = field && values[field.name];
  if (!command || typeof typed !== 'string') return [];
  switch (field?.kind) {
    case 'meeting': {
      const mine = await meetings(command, typed, asker, limit, parts);
      return mine.map(({ topic, id }) => ({ value: id, label: topic, hint: id }));
    }
    case 'when':
      return readings(command, typed, asker, parts);
    default:
      return [];
  }
}

/** The asker's own that the command may be used on, by a part of their topic or the beginning of their number. */
async function meetings(
  { needs }: Command,
  typed: string,
  { account, locale }: Asker,
  limit: number,
  { store }: Parts,
): Promise<readonly { readonly topic: string; readonly id: string }[]> {
  if (account === null || needs.about === 'nothing') return [];
  const { right } = needs;
  const text = catalogueFor(locale);
  const wanted = typed.toLowerCase();
  const mine = await store.meetings.ofAccount(account, limit * 2);
  return mine
    .filter((record) => may(right, { account, role: 'member' }, record))
    .map(({ meeting }) => ({ topic: topicOf(meeting, null, text), id: showMeetingId(meeting.meetingId) }))
    .filter(({ topic, id }) => topic.toLowerCase().includes(wanted) || id.startsWith(wanted))
    .slice(0, limit);
}

/** None before it is known in which zone the asker means it. A meeting that is there already has its rule. */
function readings(
  { needs }: Command,
  typed: string,
  { zone, locale }: Asker,
  { clock }: Parts,
): readonly Suggestion[] {
  const when = zone === null ? null : readPlan(typed, { now: clock.now(), zone, locale });
  if (zone === null || when === null || isRefused(when)) return [];
  const reader = { locale, zone };
  if (when.repeats === null) return [{ value: typed, label: formatTime(when.at, reader), hint: typed }];
  if (needs.about === 'meeting') return [];
  return [{ value: typed, label: ruleInWords(when.repeats, reader), hint: typed }];
}

/** `rotate <meeting> [passcode]` */
function usage({ name, input }: Command, text: Catalogue): string {
  const parts = fieldsOf(input).map((field) =>
    field.required ? `<${text.slot(field.label(text))}>` : `[${text.slot(field.label(text))}]`,
  );
  return [name, ...parts].join(' ');
}

const localeOf = ({ language }: Pick<Account, 'language'>, told: string): string =>
  language === null ? told : inLanguage(language, told);
