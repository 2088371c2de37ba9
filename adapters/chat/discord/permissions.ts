import { PermissionFlagsBits } from 'discord.js';

/** What the bot must be allowed to in a server, and why. To write to people it needs nothing. */
const PERMISSIONS = {
  'View Channels': PermissionFlagsBits.ViewChannel, // to post cards there
  'Send Messages': PermissionFlagsBits.SendMessages, // cards
  'Send Messages in Threads': PermissionFlagsBits.SendMessagesInThreads, // cards in threads and forum posts
  'Read Message History': PermissionFlagsBits.ReadMessageHistory, // after a crash: whether a card arrived
} as const;

const ALL = Object.values(PERMISSIONS).reduce((sum, bit) => sum | bit, 0n);

/** What is not granted, by the names of Discord's pages. */
export const missing = (granted: bigint): readonly string[] =>
  (granted & PermissionFlagsBits.Administrator) === 0n
    ? Object.entries(PERMISSIONS).flatMap(([name, bit]) => ((granted & bit) === 0n ? [name] : []))
    : [];

/** Where somebody who may manage a server lets the bot in, with these permissions. */
export const inviteUrl = (applicationId: string): string =>
  `https://discord.com/oauth2/authorize?client_id=${applicationId}&scope=bot+applications.commands&permissions=${ALL}`;
