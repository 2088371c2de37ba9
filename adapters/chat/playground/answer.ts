import type { Answer } from '../../../src/messages/answer.ts';
import type { Acknowledgement, Conversation } from '../../../src/ports/inbox.ts';
import { encodePrivate, encodePublic } from './encode.ts';
import { encodeForm, type ShownForm } from './encode-form.ts';
import type { Content, Entry, State } from './state.ts';
import { BOT, type Resident } from './workspace.ts';

/** Who asked, where, and by which button, if by one. `id` is the event's: its answer stands here once. */
export type Asked = {
  readonly id: string;
  readonly actor: Resident;
  readonly conversation: Conversation;
  readonly pressed: Entry | null;
};

/** Shows what a command answered. A form is returned instead: it goes to the very page that asked. */
export function showAnswer(
  state: State,
  answer: Answer,
  asked: Asked & { readonly acknowledged: Acknowledgement },
): ShownForm | null {
  const audience = asked.actor.foreignId;
  switch (answer.kind) {
    case 'private':
    case 'retract': {
      const content: Content = { audience, body: { kind: 'message', ...encodePrivate(answer.message) } };
      const { pressed } = asked;
      // An earlier private answer gives way to the answer of its button; a delivered message stays.
      if (pressed?.source === 'answer' && pressed.audience === audience) state.replace(pressed.id, content);
      else append(state, asked, content);
      return null;
    }
    case 'public': {
      const body = { kind: 'message', ...encodePublic(answer.message) } as const;
      // What was acknowledged as private stays so, as on Discord.
      const open = asked.acknowledged === 'public' && asked.conversation.visibility !== 'direct';
      append(state, asked, open ? { audience: null, body } : { audience, body });
      return null;
    }
    case 'form':
      return encodeForm(answer.form, asked.actor);
    case 'nothing':
      // The page repeats what it got no reply to: it was done before a crash that kept the answer from it.
      append(state, asked, {
        audience,
        body: { kind: 'line', text: 'This was done already. Its answer was lost in a restart.' },
      });
      return null;
    default:
      return answer satisfies never;
  }
}

/** Appended once: where the answer of this event stands already, it stays. */
export function append(state: State, { id, conversation }: Asked, content: Content): void {
  state.append({
    id: `answer:${id}`,
    conversation: conversation.foreignId,
    author: BOT.foreignId,
    source: 'answer',
    ...content,
  });
}
