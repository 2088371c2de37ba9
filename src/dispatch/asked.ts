import { distance } from 'fastest-levenshtein';
import type { Time } from '../clock.ts';
import type { Command } from '../commands/command.ts';
import { fieldsOf } from '../commands/fields.ts';
import { readWords } from '../commands/words.ts';
import { asId, type FormId } from '../ids.ts';
import { isRefused, type Refused, refuse } from '../meeting/refusal.ts';
import type { Workspace } from '../meeting/workspace.ts';
import type { FieldValue } from '../messages/form.ts';
import type { Conversation, Invocation, Token, Values } from '../ports/inbox.ts';
import type { Store } from '../ports/store.ts';
import type { Vault } from '../vault/vault.ts';
import type { Identity } from './identity.ts';
import { openForm, type Waiting } from './waiting.ts';

/** What is asked: run a command, open its form, or show a step of one that is open. */
export type Asked = {
  readonly kind: 'run' | 'open' | 'form';
  readonly command: Command;
  readonly values: Values;
  readonly confirmed: boolean;
  /** The form or question that it comes from, to be dropped once it is done. */
  readonly form: FormId | null;
  readonly step: number;
  /** By field, shown with the step. */
  readonly errors: Readonly<Record<string, string>>;
  /** Where it was asked, whatever private chat its asker answers from. */
  readonly workspace: Workspace;
  readonly conversation: Conversation;
  readonly next: Waiting['next'];
};

/** The asker does not want it after all. */
export type Dropped = { readonly kind: 'dropped'; readonly form: FormId };

type Parts = {
  readonly commandOf: ReadonlyMap<string, Command>;
  readonly store: Store;
  readonly vault: Vault;
  readonly now: Time;
};

/** Buttons of the dispatcher itself, on what waits: `yes:<form>`, `no:<form>`, `edit:<form>`, `pick:<form>:<meeting>`. */
const WAITING = new Set(['yes', 'no', 'edit', 'pick']);

export async function readRequest(
  invocation: Invocation,
  who: Identity,
  parts: Parts,
): Promise<Asked | Dropped | Refused> {
  const { request, conversation } = invocation;
  const { workspace } = who;
  const start = (name: string, valuesOf: (command: Command) => Values | Refused): Asked | Refused => {
    const command = parts.commandOf.get(name);
    if (!command) return refuse(unknown(name, parts.commandOf));
    const values = valuesOf(command);
    if (isRefused(values)) return values;
    // What goes on after a question comes with its values and needs no form any more.
    const opens = command.form !== null && (request.kind !== 'call' || Object.keys(values).length === 0);
    return { ...blank, kind: opens ? 'open' : 'run', command, values, workspace, conversation };
  };

  switch (request.kind) {
    case 'words': {
      const [first = 'new', ...rest] = request.words;
      if (typeof first !== 'string') return start('new', () => ({}));
      return start(first.toLowerCase(), (command) => wordsOf(command, rest, invocation.confidential));
    }
    case 'call':
      return start(request.command, () => request.values);
    case 'press': {
      const [name = '', ...args] = request.press.split(':');
      if (!WAITING.has(name)) return start(name, (command) => pressed(command, args));
      const form = await reopen(args[0], who, parts);
      if (isRefused(form)) return form;
      if (name === 'no') return { kind: 'dropped', form: form.id };
      if (name === 'yes') return { ...form.asked, confirmed: true };
      if (name === 'edit') return { ...form.asked, kind: 'form', step: 0 };
      return { ...form.asked, values: { ...form.asked.values, meeting: args[1] ?? '' } };
    }
    case 'submit': {
      const form = await reopen(request.submit.split(':')[1], who, parts);
      if (isRefused(form)) return form;
      return submitted(form.asked, request.values, who, parts.now);
    }
    default:
      return request satisfies never;
  }
}

const blank = { confirmed: false, form: null, step: 0, errors: {}, next: null } as const;

async function reopen(
  id: string | undefined,
  who: Identity,
  { store, vault, now, commandOf }: Parts,
): Promise<{ readonly id: FormId; readonly asked: Asked } | Refused> {
  const form = await store.forms.byId(asId<FormId>(id ?? ''), now);
  const command = form && commandOf.get(form.command);
  if (!form || !command || form.account !== who.actor.id) return refuse({ why: 'form-expired' });
  const { values, step, conversation, next } = openForm(form, vault);
  const workspace = (await store.workspaces.byId(form.workspaceId)) ?? who.workspace;
  return {
    id: form.id,
    asked: { ...blank, kind: 'run', command, values, step, workspace, conversation, next, form: form.id },
  };
}

/** A filled-in step: shown again with its errors, followed by the next step, or the last one and run. */
function submitted(asked: Asked, filled: Values, { actor, workspace }: Identity, now: Time): Asked {
  const { command, step } = asked;
  const values = { ...asked.values, ...filled };
  const reader = { locale: actor.locale, zone: actor.zone ?? workspace.settings.zone, now };
  const names = command.form?.steps[step] ?? [];
  const wrong = Object.entries(command.form?.check(values, reader) ?? {});
  const errors = Object.fromEntries(wrong.filter(([name]) => names.includes(name)));
  if (Object.keys(errors).length > 0) return { ...asked, kind: 'form', values, errors };
  if (step + 1 < (command.form?.steps.length ?? 0)) return { ...asked, kind: 'form', values, step: step + 1 };
  return { ...asked, values };
}

function wordsOf(command: Command, words: readonly Token[], confidential: boolean): Values | Refused {
  const { values, rest } = readWords(words, fieldsOf(command.input));
  if (rest) return refuse({ why: 'not-understood', field: '', typed: rest, example: command.example });
  const secret = fieldsOf(command.input).find(({ kind }) => kind === 'passcode');
  if (secret && secret.name in values && !confidential) return refuse({ why: 'typed-in-public' });
  return values;
}

/** A button's arguments fill the command's fields in their order. */
function pressed(command: Command, args: readonly string[]): Values {
  const values: Record<string, FieldValue> = {};
  for (const [index, { name, kind }] of fieldsOf(command.input).entries()) {
    const arg = args[index];
    if (arg) values[name] = kind === 'toggle' ? arg === 'yes' : arg;
  }
  return values;
}

/** A mistyped word gets the nearest command, when it is near: at most every third letter differs. */
function unknown(typed: string, commandOf: ReadonlyMap<string, Command>) {
  const listed = [...commandOf.values()].filter((command) => command.listed);
  const [nearest] = listed
    .map(({ name }) => ({ name, far: distance(typed, name) }))
    .filter(({ name, far }) => far <= Math.ceil(name.length / 3))
    .sort((a, b) => a.far - b.far);
  return { why: 'unknown-command', typed, nearest: nearest?.name ?? null } as const;
}
