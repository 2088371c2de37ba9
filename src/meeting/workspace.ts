import type { ForeignId, Platform, ProviderName, WorkspaceId } from '../ids.ts';
import type { Access } from './meeting.ts';
import type { Plan } from './plan.ts';

/** Who may create meetings. `creators`: those whom the platform's own default lets (SPEC.md §3). */
export type Creators = 'admins' | 'creators' | 'members' | 'everyone';

export type Settings = {
  /** Of new meetings, unless another is chosen. */
  readonly provider: ProviderName;
  /** Providers that an admin has switched off for new meetings. */
  readonly providersOff: readonly ProviderName[];
  /** Providers at which the workspace has an account of its own. */
  readonly accountsAt: readonly ProviderName[];
  /** For cards and for people whose own zone is not known. IANA. */
  readonly zone: string;
  /** For cards and for people whose own is not known. BCP 47. */
  readonly locale: string;
  /** Minutes before the start at which the door opens; 15 unless changed. */
  readonly doorMinutes: number;
  readonly creators: Creators;
  /** Access of a new meeting; `auto`: `invitees` when someone is named, else by the conversation (SPEC.md §2). */
  readonly access: Access | 'auto';
  /** Cards of a meeting that is repeated: `one` that always shows the next time, or `each` time its own. */
  readonly seriesCards: 'one' | 'each';
  /**
   * Secrets of their reader in a calendar file, which others often see too: none, the passcode, or the personal link as
   * well.
   */
  readonly codeInCalendar: 'nothing' | 'passcode' | 'link';
  /** New meetings an hour per member; 10 unless changed. */
  readonly meetingsPerHour: number;
  /** New invitees a day per member; 200 unless changed. */
  readonly inviteesPerDay: number;
};

/** What a new workspace starts with. The limits are those of SPEC.md §3. */
export const defaultSettings = (provider: ProviderName, zone: string, locale: string): Settings => ({
  provider,
  providersOff: [],
  accountsAt: [],
  zone,
  locale,
  doorMinutes: 15,
  creators: 'creators',
  access: 'auto',
  seriesCards: 'one',
  codeInCalendar: 'nothing',
  meetingsPerHour: 10,
  inviteesPerDay: 200,
});

/** One tenant: a Slack team, a Discord guild, a Telegram group, or one person's private chat with the bot. */
export type Workspace = {
  readonly id: WorkspaceId;
  readonly platform: Platform;
  readonly foreignId: ForeignId;
  readonly name: string;
  readonly plan: Plan;
  readonly locked: boolean;
  readonly settings: Settings;
  readonly version: number;
};
