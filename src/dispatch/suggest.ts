import type { Command } from '../commands/command.ts';
import { fieldsOf } from '../commands/fields.ts';
import { showMeetingId } from '../meeting/meeting-id.ts';
import { may } from '../meeting/rights.ts';
import { topicOf } from '../messages/blocks.ts';
import { type Catalogue, catalogueFor } from '../messages/catalogue.ts';
import type { Invocation, Suggestion } from '../ports/inbox.ts';
import type { Store } from '../ports/store.ts';

type Parts = {
  readonly commands: readonly Command[];
  readonly store: Store;
};

/**
 * Completions of a half-typed line: the commands that begin so, the one that is meant with its parts; then the
 * asker's own meetings for their field.
 */
export async function suggest(
  { request, actor, platform }: Invocation,
  limit: number,
  { commands, store }: Parts,
): Promise<readonly Suggestion[]> {
  if (request.kind !== 'words') return [];
  const [first = '', ...rest] = request.words;
  if (typeof first !== 'string') return [];
  const text = catalogueFor(actor.locale);
  const listed = commands.filter(({ listed }) => listed);
  const command = listed.find(({ name }) => name === first.toLowerCase());
  if (!command || request.words.length === 1) {
    const begun = listed.filter(({ name }) => name.startsWith(first.toLowerCase()));
    return begun
      .map((each) => ({
        value: each.name,
        label: each === command || begun.length === 1 ? usage(each, text) : each.name,
        hint: each.summary(text),
      }))
      .slice(0, limit);
  }
  if (command.needs.about === 'nothing') return [];
  const { right } = command.needs;
  const account = await store.accounts.byForeign(platform, actor.foreignId);
  if (!account) return [];
  const typed = rest
    .filter((token) => typeof token === 'string')
    .join(' ')
    .toLowerCase();
  const mine = await store.meetings.ofAccount(account.id, limit * 2);
  return mine
    .filter((record) => may(right, { account: account.id, role: 'member' }, record))
    .map(({ meeting }) => ({ topic: topicOf(meeting, null, text), id: showMeetingId(meeting.meetingId) }))
    .filter(({ topic, id }) => topic.toLowerCase().includes(typed) || id.startsWith(typed))
    .map(({ topic, id }) => ({ value: `${command.name} ${id} `, label: topic, hint: id }))
    .slice(0, limit);
}

/** `rotate <meeting> [passcode]` */
function usage({ name, input }: Command, text: Catalogue): string {
  const parts = fieldsOf(input).map((field) =>
    field.required ? `<${field.label(text).toLowerCase()}>` : `[${field.label(text).toLowerCase()}]`,
  );
  return [name, ...parts].join(' ');
}
