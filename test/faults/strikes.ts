/** Something fails: the nth time from now, or each time from then on. */
export type Strikes = {
  /** How often it could have failed so far. */
  readonly count: number;
  arm(nth: number, forEver: boolean): void;
  /** Nothing fails any more; answers whether something did. */
  disarm(): boolean;
  /** Asked each time: whether it fails now. */
  falls(): boolean;
};

export function createStrikes(): Strikes {
  let count = 0;
  let first = Number.POSITIVE_INFINITY;
  let last = Number.POSITIVE_INFINITY;
  let fell = false;
  return {
    get count() {
      return count;
    },
    arm(nth, forEver) {
      fell = false;
      first = count + nth;
      last = forEver ? Number.POSITIVE_INFINITY : first;
    },
    disarm() {
      first = Number.POSITIVE_INFINITY;
      return fell;
    },
    falls() {
      count += 1;
      const falls = count >= first && count <= last;
      fell ||= falls;
      return falls;
    },
  };
}
