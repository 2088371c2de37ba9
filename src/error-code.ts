/** The system's word for what went wrong, such as `ENOENT`; null: the error has none. */
export const errorCode = (error: unknown): string | null =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : null;
