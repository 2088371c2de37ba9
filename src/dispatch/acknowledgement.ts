import type { Command } from '../commands/command.ts';
import { commandName } from '../commands/command-name.ts';
import type { Acknowledgement, Invocation } from '../ports/inbox.ts';

/** How the event is acknowledged: as its command says, known from its first word alone. */
export function acknowledgement(
  { request }: Invocation,
  commandOf: ReadonlyMap<string, Command>,
): Acknowledgement {
  switch (request.kind) {
    case 'words': {
      const [first] = request.words;
      return of(typeof first === 'string' ? commandName(first) : 'new', commandOf);
    }
    case 'call':
      return of(request.command, commandOf);
    case 'press': {
      const [name = '', , field] = request.press.split(':');
      // `ask` of a form names a field; without one it is the command that asks the organizer.
      const form = name === 'edit' || name === 'next' || (name === 'ask' && field !== undefined);
      return form ? 'form' : of(name, commandOf);
    }
    case 'fill':
      return 'form';
    case 'submit':
    case 'said':
      return 'private';
    default:
      return request satisfies never;
  }
}

const of = (name: string, commandOf: ReadonlyMap<string, Command>): Acknowledgement =>
  commandOf.get(name)?.acknowledge ?? 'private';
