/** Where a command writes, one line each: what was asked for, and what went wrong. */
export type Terminal = {
  print(line: string): void;
  complain(line: string): void;
};
