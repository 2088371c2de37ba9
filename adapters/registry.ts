/**
 * To add a platform or a provider: a folder with a config.ts that exports its entry, and that entry in a list here.
 * Its SDK belongs into what `load` imports, so that it is loaded only where it is configured.
 */
import type { ChatEntry, ConferenceEntry, MailEntry } from '../src/ports/adapter.ts';
import { discord } from './chat/discord/config.ts';
import { playground } from './chat/playground/config.ts';
import { slack } from './chat/slack/config.ts';
import { telegram } from './chat/telegram/config.ts';
import { jitsi } from './conference/jitsi/config.ts';
import { room } from './conference/room/config.ts';
import { zoom } from './conference/zoom/config.ts';
import { mail } from './mail/config.ts';

export const chatEntries: readonly ChatEntry[] = [playground, slack, discord, telegram];

export const conferenceEntries: readonly ConferenceEntry[] = [room, jitsi, zoom];

export const mailEntry: MailEntry = mail;
