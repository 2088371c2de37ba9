import {
  type APIButtonComponent,
  type APIContainerComponent,
  ButtonStyle,
  ComponentType,
  MessageFlags,
} from 'discord.js';
import type { DeliveryId } from '../../../src/ids.ts';
import { withoutUnseen } from '../../../src/meeting/topic.ts';
import { cut } from '../../../src/messages/cut.ts';
import type {
  PrivateBlock,
  PrivateButton,
  PrivateMessage,
  PublicMessage,
  Sign,
} from '../../../src/messages/message.ts';
import { SIGNS } from '../../../src/messages/signs.ts';
import { attached } from './attached.ts';
import { customIdOf } from './custom-id.ts';
import { encodeLines, type Line, masked, webAddress } from './encode-spans.ts';
import { fitting, type Part } from './fit.ts';
import { LIMIT } from './limits.ts';

/**
 * What a message becomes: components only. It has no `content`, which notifications and previews would show, and no
 * links of it are fetched (https://docs.discord.com/developers/components/reference#component-reference).
 */
export type DiscordMessage = {
  readonly flags: MessageFlags.IsComponentsV2;
  readonly components: [APIContainerComponent];
  /** Nothing in it pings anybody. */
  readonly allowed_mentions: { parse: [] };
};

/** `delivery`: by which a sent message is found again; answers have none. */
export const encodePublic = (message: PublicMessage, delivery: DeliveryId | null = null): DiscordMessage =>
  encode(message, delivery);

/** Opens the secrets that are not hidden: what it returns is for one person only. Goes with the files of `attached`. */
export function encodePrivate(message: PrivateMessage, delivery: DeliveryId | null = null): DiscordMessage {
  const { flags, components, allowed_mentions } = encode(message, delivery);
  const [container] = components;
  // https://docs.discord.com/developers/components/reference#file
  const files = attached(message).map(
    ({ name }) => ({ type: ComponentType.File, file: { url: `attachment://${name}` } }) as const,
  );
  return {
    flags,
    components: [{ ...container, components: [...container.components, ...files] }],
    allowed_mentions,
  };
}

function encode({ notice, blocks }: PrivateMessage, delivery: DeliveryId | null): DiscordMessage {
  const fit = fitting(blocks.flatMap(encodeBlock));
  const parts =
    fit.length > 0 ? fit : [text(encodeLines([{ kind: 'text', text: withoutUnseen(notice).trim() || '…' }]))];
  const color = colorOf(blocks);
  return {
    flags: MessageFlags.IsComponentsV2,
    components: [
      {
        type: ComponentType.Container,
        ...(delivery === null ? {} : { id: markOf(delivery) }),
        ...(color === null ? {} : { accent_color: color }),
        components: componentsOf(parts, delivery),
      },
    ],
    allowed_mentions: { parse: [] },
  };
}

/**
 * The container's own number, of 31 bits: by it a message without buttons is found again. Discord keeps what it is
 * given (https://docs.discord.com/developers/components/reference#anatomy-of-a-component).
 */
export const markOf = (delivery: DeliveryId): number =>
  [...delivery].reduce((sum, character) => (sum * 31 + character.charCodeAt(0)) % 0x7fff_fffe, 7) + 1;

/** Of the bar beside the message: Discord's own blurple, yellow and green. It says nothing that the sign does not. */
const COLORS: Readonly<Record<Sign, number>> = {
  calendar: 0x5865f2,
  lock: 0x5865f2,
  warning: 0xfee75c,
  done: 0x57f287,
};

function colorOf(blocks: readonly PrivateBlock[]): number | null {
  const sign = blocks.find(({ kind }) => kind === 'heading');
  return sign?.kind === 'heading' && sign.sign !== null ? COLORS[sign.sign] : null;
}

const text = (lines: readonly Line[]): Part<PrivateButton> => ({ kind: 'text', lines });

