import type { Time } from '../../clock.ts';
import type { MeetingKey } from '../../ids.ts';

/** What is erased when it was kept for long enough (`RETENTION_DAYS`). */
export type Retention = {
  /** Keys of meetings whose last occurrence was over before `time` and that still hold secrets. */
  overBefore(time: Time, limit: number): Promise<readonly MeetingKey[]>;
  /**
   * Erases the meeting with its codes, links, names and audit detail; its number stays used. A personal
   * room keeps its code and loses its calls. One that is not over has no effect.
   */
  erase(key: MeetingKey): Promise<void>;
  /**
   * Of what is repeated for years: erases the times that were over before `time` and who came, at most so
   * many, while the meeting itself is not over. Answers how many.
   */
  erasePast(time: Time, limit: number): Promise<number>;
};
