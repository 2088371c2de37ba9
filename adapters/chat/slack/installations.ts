import { z } from 'zod';
import { asId } from '../../../src/ids.ts';
import type { Credentials } from '../../../src/ports/credentials.ts';
import { Secret } from '../../../src/vault/secret.ts';
import type { Installed, Tokens } from './tokens.ts';

/** `name`: what the workspace was called when it was installed; empty where that was not kept. */
type Installation = Installed & { readonly name: string };

/** The workspaces that installed the bot, each with its token: sealed, and read from the store each time. */
export type Installations = Omit<Tokens, 'of'> & {
  of(team: string): Promise<Installation | null>;
  /** The newest installation takes the place of the one before. */
  put(team: string, installation: Installation): Promise<void>;
  teams(): Promise<readonly string[]>;
};

const Stored = z.object({ token: z.string(), bot: z.string(), name: z.string().default('') });

export function createInstallations(credentials: Credentials): Installations {
  return {
    async of(team) {
      const kept = await credentials.get(asId(team));
      if (kept === null) return null;
      const { token, ...rest } = Stored.parse(JSON.parse(kept.open()));
      return { token: new Secret(token), ...rest };
    },
    put: (team, { token, bot, name }) =>
      credentials.put(asId(team), new Secret(JSON.stringify({ token: token.open(), bot, name }))),
    drop: (team) => credentials.drop(asId(team)),
    teams: () => credentials.workspaces(),
  };
}
