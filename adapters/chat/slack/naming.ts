import { type Clock, SECOND } from '../../../src/clock.ts';
import { asId } from '../../../src/ids.ts';
import { createMemory } from '../../../src/memory.ts';
import type { Catalogue } from '../../../src/messages/catalogue.ts';
import type { FieldValue } from '../../../src/messages/form.ts';
import type { Conversation, Invocation, PersonRef, Token } from '../../../src/ports/inbox.ts';
import { within } from '../../../src/within.ts';
import type { SlackApi } from './api.ts';
import { refusalOf } from './errors.ts';

/** A trigger lives 3 s: what Slack does not name in time goes by no name. */
const NAMED = SECOND;

type Group = Extract<PersonRef, { kind: 'group' }>;
type Handle = Extract<PersonRef, { kind: 'handle' }>;
type UserGroup = { readonly id: string; readonly handle: string };

/** What an event is about, as people read it. */
type Named = Pick<Invocation, 'conversation' | 'request'>;

/** Gives the names to channels that Slack's events know by their ids alone, and finds user groups. Never rejects. */
export type Naming = (asked: Invocation, text: Promise<Catalogue>) => Promise<Named>;

export function createNaming(api: SlackApi, clock: Clock): Naming {
  const names = createMemory(clock, async (key) => {
    const [team = '', channel = ''] = key.split(':');
    const client = await api.clientOf(team);
    try {
      return (await client.conversations.info({ channel })).channel?.name ?? null;
    } catch (error) {
      if (refusalOf(error) === 'channel_not_found') return null; // the bot is not in it
      throw error;
    }
  });

  const groups = createMemory(clock, async (team) => {
    const client = await api.clientOf(team);
    return readGroups((await client.usergroups.list()).usergroups);
  });

  const groupsOf = async (team: string): Promise<readonly UserGroup[]> =>
    (await within(
      clock,
      NAMED,
      groups(team).catch(() => []),
    )) ?? [];

  /** A user group is typed as people are, and has its name in common with none of them. */
  async function groupOrHandle(team: string, named: Handle): Promise<PersonRef> {
    const group = (await groupsOf(team)).find(({ handle }) => handle.toLowerCase() === named.handle);
    return group ? { kind: 'group', foreignId: asId(group.id), name: group.handle } : named;
  }

  /** Null: the bot does not see it, or Slack takes too long to say. */
  const nameOf = (team: string, channel: string): Promise<string | null> =>
    within(
      clock,
      NAMED,
      names(`${team}:${channel}`).catch(() => null),
    );

  async function nameConversation(team: string, given: Conversation, text: Promise<Catalogue>) {
    if (given.name !== '') return given;
    const name = await nameOf(team, given.foreignId);
    const { chat } = await text;
    return { ...given, name: name === null ? chat.privateChannel : shownName(name, chat) };
  }

  async function nameGroup(team: string, group: Group, text: Promise<Catalogue>): Promise<Group> {
    if (!isChannel(group.foreignId)) {
      const found = (await groupsOf(team)).find(({ id }) => id === group.foreignId);
      return found ? { ...group, name: found.handle } : group;
    }
    const name = await nameOf(team, group.foreignId);
    const { chat } = await text;
    return { ...group, name: name === null ? chat.chosenChannel : shownName(name, chat) };
  }

  async function nameRef<Ref extends Token>(team: string, ref: Ref, text: Promise<Catalogue>) {
    if (isHandle(ref)) return groupOrHandle(team, ref);
    return isUnnamed(ref) ? nameGroup(team, ref, text) : ref;
  }

  async function nameRequest(
    team: string,
    request: Invocation['request'],
    text: Promise<Catalogue>,
  ): Promise<Invocation['request']> {
    switch (request.kind) {
      case 'words':
        return {
          ...request,
          words: await Promise.all(request.words.map((word) => nameRef(team, word, text))),
        };
      case 'submit': {
        const entries = Object.entries(request.values).map(async ([field, value]) => [
          field,
          isRefs(value) ? await Promise.all(value.map((ref) => nameRef(team, ref, text))) : value,
        ]);
        return { ...request, values: Object.fromEntries(await Promise.all(entries)) };
      }
      default:
        return request;
    }
  }

  return async ({ workspace: { foreignId: team }, conversation, request }, text) => {
    const [named, said] = await Promise.all([
      nameConversation(team, conversation, text),
      nameRequest(team, request, text),
    ]);
    return { conversation: named, request: said };
  };
}

const isRefs = (value: FieldValue | undefined): value is readonly PersonRef[] => Array.isArray(value);

const isHandle = (ref: Token): ref is Handle => typeof ref === 'object' && ref.kind === 'handle';

const readGroups = (
  given: readonly { readonly id?: string; readonly handle?: string }[] = [],
): readonly UserGroup[] => given.flatMap(({ id, handle }) => (id && handle ? [{ id, handle }] : []));

/** Its id stands in for the name that the event lacks. */
const isUnnamed = (ref: Token): ref is Group =>
  typeof ref === 'object' && ref.kind === 'group' && ref.name === ref.foreignId;

const isChannel = (id: string): boolean => /^[CG]/.test(id);

/** A group message has a name of its own that nobody sees: `mpdm-olga--ivan-1`. */
const shownName = (name: string, chat: Catalogue['chat']): string =>
  name.startsWith('mpdm-') ? chat.groupMessage : `#${name}`;
