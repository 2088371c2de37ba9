import type { Store } from '../../src/ports/store.ts';
import { createAccounts } from './accounts.ts';
import { createAudit } from './audit.ts';
import { createCommit } from './commit.ts';
import type { Connection } from './connection.ts';
import { copy } from './copy.ts';
import { createCredentialRows } from './credentials.ts';
import { createDeliveries } from './deliveries.ts';
import { createDoor } from './door.ts';
import { edge } from './edge.ts';
import { createForms } from './forms.ts';
import { createJobs } from './jobs.ts';
import { createKeyUse } from './keys.ts';
import { createMeetings } from './meetings.ts';
import { createPresence } from './presence.ts';
import { createRetention } from './retention.ts';
import { createSessions } from './sessions.ts';
import { createWorkspaces } from './workspaces.ts';

/** Every statement is prepared here, once. */
export function createStore(connection: Connection): Store {
  const { client } = connection;
  return {
    commit: createCommit(connection),
    meetings: createMeetings(connection),
    accounts: createAccounts(connection),
    workspaces: createWorkspaces(connection),
    retention: createRetention(connection),
    deliveries: createDeliveries(connection),
    jobs: createJobs(connection),
    door: createDoor(connection),
    presence: createPresence(connection),
    forms: createForms(connection),
    sessions: createSessions(connection),
    audit: createAudit(connection),
    credentials: createCredentialRows(connection),
    keys: createKeyUse(connection),
    ping: () => edge('ping', () => void client.pragma('user_version')),
    backUp: (file) => edge('backUp', () => copy(client, file)),
    close: () => edge('close', () => void client.close()),
  };
}
