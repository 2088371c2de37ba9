/** What the program tells the shell. */
export const EXIT = {
  ok: 0,
  /** It could not be done; the last line says why. */
  failed: 1,
  /** The command line was not understood. */
  usage: 2,
  /** A setting is wrong (EX_CONFIG of sysexits.h). */
  config: 78,
} as const;
