import type { Clock } from '../clock.ts';
import type { ProviderInfo } from '../commands/command.ts';
import { providerOf } from '../commands/provider-of.ts';
import { type AccountId, asId, type ForeignId, type ProviderName } from '../ids.ts';
import type { Account } from '../meeting/account.ts';
import { currentOccurrence } from '../meeting/door-times.ts';
import type { MeetingRecord, Occurrence } from '../meeting/meeting.ts';
import { isOver } from '../meeting/occurrence.ts';
import type { Workspace } from '../meeting/workspace.ts';
import { card } from '../messages/card.ts';
import type { PublicMessage } from '../messages/message.ts';
import { readerOf, UNKNOWN_LOCALE } from '../messages/reader-of.ts';
import type { Place, Post } from '../ports/messenger.ts';
import type { Delivery } from '../ports/store/deliveries.ts';
import type { Store } from '../ports/store.ts';
import type { Vault } from '../vault/vault.ts';
import { renderPrivate } from './render-private.ts';
import { withCalendar } from './with-calendar.ts';

export type Renderer = {
  /** What a delivery shows now; `void`: nothing any more, so that it need not be sent. */
  render(delivery: Delivery): Promise<Post | 'void'>;
  /** Where it goes; null when its reader is not known any more. */
  placeOf(delivery: Delivery): Promise<Place | null>;
};

export type RenderParts = {
  readonly store: Pick<Store, 'accounts' | 'deliveries' | 'meetings' | 'presence' | 'workspaces'>;
  readonly clock: Clock;
  readonly vault: Vault;
  readonly providers: ReadonlyMap<ProviderName, ProviderInfo>;
  readonly publicUrl: string;
};

/** A delivery with everything around it, read when it is rendered: a retry shows what is true then. */
export type Scene = {
  readonly delivery: Delivery;
  /** It stands already, and is edited. */
  readonly stands: boolean;
  readonly record: MeetingRecord;
  readonly occurrence: Occurrence;
  readonly workspace: Workspace;
  readonly provider: ProviderInfo;
  readonly accounts: ReadonlyMap<AccountId, Account>;
};

/** Renders deliveries from the store: they hold references only (SECURITY.md §2). */
export function createRenderer(parts: RenderParts): Renderer {
  const { store, clock } = parts;

  async function sceneOf(delivery: Delivery): Promise<Scene | null> {
    const record = await store.meetings.byKey(delivery.meetingKey);
    const workspace = await store.workspaces.byId(delivery.workspaceId);
    if (record === null || workspace === null) return null;
    const occurrence = record.occurrences.find(({ id }) => id === delivery.occurrenceId);
    return {
      delivery,
      stands: delivery.ref !== null,
      record,
      occurrence: occurrence ?? currentOccurrence(record, clock.now()),
      workspace,
      provider: providerOf(parts, record.meeting.provider),
      accounts: await peopleOf(delivery, record),
    };
  }

  async function peopleOf(delivery: Delivery, record: MeetingRecord): Promise<Scene['accounts']> {
    const accounts = await store.accounts.byIds([...new Set(named(delivery, record))]);
    return new Map(accounts.map((account) => [account.id, account]));
  }

  async function cardOf(scene: Scene): Promise<PublicMessage | 'void'> {
    const { record, occurrence, workspace, provider, accounts, delivery } = scene;
    const isHere = delivery.to.kind === 'conversation' && delivery.to.conversation === occurrence.card;
    if (!scene.stands && (isOver(occurrence) || !isHere)) return 'void';
    const present = provider.abilities.presence ? await store.presence.of(occurrence.id, clock.now()) : null;
    const view = {
      record,
      occurrence,
      organizerName: accounts.get(record.meeting.organizer)?.name ?? '',
      provider,
      inside: present?.filter(({ state }) => state === 'inside').length ?? null,
      publicUrl: parts.publicUrl,
    };
    return card(view, workspace.settings);
  }

  async function render(delivery: Delivery): Promise<Post | 'void'> {
    const scene = await sceneOf(delivery);
    if (scene === null) return 'void';
    const { to } = delivery;
    if (to.kind === 'conversation') {
      const message = await cardOf(scene);
      return message === 'void' ? message : { to: conversation(scene.workspace, to.conversation), message };
    }
    const known = to.kind === 'email' ? byAddress(to.address) : scene.accounts.get(to.account);
    if (known === undefined) return 'void';
    const reader = readerOf(known, scene.workspace);
    const message = await renderPrivate(parts, scene, reader);
    if (message === 'void') return message;
    return { to: person(scene.workspace, known), message: withCalendar(parts, scene, reader, message) };
  }

  return {
    render,
    async placeOf({ workspaceId, to }) {
      const workspace = await store.workspaces.byId(workspaceId);
      if (workspace === null) return null;
      if (to.kind === 'conversation') return conversation(workspace, to.conversation);
      const known = to.kind === 'email' ? byAddress(to.address) : await store.accounts.byId(to.account);
      return known && person(workspace, known);
    },
  };
}

/** Who reads the message or is named in it. */
function named({ to, content }: Delivery, record: MeetingRecord): readonly AccountId[] {
  const always = [record.meeting.organizer, ...(to.kind === 'account' ? [to.account] : [])];
  switch (content) {
    case 'report':
    case 'attended':
      return [
        ...always,
        ...record.invitations.flatMap(({ invitee }) => (invitee.kind === 'account' ? [invitee.account] : [])),
      ];
    case 'requests':
      return [...always, ...record.requests.map(({ account }) => account)];
    default:
      return always;
  }
}

const conversation = ({ foreignId: workspace }: Workspace, conversation: ForeignId) =>
  ({ kind: 'conversation', workspace, conversation }) as const;

/** Nobody knows more of them: they read as their inviters' workspace does. */
const byAddress = (address: string) => ({
  foreignId: asId<ForeignId>(address),
  locale: UNKNOWN_LOCALE,
  language: null,
  zone: null,
});

const person = ({ foreignId: workspace }: Workspace, { foreignId }: Pick<Account, 'foreignId'>) =>
  ({ kind: 'person', workspace, person: foreignId }) as const;
