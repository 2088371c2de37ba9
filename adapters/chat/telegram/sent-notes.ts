import { remember } from '../../../src/remember.ts';

/** People remembered at most. */
const MOST = 5000;
/** Answers remembered of each. */
const ANSWERS = 20;

/**
 * Which messages in private chats are answers of ours. For looks only: a press in an answer is answered in its place,
 * and a form that was answered by text gives way to the newer one. What a restart forgets stays where it is.
 */
export type SentNotes = {
  addAnswer(chat: number, message: number): void;
  isAnswer(chat: number, message: number): boolean;
  /** The message of a form from now on, and what belongs to it; gives back what stood before and is not among them. */
  replaceForm(chat: number, messages: readonly number[]): readonly number[];
  /** Something else stands where the form stood: gives back what belonged to it. */
  endForm(chat: number, message: number): readonly number[];
};

export function createSentNotes(): SentNotes {
  const answers = new Map<number, readonly number[]>();
  const forms = new Map<number, readonly number[]>();
  return {
    addAnswer(chat, message) {
      remember(answers, chat, [...(answers.get(chat) ?? []), message].slice(-ANSWERS), MOST);
    },
    isAnswer: (chat, message) => answers.get(chat)?.includes(message) ?? false,
    replaceForm(chat, messages) {
      const before = forms.get(chat) ?? [];
      remember(forms, chat, messages, MOST);
      return before.filter((one) => !messages.includes(one));
    },
    endForm(chat, message) {
      const [form, ...below] = forms.get(chat) ?? [];
      if (form !== message) return [];
      forms.delete(chat);
      return below;
    },
  };
}
