import { done, type Method, text, wrong } from './call.ts';
import { isJson } from './state.ts';
import type { BotCommand, CommandScope, Json } from './types.ts';

const MOST_COMMANDS = 100; // Bot API, setMyCommands

/** Where the commands of a scope and a language are kept. */
export const commandKey = (scope: CommandScope, language: string): string =>
  [scope.type, scope.chat_id ?? '', scope.user_id ?? '', language].join(' ');

const keyOf = (args: Json): string => {
  const scope: Json = isJson(args['scope']) ? args['scope'] : { type: 'default' };
  return [scope['type'], scope['chat_id'] ?? '', scope['user_id'] ?? '', text(args, 'language_code')].join(
    ' ',
  );
};

const setMyCommands: Method = (call) => {
  const { state, args } = call;
  const commands: readonly BotCommand[] = (Array.isArray(args['commands']) ? args['commands'] : [])
    .filter(isJson)
    .map((one) => ({
      command: String(one['command']).replace(/^\//, ''),
      description: String(one['description'] ?? ''),
      ...(one['is_ephemeral'] === true ? { is_ephemeral: true } : {}),
    }));
  if (commands.length > MOST_COMMANDS) return wrong(call, 'BOT_COMMANDS_TOO_MUCH');
  if (commands.some(({ command }) => !/^[a-z0-9_]{1,32}$/.test(command)))
    return wrong(call, 'BOT_COMMAND_INVALID');
  if (commands.some(({ description }) => description.length < 1 || description.length > 256))
    return wrong(call, 'BOT_COMMAND_DESCRIPTION_INVALID');
  if (!/^(?:[a-z]{2})?$/.test(text(args, 'language_code')))
    return wrong(call, 'invalid language code specified');
  state.commands.set(keyOf(args), commands);
  return done();
};

/** Kept and never shown: how the bot presents itself. */
const taken: Method = () => done();

export const botMethods: Readonly<Record<string, Method>> = {
  setMyCommands,
  getMyCommands: ({ state, args }) => done(state.commands.get(keyOf(args)) ?? []),
  deleteMyCommands: ({ state, args }) => {
    state.commands.delete(keyOf(args));
    return done();
  },
  setMyName: taken,
  setMyDescription: taken,
  setMyShortDescription: taken,
  setChatMenuButton: taken,
};
