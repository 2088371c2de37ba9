import { newId } from './random.ts';

/** Ids are strings that cannot be mixed up: each is made by its maker here, or read back by the store. */
type Id<Name extends string> = string & { readonly __id: Name };

export type WorkspaceId = Id<'workspace'>;
export type AccountId = Id<'account'>;
/** The meeting's row. The 11 digits that people see are `MeetingId`, and a personal room may change them. */
export type MeetingKey = Id<'meeting'>;
export type OccurrenceId = Id<'occurrence'>;
export type InvitationId = Id<'invitation'>;
export type RequestId = Id<'request'>;
export type ConferenceId = Id<'conference'>;
export type DeliveryId = Id<'delivery'>;
export type FormId = Id<'form'>;
export type AdmissionId = Id<'admission'>;
export type SessionId = Id<'session'>;

/** Which platform: the name of an adapter's folder, as its registry line has it. */
export type Platform = Id<'platform'>;
/** Which conference provider: likewise. */
export type ProviderName = Id<'provider'>;
/** The platform's own id of a team, person, channel or message. Opaque to the core. */
export type ForeignId = Id<'foreign'>;
/** One event of the outside, `<platform>:<its id there>`: the same event delivered twice has the same id. */
export type EventId = Id<'event'>;

export const fresh = <I extends Id<string>>(): I => newId() as I;
export const asId = <I extends Id<string>>(text: string): I => text as I;

/** Where people are addresses and have no accounts: it brings messages and asks for nothing. */
export const MAIL: Platform = asId('mail');
