/** Apart so far that what one night adds to its seed reaches no other's. */
const NIGHT = 10_000_000;

/** Of the dice in tests. `SOAK_NIGHT=1`, 2, … throws others, so that the figures of several nights add up. */
export const SEED = 20_261_124 + NIGHT * Number(process.env['SOAK_NIGHT'] ?? 0);
