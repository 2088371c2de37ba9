import type { SlackSettings } from './settings.ts';
import type { Installed, Tokens } from './tokens.ts';
import { webClient } from './web-client.ts';

type Settings = {
  readonly apiUrl: SlackSettings['apiUrl'];
  readonly botToken: Extract<SlackSettings['install'], { kind: 'single' }>['botToken'];
};

type SingleToken = Tokens & {
  /** Rejects with Slack's own error where the token is refused. */
  learn(): Promise<void>;
};

/** The token of one workspace. Which one it is, and who the bot is there, is asked of Slack once. */
export function createSingleToken({ apiUrl, botToken }: Settings): SingleToken {
  const client = webClient(apiUrl, botToken);
  let home: Promise<{ readonly team: string; readonly bot: string }> | null = null;
  let dropped = false;

  function learned() {
    home ??= client.auth
      .test()
      .then(({ team_id: team, user_id: bot }) => {
        if (!team || !bot) throw new Error('auth.test names no team');
        return { team, bot };
      })
      .catch((error: unknown) => {
        home = null; // asked again the next time
        throw error;
      });
    return home;
  }

  return {
    async of(team): Promise<Installed | null> {
      if (dropped) return null;
      const known = await learned();
      return known.team === team ? { token: botToken, bot: known.bot } : null;
    },
    async drop(team) {
      if ((await home)?.team === team) dropped = true;
    },
    async learn() {
      await learned();
    },
  };
}
