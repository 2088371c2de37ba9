import type { People, PersonProblem } from '../commands/command.ts';
import type { Platform } from '../ids.ts';
import type { Account } from '../meeting/account.ts';
import type { Workspace } from '../meeting/workspace.ts';
import type { Directory, Person } from '../ports/directory.ts';
import type { PersonRef } from '../ports/inbox.ts';
import type { Accounts } from '../ports/store.ts';
import { accountOf } from './identity.ts';

type Lookup = { readonly people: readonly Person[]; readonly problem: PersonProblem | null };

/** Looks up everybody who is named, and says of each who cannot be invited why; the others go on (SPEC.md §8). */
export async function findPeople(
  refs: readonly PersonRef[],
  asker: Account,
  workspace: Workspace,
  directory: Directory,
  accounts: Accounts,
): Promise<People> {
  const lookups = await Promise.all(refs.map((ref) => lookUp(ref, asker, workspace, directory)));
  const problems = lookups.flatMap(({ problem }) => (problem ? [problem] : []));
  const unique = new Map<string, Person>();
  for (const [index, { people }] of lookups.entries()) {
    for (const person of people) {
      if (unique.has(person.foreignId) && refs[index]?.kind !== 'group') {
        problems.push({ name: person.name, why: 'twice' });
      } else if (person.bot) {
        if (refs[index]?.kind !== 'group') problems.push({ name: person.name, why: 'bot' });
      } else unique.set(person.foreignId, person);
    }
  }
  const found = await Promise.all(
    // The asker may be among them and have no row yet: there must not be two.
    [...unique.values()].map((person) =>
      person.foreignId === asker.foreignId ? asker : meet(workspace.platform, person, accounts),
    ),
  );
  return { accounts: found, problems };
}

async function meet(platform: Platform, person: Person, accounts: Accounts): Promise<Account> {
  return accountOf(platform, person, await accounts.byForeign(platform, person.foreignId));
}

async function lookUp(
  ref: PersonRef,
  asker: Account,
  workspace: Workspace,
  directory: Directory,
): Promise<Lookup> {
  const one = (person: Person | null, name: string): Lookup =>
    person ? { people: [person], problem: null } : { people: [], problem: { name, why: 'unknown' } };
  switch (ref.kind) {
    case 'person':
      return one(await directory.profile(workspace.foreignId, ref.foreignId), ref.foreignId);
    case 'handle':
      return one(await directory.find(workspace.foreignId, ref.handle), `@${ref.handle}`);
    case 'email':
      return { people: [], problem: { name: ref.address, why: 'no-mail' } };
    case 'group': {
      const group = await directory.expand(workspace.foreignId, asker.foreignId, ref);
      if (group.kind === 'people') return { people: group.people, problem: null };
      return { people: [], problem: { name: ref.name, why: `group-${group.kind}` } };
    }
    default:
      return ref satisfies never;
  }
}
