import { MINUTE, SECOND, systemClock } from './clock.ts';
import type { Finding } from './ports/adapter.ts';

export const right = (what: string): Finding => ({ what, fix: null });
export const wrong = (what: string, fix: string): Finding => ({ what, fix });

/**
 * Doors, reminders, signatures and tokens go by this machine's clock, within minutes. One that is wrong by one is wrong
 * by more, sooner or later.
 */
const TOLERANCE = MINUTE;

/** Seconds by which this clock is ahead of a server's, by its `Date` header; null: they agree, or it tells none. */
export function clockOff(date: string | null): number | null {
  const off = Math.round((systemClock.now() - Date.parse(date ?? '')) / SECOND);
  return Math.abs(off) * SECOND > TOLERANCE ? off : null;
}

/**
 * Whether a service answers, and agrees about the time, which its answers tell. `answer`: null where it gave none that it
 * should. `because`: what comes of another time.
 */
export function reached(
  service: string,
  url: string,
  answer: Pick<Response, 'headers'> | null,
  because = '',
): Finding {
  if (answer === null) {
    return wrong(
      `${service} cannot be reached at ${url}.`,
      'Let this machine open it, by its firewall or proxy.',
    );
  }
  const off = clockOff(answer.headers.get('date'));
  return off === null
    ? right(`${service} can be reached, and its clock agrees.`)
    : wrong(`This clock is ${off} seconds from ${service}'s.`, `Set this machine's time by NTP${because}.`);
}

/** What a service answers or, in words, why it does not. `why` throws what is no answer but a bug. */
export async function asked<Answer>(
  question: () => Promise<Answer>,
  why: (error: unknown) => string,
): Promise<{ readonly answer: Answer } | { readonly refused: string }> {
  try {
    return { answer: await question() };
  } catch (error) {
    return { refused: why(error) };
  }
}
