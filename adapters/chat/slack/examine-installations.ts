import { right, wrong } from '../../../src/finding.ts';
import type { Finding } from '../../../src/ports/adapter.ts';
import { examineToken } from './examine-token.ts';
import type { Installations } from './installations.ts';

/** Workspaces asked about at once. */
const AT_ONCE = 10;

/** Whether each workspace that installed the bot still takes its token, and grants what the bot needs. */
export async function examineInstallations(
  apiUrl: string,
  installations: Installations,
  publicUrl: string,
): Promise<readonly Finding[]> {
  const teams = await installations.teams();
  if (teams.length === 0) return [right('Workspaces: none has installed it yet.')];
  const problems: Finding[] = [];
  for (let at = 0; at < teams.length; at += AT_ONCE) {
    const some = teams.slice(at, at + AT_ONCE);
    const examined = await Promise.all(
      some.map((team) => examineTeam(apiUrl, installations, team, publicUrl)),
    );
    problems.push(...examined.flatMap((problem) => problem ?? []));
  }
  const sound = `Workspaces: ${teams.length - problems.length} of ${teams.length} take their token and grant all scopes.`;
  return [right(sound), ...problems];
}

/** Null: nothing is wrong. */
async function examineTeam(
  apiUrl: string,
  installations: Installations,
  team: string,
  publicUrl: string,
): Promise<Finding | null> {
  const again = `Let somebody there install it again at ${publicUrl}/slack/install.`;
  // Changed, or sealed with a key that is lost: both are found by opening it alone.
  const installed = await installations.of(team).catch(() => null);
  if (installed === null) return wrong(`Workspace ${team}: its token cannot be read.`, again);
  const state = await examineToken(apiUrl, installed.token);
  if (state.kind === 'refused') {
    const name = installed.name ? `${installed.name} (${team})` : team;
    return wrong(`Workspace ${name}, its token: ${state.why}.`, again);
  }
  if (state.missing.length === 0) return null;
  return wrong(
    `Workspace ${state.team} (${team}): not granted are ${state.missing.join(', ')}.`,
    `Paste the printed manifest at api.slack.com/apps, in your app, under App Manifest. ${again}`,
  );
}
