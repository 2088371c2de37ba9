import { systemClock, type Time } from '../clock.ts';
import { asId, type ForeignId, type Platform } from '../ids.ts';
import { audited } from '../meeting/audited.ts';
import { combine, workspaceChange } from '../meeting/change.ts';
import { PLANS } from '../meeting/plan.ts';
import type { Workspace } from '../meeting/workspace.ts';
import type { Store } from '../ports/store.ts';
import { EXIT } from './exit-code.ts';
import type { Terminal } from './terminal.ts';

/** Shows or sets a workspace's plan. `typed`: the platform's id of the workspace, or `platform:id`. */
export async function plan(
  store: Store,
  platforms: readonly Platform[],
  typed: string,
  wanted: string | undefined,
  terminal: Terminal,
): Promise<number> {
  const [workspace, ...others] = await workspacesNamed(typed, store, platforms);
  if (!workspace) {
    terminal.tell(`There is no workspace ${typed}. One is known once somebody has used /meeting in it.`);
    return EXIT.failed;
  }
  if (others.length > 0) {
    terminal.tell(`Which one: ${[workspace, ...others].map(fullName).join(' or ')}?`);
    return EXIT.failed;
  }
  const next = PLANS.find((name) => name === wanted) ?? workspace.plan;
  if (next !== workspace.plan && !(await setPlan(store, { ...workspace, plan: next }, systemClock.now()))) {
    terminal.tell(`${fullName(workspace)} was changed at the same moment. Run the command again.`);
    return EXIT.failed;
  }
  terminal.print(`${fullName(workspace)} (${workspace.name}) is on the ${next} plan.`);
  return EXIT.ok;
}

const fullName = ({ platform, foreignId }: Workspace) => `${platform}:${foreignId}`;

async function workspacesNamed(
  typed: string,
  store: Store,
  platforms: readonly Platform[],
): Promise<readonly Workspace[]> {
  const looked = platforms.map((platform) => {
    const id = typed.startsWith(`${platform}:`) ? typed.slice(platform.length + 1) : typed;
    return store.workspaces.byForeign(platform, asId<ForeignId>(id));
  });
  return (await Promise.all(looked)).filter((workspace) => workspace !== null);
}

async function setPlan(store: Store, workspace: Workspace, at: Time): Promise<boolean> {
  const noted = audited({ workspaceId: workspace.id }, at, { action: 'plan', via: workspace.plan });
  return (await store.commit(combine(workspaceChange(workspace), noted))) === 'done';
}
