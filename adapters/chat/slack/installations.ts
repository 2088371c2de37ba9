import { z } from 'zod';
import { asId } from '../../../src/ids.ts';
import type { Credentials } from '../../../src/ports/credentials.ts';
import { Secret } from '../../../src/vault/secret.ts';
import type { Installed, Tokens } from './tokens.ts';

/** The workspaces that installed the bot, each with its token: sealed, and read from the store each time. */
export type Installations = Tokens & {
  /** The newest installation takes the place of the one before. */
  put(team: string, installed: Installed): Promise<void>;
};

const Stored = z.object({ token: z.string(), bot: z.string() });

export function createInstallations(credentials: Credentials): Installations {
  return {
    async of(team) {
      const kept = await credentials.get(asId(team));
      if (kept === null) return null;
      const { token, bot } = Stored.parse(JSON.parse(kept.open()));
      return { token: new Secret(token), bot };
    },
    put: (team, { token, bot }) =>
      credentials.put(asId(team), new Secret(JSON.stringify({ token: token.open(), bot }))),
    drop: (team) => credentials.drop(asId(team)),
  };
}
