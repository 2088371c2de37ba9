import type { People, PersonProblem } from '../commands/command.ts';
import type { Platform } from '../ids.ts';
import type { Account } from '../meeting/account.ts';
import type { Workspace } from '../meeting/workspace.ts';
import { UNKNOWN_LOCALE } from '../messages/reader-of.ts';
import type { Directory, Person } from '../ports/directory.ts';
import type { PersonRef } from '../ports/inbox.ts';
import type { Accounts } from '../ports/store/accounts.ts';
import { accountOf } from './identity.ts';

type Lookup = {
  readonly people: readonly Person[];
  /** A person of no role in the workspace, whom admission would refuse. */
  readonly outsider: boolean;
  /** Nobody knows yet who this is. */
  readonly username: string | null;
  readonly address: string | null;
  readonly problem: PersonProblem | null;
};

const nobody: Lookup = { people: [], outsider: false, username: null, address: null, problem: null };

type Known = {
  readonly directory: Directory;
  readonly accounts: Accounts;
  /** Whether people can be invited by e-mail. */
  readonly mail: boolean;
};

/** Looks up everybody who is named, and says of each who cannot be invited why; the others go on (SPEC.md §8). */
export async function findPeople(
  refs: readonly PersonRef[],
  asker: Account,
  workspace: Workspace,
  parts: Known,
): Promise<People> {
  const { accounts } = parts;
  const lookups = await Promise.all(refs.map((ref) => lookUp(ref, asker, workspace, parts)));
  const problems = lookups.flatMap(({ problem }) => (problem ? [problem] : []));
  const unique = new Map<string, Person>();
  const outside = new Set<string>();
  for (const [index, { people, outsider }] of lookups.entries()) {
    for (const person of people) {
      if (unique.has(person.foreignId) && refs[index]?.kind !== 'group') {
        problems.push({ name: person.name, why: 'twice' });
      } else if (person.bot) {
        if (refs[index]?.kind !== 'group') problems.push({ name: person.name, why: 'bot' });
      } else {
        unique.set(person.foreignId, person);
        if (outsider) outside.add(person.foreignId);
      }
    }
  }
  const once = (named: readonly (string | null)[], shown: (name: string) => string): readonly string[] => {
    const seen = new Map<string, string>();
    for (const name of named) {
      if (name === null) continue;
      if (seen.has(name.toLowerCase())) problems.push({ name: shown(name), why: 'twice' });
      else seen.set(name.toLowerCase(), name);
    }
    return [...seen.values()];
  };
  const usernames = once(
    lookups.map(({ username }) => username),
    (name) => `@${name}`,
  );
  const addresses = once(
    lookups.map(({ address }) => address),
    (address) => address,
  );
  const found = await Promise.all(
    // The asker may be among them and have no row yet: there must not be two.
    [...unique.values()].map((person) =>
      person.foreignId === asker.foreignId ? asker : meet(workspace.platform, person, accounts),
    ),
  );
  const isOutside = ({ foreignId }: Account) => outside.has(foreignId);
  return {
    accounts: found.filter((account) => !isOutside(account)),
    outsiders: found.filter(isOutside),
    usernames,
    addresses,
    problems,
  };
}

async function meet(platform: Platform, person: Person, accounts: Accounts): Promise<Account> {
  return accountOf(platform, person, await accounts.byForeign(platform, person.foreignId));
}

async function lookUp(
  ref: PersonRef,
  asker: Account,
  workspace: Workspace,
  { directory, accounts, mail }: Known,
): Promise<Lookup> {
  const problem = (name: string, why: PersonProblem['why']): Lookup => ({
    ...nobody,
    problem: { name, why },
  });
  const one = async (person: Person | null, name: string): Promise<Lookup> => {
    if (!person) return problem(name, 'unknown');
    const role = await directory.roleOf(workspace.foreignId, person.foreignId);
    return { ...nobody, people: [person], outsider: role === 'none' };
  };
  switch (ref.kind) {
    case 'person':
      return one((await directory.profile(workspace.foreignId, ref.foreignId)) ?? asTold(ref), ref.foreignId);
    case 'handle': {
      const found = await directory.find(workspace.foreignId, ref.handle);
      if (found !== 'unmet') return one(found, `@${ref.handle}`);
      const known = await knownBy(ref.handle, asker, workspace, directory, accounts);
      return known ? one(known, known.name) : { ...nobody, username: ref.handle };
    }
    case 'email':
      return mail ? { ...nobody, address: ref.address } : problem(ref.address, 'no-mail');
    case 'group': {
      const group = await directory.expand(workspace.foreignId, asker.foreignId, ref);
      if (group.kind === 'people') return { ...nobody, people: group.people };
      return problem(ref.name, `group-${group.kind}`);
    }
    default:
      return ref satisfies never;
  }
}

/** As the event described them; null: it did not. */
const asTold = ({ foreignId, told }: Extract<PersonRef, { kind: 'person' }>): Person | null =>
  told ? { ...told, foreignId, bot: false, zone: null, locale: UNKNOWN_LOCALE } : null;

/** Somebody who has met the bot and is still called so: a handle may have been passed on since. */
async function knownBy(
  handle: string,
  asker: Account,
  { platform, foreignId }: Workspace,
  directory: Directory,
  accounts: Accounts,
): Promise<Person | null> {
  if (isCalled(asker, handle)) return asker;
  for (const account of await accounts.byHandle(platform, handle)) {
    const person = await directory.profile(foreignId, account.foreignId);
    if (person && isCalled(person, handle)) return person;
  }
  return null;
}

const isCalled = (person: Pick<Person, 'handle'>, handle: string): boolean =>
  person.handle?.toLowerCase() === handle.toLowerCase();
