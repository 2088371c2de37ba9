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

/**
 * One line of JSON per event on stdout, or on `destination`. Lines are written at once, so that the last ones
 * before a crash are there.
 */
export function createLog(level: LogLevel, destination?: { write(line: string): void }): Log {
  const options = { level, base: null, serializers: { err: bareError } };
  return pino(options, destination ?? stdout);
}

/** Node's own stream, which ends the program when nobody reads it any more: pino's would wait for ever. */
const stdout = { write: (line: string) => void process.stdout.write(line) };

type BareError = {
  type: string;
  message: string;
  code?: unknown;
  stack?: string | undefined;
  cause?: BareError;
};

/**
 * Kind, message, code and stack of an error and of its causes. Not its other properties: libraries hang the whole
 * request on them, with whatever passcode stood in it.
 */
function bareError(error: unknown): BareError {
  if (!(error instanceof Error)) return { type: typeof error, message: 'not an Error' };
  return {
    type: error.name,
    message: error.message,
    ...('code' in error && { code: error.code }),
    stack: error.stack,
    ...(error.cause instanceof Error && { cause: bareError(error.cause) }),
  };
}
