import { asId } from '../../../src/ids.ts';
import type { PersonRef } from '../../../src/ports/inbox.ts';

/** Slack's limit on the value of an option, in characters. */
const LONGEST = 150;

/** Somebody whom no list of Slack's offers, as an option: a user group, an address, a name. Null: too long. */
export function toOption(ref: PersonRef): { readonly value: string; readonly label: string } | null {
  switch (ref.kind) {
    case 'person':
      return null;
    case 'group':
      return fitting(`group:${ref.foreignId}:${ref.name}`, `@${ref.name}`);
    case 'handle':
      return fitting(`handle:${ref.handle}`, `@${ref.handle}`);
    case 'email':
      return fitting(`email:${ref.address}`, ref.address);
    default:
      return ref satisfies never;
  }
}

const fitting = (value: string, label: string) => (value.length <= LONGEST ? { value, label } : null);

/** Null: none of ours. */
export function fromOption(value: string): PersonRef | null {
  const [, kind, rest = ''] = /^(group|handle|email):(.+)$/su.exec(value) ?? [];
  switch (kind) {
    case 'group': {
      const [, id, name] = /^([A-Z0-9]{1,30}):(.*)$/su.exec(rest) ?? [];
      return id ? { kind, foreignId: asId(id), name: name || id } : null;
    }
    case 'handle':
      return { kind, handle: rest };
    case 'email':
      return { kind, address: rest };
    default:
      return null;
  }
}
