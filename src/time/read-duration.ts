const SHORTEST = 5; // minutes: shorter than people need to come together
const LONGEST = 24 * 60; // minutes: a code should not stand open for longer

const HOURS = '(?:h|hr|hrs|hour|hours|std|stunde|stunden)';
const MINUTES = '(?:m|min|mins|minute|minutes|minuten)';
const AMOUNT = new RegExp(
  `^(?:(\\d{1,4})\\s*${HOURS})?(?:\\s*(?:(?:and|und)\\s+)?(\\d{1,6})\\s*${MINUTES}?)?$`,
);

/** `45 min`, `1h`, `1 h 30`, `90`, `2 hours`: minutes, from 5 to 24 hours; null when it is none of these. */
export function readDuration(text: string): number | null {
  const minutes = readMinutes(text);
  return minutes !== null && minutes >= SHORTEST && minutes <= LONGEST ? minutes : null;
}

/** The same without limits; a bare number is minutes. */
export function readMinutes(text: string): number | null {
  const [whole, hours, minutes] = AMOUNT.exec(text.normalize('NFKC').trim().toLowerCase()) ?? [];
  return whole ? Number(hours ?? 0) * 60 + Number(minutes ?? 0) : null;
}
