/** Runs works of one key one after the other, in the order they came, and those of different keys side by side. */
export type InOrder = (key: string, work: () => Promise<void>) => Promise<void>;

export function createInOrder(): InOrder {
  const last = new Map<string, Promise<void>>();
  return (key, work) => {
    const before = last.get(key) ?? Promise.resolve();
    const done = before.then(work, work);
    last.set(key, done);
    const forget = () => {
      if (last.get(key) === done) last.delete(key);
    };
    done.then(forget, forget);
    return done;
  };
}
