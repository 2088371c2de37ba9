/** Prints a figure of SECURITY.md §6 with the seed that shows it again: in `npm test`, and in `npm run soak`. */
export const tellFigure = (what: string, seed: string | number): void =>
  void process.stdout.write(`figure: ${what}, seed ${seed}\n`);
