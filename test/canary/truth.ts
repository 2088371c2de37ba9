import { join } from 'node:path';
import { openPasscode } from '../../src/commands/codes.ts';
import { readConfig } from '../../src/config.ts';
import { type AccountId, asId, type ProviderName } from '../../src/ids.ts';
import { openInstallation } from '../../src/installation.ts';
import { createLog } from '../../src/log.ts';
import { emptyChange } from '../../src/meeting/change.ts';
import type { Invitee, MeetingRecord } from '../../src/meeting/meeting.ts';
import { systemRandom } from '../../src/random.ts';
import { openCodes } from '../../src/vault/credentials.ts';
import type { Watch } from './watch.ts';

/** What opens a meeting now. */
export type Codes = {
  readonly meetingId: string;
  readonly passcode: string;
  /** Tokens of the personal links, by whose they are. */
  readonly links: ReadonlyMap<string, string>;
  readonly record: MeetingRecord;
};

export type Truth = {
  /** Tells the watch every code that there is now, and who may have it. Answers them by topic. */
  learn(): Promise<ReadonlyMap<string, Codes>>;
  /** Has the calls of a workspace held at another provider from now on, as an admin may. */
  holdAt(provider: string, platform: string, home: string): Promise<void>;
  close(): Promise<void>;
};

/** Reads the codes where the running program keeps them, with its keys: whatever it shows of them to whom. */
export async function openTruth(folder: string, watch: Watch): Promise<Truth> {
  const config = readConfig({ DATA_DIR: join(folder, 'data') });
  const { store, vault } = await openInstallation(config, {
    random: systemRandom,
    log: createLog('silent'),
    create: false,
  });

  async function readerOf(id: AccountId): Promise<string> {
    const account = await store.accounts.byId(id);
    // In Slack a person is known by team and user; its requests name the user.
    return account ? `${account.platform}:${account.foreignId.split(':').at(-1)}` : 'nobody';
  }
  const invited = async (invitee: Invitee): Promise<string> => {
    if (invitee.kind === 'account') return readerOf(invitee.account);
    return invitee.kind === 'email' ? `mail:${invitee.address}` : `telegram:@${invitee.username}`;
  };

  async function learnOf(record: MeetingRecord): Promise<Codes> {
    const { meeting, invitations, conference } = record;
    const good = invitations.filter(({ state }) => state === 'invited');
    const readers = await Promise.all(good.map(({ invitee }) => invited(invitee)));
    const passcode = openPasscode({ vault }, record).open();
    watch.know(passcode, ...readers);
    const links = new Map<string, string>();
    for (const { id, link, linkKey, invitee } of good) {
      const token = vault.linkToken({ invitationId: id, link, linkKey }).open();
      links.set(await invited(invitee), token);
      watch.know(token, await invited(invitee));
    }
    for (const { secret } of openCodes(vault, meeting, conference))
      watch.know(secret.open(), ...readers, 'zoom');
    return { meetingId: meeting.meetingId, passcode, links, record };
  }

  return {
    async learn() {
      const codes = new Map<string, Codes>();
      for (const record of await store.meetings.all(null, 1_000)) {
        if (record.meeting.state === 'cancelled') continue;
        codes.set(record.meeting.topic, await learnOf(record));
      }
      return codes;
    },
    async holdAt(provider, platform, home) {
      const workspace = await store.workspaces.byForeign(asId(platform), asId(home));
      if (!workspace) throw new Error(`${platform} has no workspace ${home}`);
      const settings = { ...workspace.settings, provider: asId<ProviderName>(provider) };
      const changed = { ...workspace, settings, version: workspace.version + 1 };
      await store.commit({ ...emptyChange, workspaces: [changed] });
    },
    close: () => store.close(),
  };
}
