import { type APIButtonComponent, type APIComponentInContainer, ComponentType } from 'discord.js';
import type { DiscordMessage } from '../../adapters/chat/discord/encode.ts';

export const partsOf = ({ components: [container] }: DiscordMessage): readonly APIComponentInContainer[] =>
  container.components;

export const textsOf = (message: DiscordMessage): readonly string[] =>
  partsOf(message).flatMap((part) => (part.type === ComponentType.TextDisplay ? [part.content] : []));

export const textOf = (message: DiscordMessage): string => textsOf(message).join('\n');

export const buttonsOf = (message: DiscordMessage): readonly APIButtonComponent[] =>
  partsOf(message).flatMap((part) =>
    part.type === ComponentType.ActionRow
      ? part.components.flatMap((one) => (one.type === ComponentType.Button ? [one] : []))
      : [],
  );

/** What an encoded text must not hold outside of escapes. */
export const MARKUP = /[\\*_~`|<>[\]()@#:]|^\s*(?:[-+]|\d+\.)/m;

export const countOf = (message: DiscordMessage): number =>
  1 +
  partsOf(message).reduce((sum, part) => sum + 1 + ('components' in part ? part.components.length : 0), 0);
