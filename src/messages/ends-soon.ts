import { HOUR, type Time } from '../clock.ts';

/** Whether an end is so near its start that the time of day says when it is. */
export const endsSoon = (start: Time, end: Time): boolean => Math.abs(end - start) < 12 * HOUR;