const led = (lead: string, lines: readonly Line[]): readonly Line[] =>
  lines
    .filter((line) => line.text.trim() !== '')
    .map((line) => ({ ...line, text: lead + line.text.trimStart() }));

function encodeBlock(block: PrivateBlock): readonly Part<PrivateButton>[] {
  switch (block.kind) {
    case 'heading': {
      const sign = block.sign === null ? '' : `${SIGNS[block.sign]} `;
      return [text(led(`## ${sign}`, encodeLines(block.spans)))];
    }
    case 'paragraph':
      return [text(encodeLines(block.spans))];
    case 'fields':
      return [
        text(
          block.fields.flatMap(({ label, value }) =>
            encodeLines([{ kind: 'bold', text: label }, { kind: 'text', text: '   ' }, ...value]),
          ),
        ),
      ];
    case 'list':
      return [
        text(
          block.items.flatMap((item) => {
            const [first, ...rest] = encodeLines(item);
            return [...led('- ', first ? [first] : []), ...led('  ', rest)];
          }),
        ),
      ];
    case 'note':
      return [text(led('-# ', encodeLines(block.spans)))];
    case 'buttons':
      return rows(block.buttons);
    default:
      return block satisfies never;
  }
}

/** A link that no button takes stands in the text below the buttons. */
function rows(buttons: readonly PrivateButton[]): readonly Part<PrivateButton>[] {
  const fit = buttons.filter((button) => button.kind !== 'open' || buttonUrl(button) !== null);
  const long = buttons.filter((button) => button.kind === 'open' && buttonUrl(button) === null);
  return [
    ...Array.from({ length: Math.ceil(fit.length / LIMIT.row) }, (_, at) => ({
      kind: 'row' as const,
      buttons: fit.slice(at * LIMIT.row, (at + 1) * LIMIT.row),
    })),
    ...long.flatMap((button) => (button.kind === 'open' ? longLink(button) : [])),
  ];
}

type Open = Extract<PrivateButton, { kind: 'open' }>;

function buttonUrl({ url }: Open): string | null {
  const target = url.open();
  if (webAddress(target) === null) return null;
  const { href } = new URL(target);
  return href.length <= LIMIT.url ? href : null;
}

function longLink({ label, url }: Open): readonly Part<PrivateButton>[] {
  const target = webAddress(url.open());
  if (target === null) return [];
  const shown = masked(labelOf(label), target);
  return [text([{ text: shown, core: shown }])];
}

function componentsOf(
  parts: readonly Part<PrivateButton>[],
  delivery: DeliveryId | null,
): APIContainerComponent['components'] {
  let index = 0;
  return parts.map((part) =>
    part.kind === 'text'
      ? { type: ComponentType.TextDisplay, content: part.lines.map((line) => line.text).join('\n') }
      : {
          type: ComponentType.ActionRow,
          components: part.buttons.flatMap((button) => encodeButton(button, index++, delivery) ?? []),
        },
  );
}

const labelOf = (label: string): string => cut(withoutUnseen(label).trim(), LIMIT.button) || '…';

/** Discord cannot copy: pressing *Copy* answers with only that text. */
function encodeButton(
  button: PrivateButton,
  index: number,
  delivery: DeliveryId | null,
): APIButtonComponent | null {
  const common = { type: ComponentType.Button, label: labelOf(button.label) } as const;
  switch (button.kind) {
    case 'press':
      return { ...common, style: STYLES[button.style], custom_id: customIdOf(button.press, index, delivery) };
    case 'copy':
      return {
        ...common,
        style: ButtonStyle.Secondary,
        custom_id: customIdOf(button.press, index, delivery),
      };
    case 'open': {
      const url = buttonUrl(button);
      return url === null ? null : { ...common, style: ButtonStyle.Link, url };
    }
    default:
      return button satisfies never;
  }
}

const STYLES = {
  plain: ButtonStyle.Secondary,
  primary: ButtonStyle.Primary,
  danger: ButtonStyle.Danger,
} as const;
