/** Gives up waiting when the signal aborts, even for an adapter that does not listen to it. */
export async function unlessAborted<Result>(
  signal: AbortSignal,
  work: Promise<Result>,
  error: () => Error,
): Promise<Result> {
  const { promise, reject } = Promise.withResolvers<never>();
  const abort = () => reject(error());
  signal.addEventListener('abort', abort);
  try {
    return await Promise.race([work, promise]);
  } finally {
    signal.removeEventListener('abort', abort);
  }
}
