import { type AccountId, fresh, type InvitationId } from '../ids.ts';
import type { Account } from '../meeting/account.ts';
import { type InvitationDraft, invite } from '../meeting/invite.ts';
import type { Invitee, MeetingRecord } from '../meeting/meeting.ts';
import { isRefused, type Refused, refuse } from '../meeting/refusal.ts';
import type { Names } from '../messages/invitee-name.ts';
import type { Context, MeetingContext, People, PersonProblem } from './command.ts';

/** Whom the asker can invite of those they named; the others are named in the answer. */
export function inviteesOf({ people, actor }: Pick<Context, 'people' | 'actor'>) {
  const named = people.accounts.filter(({ id }) => id !== actor.id);
  const muted = named.filter((account) => account.muted.includes(actor.id));
  const unwanted = muted.map(({ name }): PersonProblem => ({ name, why: 'muted-you' }));
  const outside = people.outsiders.map(outsider);
  const others = named.filter((account) => !muted.includes(account));
  const invitees = [
    ...others.map(({ id }): Invitee => ({ kind: 'account', account: id })),
    ...people.usernames.map((username): Invitee => ({ kind: 'username', username })),
    ...people.addresses.map((address): Invitee => ({ kind: 'email', address })),
  ];
  return {
    others,
    drafts: invitees.map(inviting),
    problems: [...people.problems, ...outside, ...unwanted],
  };
}

const outsider = ({ name }: Account): PersonProblem => ({ name, why: 'not-a-member' });

const unmet = (username: string): PersonProblem => ({ name: `@${username}`, why: 'not-met' });

const mailOnly = (address: string): PersonProblem => ({ name: address, why: 'no-account' });

const inviting = (invitee: Invitee): InvitationDraft => ({ id: fresh<InvitationId>(), invitee });

/** Everybody who has to do with a meeting, as far as they have accounts. */
export async function accountsOf(
  { store }: Pick<Context, 'store'>,
  { meeting, invitations, requests }: MeetingRecord,
): Promise<readonly Account[]> {
  const ids = new Set<AccountId>([meeting.organizer, ...requests.map(({ account }) => account)]);
  for (const { invitee } of invitations) if (invitee.kind === 'account') ids.add(invitee.account);
  return store.accounts.byIds([...ids]);
}

export const namesOf = (accounts: readonly Account[]): Names =>
  new Map(accounts.map(({ id, name }) => [id, name]));

/** Who wants nothing from this organizer any more. */
export const mutedBy = (accounts: readonly Account[], organizer: AccountId): ReadonlySet<AccountId> =>
  new Set(accounts.filter(({ muted }) => muted.includes(organizer)).map(({ id }) => id));

/** The one person that is named, and the meeting with them among its invitees, where they are not yet. */
export function inviteOne(
  { people, record, occurrence, actor, vault, now }: MeetingContext,
  example: string,
): { readonly person: Account; readonly invited: MeetingRecord } | Refused {
  const person = onePerson(people, example);
  if (isRefused(person)) return person;
  const invitees = [inviting({ kind: 'account', account: person.id })];
  const wanted = { invitees, invitedBy: actor.id, linkKey: vault.primary };
  const invited = invite(record, occurrence.id, wanted, now);
  return isRefused(invited) ? invited : { person, invited };
}

/** Who cannot be found is said by name. */
function onePerson(
  { accounts, outsiders, usernames, addresses, problems }: People,
  example: string,
): Account | Refused {
  const [person, second] = accounts;
  const [problem] = [
    ...problems,
    ...outsiders.map(outsider),
    ...usernames.map(unmet),
    ...addresses.map(mailOnly),
  ];
  if (problem) return refuse({ why: 'person', problem });
  if (!person || second) return refuse({ why: 'nobody-named', example });
  return person;
}
