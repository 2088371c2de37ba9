/** Keeps `most` at most; what was put first goes first. */
export function remember<Value>(all: Map<string, Value>, key: string, value: Value, most: number): void {
  all.set(key, value);
  for (const oldest of all.keys()) {
    if (all.size <= most) break;
    all.delete(oldest);
  }
}
