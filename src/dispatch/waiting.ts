import { z } from 'zod';
import { MINUTE, type Time } from '../clock.ts';
import { asId, type FormId } from '../ids.ts';
import { emptyChange } from '../meeting/change.ts';
import type { FieldValue } from '../messages/form.ts';
import type { Conversation, Values } from '../ports/inbox.ts';
import type { StoredForm } from '../ports/store/forms.ts';
import type { Change } from '../ports/store.ts';
import { Secret } from '../vault/secret.ts';
import type { Vault } from '../vault/vault.ts';
import type { Identity } from './identity.ts';

/** A command that waits for its asker: a form half filled, a question not answered, a zone not known. */
export type Waiting = {
  readonly command: string;
  readonly values: Values;
  readonly step: number;
  /** Where it was asked: the card goes there although the answer may come from elsewhere. */
  readonly conversation: Conversation;
  /** What goes on once this one is done (*ask-zone*): a command, or the step of a form that was filled in. */
  readonly next: { readonly command: string; readonly values: Values; readonly form: FormId | null } | null;
  /** The field that was asked for by name: the asker's next plain text fills it in. */
  readonly asking: string | null;
};

/** Long enough to look something up in between; a forgotten form is of no use the next day. */
const PATIENCE = 60 * MINUTE;

const values = z.record(z.string(), z.custom<FieldValue>());
const state = z.object({
  values,
  conversation: z.object({
    foreignId: z.string().transform((id) => asId<Conversation['foreignId']>(id)),
    name: z.string(),
    visibility: z.enum(['public', 'private', 'direct']),
  }),
  next: z
    .object({
      command: z.string(),
      values,
      form: z
        .string()
        .transform((id) => asId<FormId>(id))
        .nullable(),
    })
    .nullable(),
  asking: z.string().nullable().default(null), // forms that were kept before there was one
});

const binding = (workspaceId: StoredForm['workspaceId'], id: FormId) => ({
  workspaceId,
  row: id,
  revision: 0,
});

/** The row of a waiting command. Its values are sealed: a chosen passcode may be among them. */
export function storedForm(waiting: Waiting, id: FormId, who: Identity, vault: Vault, now: Time): StoredForm {
  const { command, step, values, conversation, next, asking } = waiting;
  const text = new Secret(JSON.stringify({ values, conversation, next, asking }));
  return {
    id,
    account: who.actor.id,
    workspaceId: who.workspace.id,
    command,
    step,
    state: vault.seal('form', binding(who.workspace.id, id), text),
    expiresAt: now + PATIENCE,
  };
}

export function openForm(form: StoredForm, vault: Vault): Waiting {
  const text = vault.open('form', binding(form.workspaceId, form.id), form.state).open();
  return { command: form.command, step: form.step, ...state.parse(JSON.parse(text)) };
}

export const keepForm = (form: StoredForm): Change => ({ ...emptyChange, forms: [form] });
export const dropForm = (id: FormId): Change => ({ ...emptyChange, dropForms: [id] });
