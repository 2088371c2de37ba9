import { integer } from '../drizzle.ts';

/** True or false: SQLite has no type of its own for it. */
export const flag = () => integer({ mode: 'boolean' });
