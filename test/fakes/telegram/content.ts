import { type Call, flag, type Outcome, text, wrong } from './call.ts';
import { type Marked, readHtml, trimmed } from './html.ts';
import { isJson, rowsIn } from './state.ts';
import type { Entity, Json } from './types.ts';

const LONGEST = 4096; // characters after entities parsing (Bot API, sendMessage)
const LONGEST_DATA = 64; // bytes (Bot API, InlineKeyboardButton)
const LONGEST_COPY = 256; // characters (Bot API, CopyTextButton)
const MOST_BUTTONS = 100; // S: many report "reply markup is too long" beyond

export type Content = Marked & { readonly markup: Json | null; readonly preview: boolean };

export const isContent = (read: Content | Outcome): read is Content => 'entities' in read;

/** The text and the keyboard of a call, or how Telegram refuses them. */
export function contentOf(call: Call): Content | Outcome {
  const { args } = call;
  const written = text(args, 'text');
  const mode = text(args, 'parse_mode').toLowerCase();
  if (mode !== '' && mode !== 'html') return wrong(call, `the local Telegram knows no parse_mode ${mode}`);
  const marked = mode === 'html' ? readHtml(written) : trimmed(written, entitiesOf(args));
  if (typeof marked === 'string') return wrong(call, `can't parse entities: ${marked}`);
  if (marked.text === '') return wrong(call, 'message text is empty');
  if (marked.text.length > LONGEST) return wrong(call, 'message is too long');
  const markup = isJson(args['reply_markup']) ? args['reply_markup'] : null;
  const mistake = mistakeIn(markup, Number(args['chat_id']));
  if (mistake !== null) return wrong(call, mistake);
  const preview = isJson(args['link_preview_options']) ? args['link_preview_options'] : {};
  return { ...marked, markup, preview: !flag(preview, 'is_disabled') };
}

const entitiesOf = (args: Json): readonly Entity[] =>
  (Array.isArray(args['entities']) ? args['entities'].filter(isJson) : []).map((entity) => ({
    ...entity,
    type: String(entity['type']),
    offset: Number(entity['offset']),
    length: Number(entity['length']),
  }));

/** What Telegram would say of a keyboard; null: nothing. */
function mistakeIn(markup: Json | null, chat: number): string | null {
  const buttons = rowsIn(markup?.['inline_keyboard']).flat();
  if (buttons.length > MOST_BUTTONS) return 'reply markup is too long';
  for (const button of buttons) {
    const mistake = mistakeInButton(button);
    if (mistake !== null) return mistake;
  }
  const asks = rowsIn(markup?.['keyboard'])
    .flat()
    .flatMap(({ request_users: ask }) => (isJson(ask) ? [ask] : []));
  if (asks.length > 0 && !(chat > 0)) return "users can't be requested in the chat"; // "private chats only"
  const most = asks.map((ask) => Number(ask['max_quantity'] ?? 1));
  return most.some((many) => many < 1 || many > 10) ? 'invalid number of requested users specified' : null;
}

function mistakeInButton(button: Json): string | null {
  const { text: label, callback_data: data, url, copy_text: copy } = button;
  if (typeof label !== 'string' || label === '') return 'text buttons are unallowed in the inline keyboard';
  const kinds = [data, url, copy].filter((kind) => kind !== undefined);
  if (kinds.length !== 1) return 'text buttons are unallowed in the inline keyboard';
  if (data !== undefined) {
    const bytes = Buffer.byteLength(String(data));
    return bytes < 1 || bytes > LONGEST_DATA ? 'BUTTON_DATA_INVALID' : null;
  }
  if (url !== undefined) {
    return URL.canParse(String(url)) && /^(?:https?|tg):/.test(String(url))
      ? null
      : `inline keyboard button URL '${String(url)}' is invalid: Wrong HTTP URL`;
  }
  const copied = isJson(copy) ? String(copy['text'] ?? '') : '';
  return copied.length < 1 || copied.length > LONGEST_COPY ? 'BUTTON_COPY_TEXT_INVALID' : null;
}
