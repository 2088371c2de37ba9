import type { FakeTelegram, TelegramOptions } from './types.ts';

export type * from './types.ts';

/** Starts Telegram on a free port of this machine. */
export declare function startTelegram(options?: TelegramOptions): Promise<FakeTelegram>;
