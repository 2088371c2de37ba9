/** Where a command writes, a line at a time. */
export type Terminal = {
  /** What was asked for: stdout. */
  print(line: string): void;
  /** Words for whoever sits there: stderr, so that stdout stays what a program can read. */
  tell(line: string): void;
};
