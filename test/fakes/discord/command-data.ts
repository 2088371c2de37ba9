import { z } from 'zod';
import type { DiscordState } from './state.ts';
import type { Json, Options } from './types.ts';
import { channelJson, memberJson, roleJson, userJson } from './wire.ts';

type Option = {
  readonly type: number;
  readonly name: string;
  readonly required?: boolean | undefined;
  readonly autocomplete?: boolean | undefined;
  readonly choices?: readonly { readonly name: string; readonly value: string | number }[] | undefined;
  readonly options?: readonly Option[] | undefined;
};

const option: z.ZodType<Option> = z.lazy(() =>
  z.object({
    type: z.number(),
    name: z.string(),
    required: z.boolean().optional(),
    autocomplete: z.boolean().optional(),
    choices: z.array(z.object({ name: z.string(), value: z.union([z.string(), z.number()]) })).optional(),
    options: z.array(option).optional(),
  }),
);
const command = z.looseObject({
  id: z.string(),
  type: z.number(),
  name: z.string(),
  contexts: z.array(z.number()).nullish(),
  options: z.array(option).optional(),
});

type Command = z.output<typeof command>;

/** Commands that people can use there, while the bot is in: those of the guild, then the global ones. Guild null: the private chat. */
function offered(state: DiscordState, guild: string | null): Command[] {
  const global = state.commands.map((one) => command.parse(one));
  const place = guild === null ? 1 : 0; // interaction contexts: 0 guild, 1 private chat with the bot
  const here = global.filter(({ contexts }) => !contexts || contexts.includes(place));
  if (guild !== null && !state.guild(guild).here) return [];
  return guild === null ? here : [...state.guild(guild).commands.map((one) => command.parse(one)), ...here];
}

type Slash = {
  readonly guild: string | null;
  readonly name: string;
  readonly options: Options;
  /** Being typed: its name; null: the command is sent. */
  readonly focused: string | null;
};

/** The data of a command's interaction. `name`: a command, a subcommand, or both with a space. */
export function slashData(state: DiscordState, { guild, name, options, focused }: Slash): Json {
  const words = name.split(' ');
  for (const one of offered(state, guild)) {
    if (one.type !== 1) continue;
    const inner = one.options ?? [];
    const sub = inner.find(
      (each) => each.type === 1 && (each.name === name || `${one.name} ${each.name}` === name),
    );
    const groups = inner.filter(({ type }) => type === 2);
    const grouped = groups.flatMap((group) =>
      (group.options ?? [])
        .filter((each) => words.at(-2) === group.name && words.at(-1) === each.name)
        .map((each) => ({ group, each })),
    )[0];
    const base = { id: one.id, name: one.name, type: 1, ...(guild === null ? {} : { guild_id: guild }) };
    const within = (list: readonly Option[]) => values(list, options, focused);
    const resolved = resolve(state, guild, sub?.options ?? grouped?.each.options ?? inner, options);
    if (sub)
      return {
        ...base,
        resolved,
        options: [{ type: 1, name: sub.name, options: within(sub.options ?? []) }],
      };
    if (grouped) {
      const last = { type: 1, name: grouped.each.name, options: within(grouped.each.options ?? []) };
      return { ...base, resolved, options: [{ type: 2, name: grouped.group.name, options: [last] }] };
    }
    if (one.name === name && inner.every(({ type }) => type > 2))
      return { ...base, resolved, options: within(inner) };
  }
  throw new Error(`there is no command ${name} here`);
}

/** What Discord's client lets people send. */
function values(list: readonly Option[], given: Options, focused: string | null): Json[] {
  const unknown = Object.keys(given).filter((key) => !list.some(({ name }) => name === key));
  if (unknown.length > 0) throw new Error(`the command has no option ${unknown.join(', ')}`);
  const missing = list
    .filter(({ required, name }) => required && given[name] === undefined)
    .map(({ name }) => name);
  if (focused === null && missing.length > 0) throw new Error(`Discord asks for ${missing.join(', ')}`);
  return list.flatMap(({ name, type, choices, autocomplete }) => {
    const value = given[name];
    if (value === undefined) return [];
    if (name === focused && !autocomplete) throw new Error(`${name} does not complete`);
    const kind = { 4: 'number', 5: 'boolean', 10: 'number' }[type] ?? 'string';
    if (typeof value !== kind && name !== focused) throw new Error(`${name} takes a ${kind}`);
    const chosen = choices?.find((one) => one.value === value || one.name === value);
    if (choices?.length && !chosen) throw new Error(`${name} offers no ${value}`);
    return [{ name, type, value: chosen?.value ?? value, ...(name === focused ? { focused: true } : {}) }];
  });
}

/** The people, roles and channels that options name. */
function resolve(state: DiscordState, guild: string | null, list: readonly Option[], given: Options): Json {
  const ids = (types: readonly number[]) =>
    list
      .filter(({ type }) => types.includes(type))
      .flatMap(({ name }) => (given[name] === undefined ? [] : String(given[name])));
  return resolvedOf(state, guild, ids([6, 7, 8, 9]));
}

/** `resolved` of a command, a select or a modal: of everybody and everything with these ids. */
export function resolvedOf(state: DiscordState, guild: string | null, ids: readonly string[]): Json {
  const users: Json = {};
  const members: Json = {};
  const roles: Json = {};
  const channels: Json = {};
  for (const id of ids) {
    const [user, channel] = [state.users.get(id), state.channels.get(id)];
    const role = guild === null ? undefined : state.guild(guild).roles.find((one) => one.id === id);
    const member = guild === null ? undefined : state.guild(guild).members.get(id);
    if (user) users[id] = userJson(user);
    if (member) {
      const { user: _, mute: __, deaf: ___, ...rest } = memberJson(state, member);
      members[id] = { ...rest, permissions: '0' };
    }
    if (role) roles[id] = roleJson(role, 0);
    if (channel) channels[id] = { ...channelJson(state, channel), permissions: '0' };
    if (!user && !role && !channel) throw new Error(`nothing is ${id}`);
  }
  const all = { users, members, roles, channels };
  return Object.fromEntries(Object.entries(all).filter(([, map]) => Object.keys(map).length > 0));
}

/** The data of a user command on somebody. */
export function menuData(state: DiscordState, guild: string | null, name: string, target: string): Json {
  const one = offered(state, guild).find((each) => each.type === 2 && each.name === name);
  if (!one) throw new Error(`there is no ${name} in the menu`);
  const resolved = resolvedOf(state, guild, [target]);
  return {
    id: one.id,
    name,
    type: 2,
    target_id: target,
    resolved,
    ...(guild === null ? {} : { guild_id: guild }),
  };
}
