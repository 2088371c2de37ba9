import { html } from 'hono/html';
import { isWeb } from '../../../src/messages/is-web.ts';
import type {
  PrivateBlock,
  PrivateButton,
  PrivateMessage,
  PrivateSpan,
  PublicButton,
  Sign,
} from '../../../src/messages/message.ts';
import { newId } from '../../../src/random.ts';
import { ACT, PRESS } from '../my-request.ts';
import { askForm } from './ask-form.ts';
import type { Html } from './page.ts';
import { copyButton, type MyReader, spans } from './spans.ts';

type Heading = Extract<PrivateBlock, { kind: 'heading' }>;
type Part = { readonly heading: Heading | null; readonly blocks: readonly PrivateBlock[] };

/** Any message of a command as HTML: a section for each heading, so that it can be found and jumped to. */
export const message = ({ blocks }: PrivateMessage, reader: MyReader): readonly Html[] =>
  partsOf(blocks).map((part, index) => section(part, index, reader));

function partsOf(blocks: readonly PrivateBlock[]): readonly Part[] {
  const starts = blocks.flatMap((block, index) => (block.kind === 'heading' || index === 0 ? [index] : []));
  return starts.map((start, index) => {
    const [first, ...rest] = blocks.slice(start, starts[index + 1]);
    if (first?.kind === 'heading') return { heading: first, blocks: rest };
    return { heading: null, blocks: first ? [first, ...rest] : [] };
  });
}

/** Drawn by the style: not every machine has a font with such signs. */
const signOf = (sign: Sign): Html => html`<span class="sign ${sign}" aria-hidden="true"></span>`;

function section({ heading, blocks }: Part, index: number, reader: MyReader): Html {
  const title = heading ? plain(heading.spans) : '';
  const reveal = blocks.flatMap((block) => (block.kind === 'buttons' ? block.buttons : [])).find(isReveal);
  const inside = blocks.map((block) => shown(block, { title, reveal: reveal ?? null, reader }));
  if (!heading) return html`<div class="start">${inside}</div>`;
  const sign = heading.sign ? html`${signOf(heading.sign)} ` : '';
  return html`<section class="meeting" aria-labelledby="part-${index}">
<h2 id="part-${index}">${sign}${spans(heading.spans, reader)}</h2>
${inside}
</section>`;
}

type Around = {
  readonly title: string;
  /** The button that shows the code, which stands beside the word *hidden* instead of among the others. */
  readonly reveal: PublicButton | null;
  readonly reader: MyReader;
};

const isReveal = (button: PrivateButton): button is PublicButton =>
  button.kind === 'press' && button.press.startsWith('reveal:');

function shown(block: PrivateBlock, around: Around): Html {
  const { reader } = around;
  switch (block.kind) {
    case 'heading':
      return html`<h3>${spans(block.spans, reader)}</h3>`;
    case 'paragraph':
      return html`<p>${spans(block.spans, reader)}</p>`;
    case 'note':
      return html`<p class="hint">${spans(block.spans, reader)}</p>`;
    case 'list':
      return html`<ul>${block.items.map((item) => html`<li>${spans(item, reader)}</li>`)}</ul>`;
    case 'fields':
      return html`<dl>${block.fields.map(
        ({ label, value }) =>
          html`<div><dt>${label}</dt><dd><span>${spans(value, reader)}</span>${beside(label, value, around)}</dd></div>`,
      )}</dl>`;
    case 'buttons':
      return buttonsOf(block.buttons, around);
    default:
      return block satisfies never;
  }
}

/** What helps with a value: the eye for a hidden code, *Copy* for what is to be typed elsewhere. */
function beside(label: string, value: readonly PrivateSpan[], { title, reveal, reader }: Around): Html | '' {
  const [only] = value;
  const { text } = reader;
  if (only?.kind === 'code' && value.length === 1) {
    return copyButton(only.text, text.web.copyOf(label, title), text);
  }
  if (!reveal || only?.kind !== 'text' || only.text !== text.hidden) return '';
  return html`<form method="post" action="/my" class="beside"><input type="hidden" name="${ACT}" value="${newId()}"><button class="small eye" name="${PRESS}" value="${reveal.press}" aria-label="${text.web.showCode(title)}">${reveal.label}</button></form>`;
}

function buttonsOf(all: readonly PrivateButton[], around: Around): Html {
  const { reader } = around;
  const buttons = all.filter((button) => button !== around.reveal);
  const asks = buttons.flatMap((button) => {
    const form = button.kind === 'press' ? askForm(button, newId(), reader) : null;
    return form ? [{ button, form }] : [];
  });
  const others = buttons.filter((button) => !asks.some((ask) => ask.button === button));
  const row = html`<form method="post" action="/my" class="row"><input type="hidden" name="${ACT}" value="${newId()}">${others.map(
    (button) => buttonOf(button, around),
  )}</form>`;
  return html`${others.length > 0 ? row : ''}${asks.length > 0 ? html`<div class="asks">${asks.map(({ form }) => form)}</div>` : ''}`;
}

function buttonOf(button: PrivateButton, { title, reader: { text } }: Around): Html {
  const { label } = button;
  switch (button.kind) {
    case 'press':
      return html`<button name="${PRESS}" value="${button.press}" class="${button.style}"${about(label, title)}>${label}</button>`;
    case 'open': {
      const url = button.url.open();
      if (!isWeb(url)) throw new TypeError('A button opens http or https only.');
      return html`<a class="button ${button.style}" href="${url}">${label}</a>`;
    }
    case 'copy':
      return html`<button name="${PRESS}" value="${button.press}" data-copy="${button.text.open()}" data-done="${text.web.copied}" data-failed="${text.web.notCopied}">${label}</button>`;
    default:
      return button satisfies never;
  }
}

/** Many meetings have a button of the same word: read aloud, it says of which. */
const about = (label: string, title: string): Html | '' =>
  title === '' || label.includes(title) ? '' : html` aria-label="${label}, ${title}"`;

const plain = (all: Heading['spans']): string =>
  all.map((span) => ('text' in span ? span.text : '')).join('');
