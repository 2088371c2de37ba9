import { asId, type Platform } from '../../../src/ids.ts';
import type { ChatEntry, Env } from '../../../src/ports/adapter.ts';

/** With one of these set a real platform is in use, and `auto` leaves the playground off. */
const PLATFORM_TOKENS = ['SLACK_BOT_TOKEN', 'DISCORD_TOKEN', 'TELEGRAM_TOKEN'] as const;

/** `PLAYGROUND` = `auto` (the default: on until a real platform is configured), `on` or `off`. */
export const playground: ChatEntry = {
  name: asId<Platform>('playground'),
  configure(env) {
    const { PLAYGROUND: setting } = env;
    const wanted = setting || 'auto';
    if (wanted === 'off' || (wanted === 'auto' && hasPlatform(env))) return { kind: 'off' };
    if (wanted !== 'auto' && wanted !== 'on')
      return {
        kind: 'wrong',
        problems: [`PLAYGROUND is "${wanted}". Set it to auto, on or off, or leave it out.`],
      };
    return {
      kind: 'on',
      load: async (parts) => (await import('./index.ts')).createPlayground(parts),
    };
  },
};

const hasPlatform = (env: Env) => PLATFORM_TOKENS.some((name) => env[name]);
