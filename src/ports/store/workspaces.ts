import type { ForeignId, Platform, WorkspaceId } from '../../ids.ts';
import type { Workspace } from '../../meeting/workspace.ts';

export type Workspaces = {
  byId(id: WorkspaceId): Promise<Workspace | null>;
  byForeign(platform: Platform, foreignId: ForeignId): Promise<Workspace | null>;
};
