import { pino } from 'pino';

/**
 * Events with ids, not prose with data: `log.info({ deliveryId, outcome }, 'delivery settled')`.
 * An Error goes under `err`. A Secret prints as `[secret]` by itself.
 */
export type Log = {
  debug(data: object, event: string): void;
  info(data: object, event: string): void;
  warn(data: object, event: string): void;
  error(data: object, event: string): void;
};

export type LogLevel = 'debug' | 'info' | 'warn' | 'error' | 'silent';

/** One line of JSON per event on stdout, or on `destination`. */
export function createLog(level: LogLevel, destination?: { write(line: string): void }): Log {
  return destination ? pino({ level, base: null }, destination) : pino({ level, base: null });
}
