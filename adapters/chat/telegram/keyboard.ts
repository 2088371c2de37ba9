import type { InlineKeyboardButton } from 'grammy/types';
import { withoutUnseen } from '../../../src/meeting/topic.ts';
import { cut } from '../../../src/messages/cut.ts';
import type { PrivateButton } from '../../../src/messages/message.ts';
import { LIMIT, opens } from './limits.ts';

/** Longer labels get a row of their own: a phone shows two of this length side by side. */
const BESIDE = 18;

/**
 * The rows under a message: two buttons of a kind beside each other. A press is its own callback_data; a copy happens
 * on the reader's device; a link is for this reader alone.
 */
export function keyboardOf(buttons: readonly PrivateButton[]): InlineKeyboardButton[][] {
  const rows: InlineKeyboardButton[][] = [];
  let open: PrivateButton['kind'] | null = null;
  for (const button of buttons.slice(0, LIMIT.buttons)) {
    const encoded = encodeButton(button);
    if (encoded === null) continue;
    const short = encoded.text.length <= BESIDE;
    const row = rows.at(-1);
    if (row && short && open === button.kind) {
      row.push(encoded);
      open = null;
    } else {
      rows.push([encoded]);
      // What opens is what people came for.
      open = short && button.kind !== 'open' ? button.kind : null;
    }
  }
  return rows;
}

function encodeButton(button: PrivateButton): InlineKeyboardButton | null {
  const text = cut(withoutUnseen(button.label).trim(), LIMIT.label) || '…';
  switch (button.kind) {
    case 'press':
      return pressing(button.press, { text, ...styleOf(button.style) });
    case 'copy': {
      const copied = button.text.open();
      // What Telegram does not copy is answered with only that text.
      if (copied === '' || copied.length > LIMIT.copied) return pressing(button.press, { text });
      return { text, copy_text: { text: copied } };
    }
    case 'open': {
      const url = button.url.open();
      return opens(url) ? { text, url, ...styleOf(button.style) } : null;
    }
    default:
      return button satisfies never;
  }
}

/** One button that Telegram refuses would keep the whole message away. */
function pressing(press: string, button: { readonly text: string }): InlineKeyboardButton | null {
  const bytes = Buffer.byteLength(press);
  return bytes > 0 && bytes <= LIMIT.data ? { ...button, callback_data: press } : null;
}

const styleOf = (style: 'plain' | 'primary' | 'danger') => (style === 'plain' ? {} : { style });
