import { type Logger, LogLevel } from '@slack/bolt';

const nothing = () => {};

/** What Slack's libraries log holds whole payloads: nothing of it is written. */
export const silentLogger: Logger = {
  debug: nothing,
  info: nothing,
  warn: nothing,
  error: nothing,
  setLevel: nothing,
  getLevel: () => LogLevel.ERROR,
  setName: nothing,
};
