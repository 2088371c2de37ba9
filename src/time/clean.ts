/** As a time, a length or a repetition is read: in lower case, with single spaces. */
export const clean = (typed: string): string =>
  typed.normalize('NFKC').trim().replace(/\s+/g, ' ').toLowerCase();
