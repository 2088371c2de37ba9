/** A time of day as somebody wrote it. */
export type WallClock = {
  readonly hour: number;
  readonly minute: number;
  /**
   * `exact`: it says which half of the day. `digits`: hours and minutes, which say so where clocks have 24 hours.
   * `hour`: a mere hour, such as `at 7`. `midnight`: the beginning or the end of its day.
   */
  readonly kind: 'exact' | 'digits' | 'hour' | 'midnight';
};

const MARK = "am|pm|a\\.m\\.|p\\.m\\.|uhr(?:\\s+(?<uhr>\\d{2}))?|o'?clock";
const PART = 'morning|afternoon|evening|morgens|vormittags?|nachmittags?|abends?';
const CLOCK = [
  '(?:(?<at>at|um)\\s+|@\\s*)?(?:',
  '(?<named>noon|midday|midnight|mittags?|mitternacht)|',
  '(?<part1>half past|quarter past|quarter to|halb|viertel nach|viertel vor)\\s+(?<near>\\d{1,2})\\s*(?<nearMark>am|pm)?|',
  `(?<hour>\\d{1,2})(?:[:.h](?<minute>\\d{2})(?::[0-5]\\d(?:\\.\\d+)?)?)?(?:\\s*(?<mark>${MARK}))?`,
  `)(?:\\s+(?:in the\\s+|am\\s+)?(?<part>${PART}))?`,
].join('');
const AT_END = new RegExp(`(?:^|[\\s,])${CLOCK}$`);
const AT_START = new RegExp(`^${CLOCK}(?=[\\s,]|$)`);

/** The time of day at the end or the beginning of a text in lower case, and what is left of it; null: none. */
export function cutClock(text: string): { readonly clock: WallClock; readonly rest: string } | null {
  for (const shape of [AT_END, AT_START]) {
    const found = shape.exec(text);
    const clock = found && clockOf(found.groups ?? {});
    if (!found || !clock) continue;
    const rest = text.slice(0, found.index) + text.slice(found.index + found[0].length);
    return { clock, rest: rest.replace(/^[\s,]+|[\s,]+$/g, '') };
  }
  return null;
}

type Groups = Readonly<Record<string, string | undefined>>;

function clockOf(groups: Groups): WallClock | null {
  const { at, named, near, hour, minute, mark, uhr, part } = groups;
  if (named) {
    return named.startsWith('mi') && /nacht|night/.test(named)
      ? { hour: 0, minute: 0, kind: 'midnight' }
      : { hour: 12, minute: 0, kind: 'exact' };
  }
  if (near) return inHalf(nearHour(groups, Number(near)), groups['nearMark'] ?? part, 'hour');
  if (!hour || !(at || minute || mark || part)) return null;
  const kind = minute || uhr ? 'digits' : 'hour';
  const read = { hour: Number(hour), minute: Number(minute ?? uhr ?? 0) };
  return inHalf(read, mark && /^[ap]/.test(mark) ? mark : part, kind);
}

/** German halves count towards the next hour: `halb 10` is 9:30. */
function nearHour({ part1 }: Groups, hour: number): { hour: number; minute: number } {
  switch (part1) {
    case 'half past':
      return { hour, minute: 30 };
    case 'quarter past':
    case 'viertel nach':
      return { hour, minute: 15 };
    case 'halb':
      return { hour: hour === 1 ? 12 : hour - 1, minute: 30 };
    default:
      return { hour: hour === 1 ? 12 : hour - 1, minute: 45 };
  }
}

/** With am or pm, or with a part of the day, there is no doubt left. Null: `13pm`, `0 am`. */
export function inHalf(
  { hour, minute }: { readonly hour: number; readonly minute: number },
  half: string | undefined,
  kind: WallClock['kind'],
): WallClock | null {
  if (half === undefined) return { hour, minute, kind };
  if (/^[ap]\.?m\.?$/.test(half)) {
    if (hour < 1 || hour > 12) return null;
    return { hour: (hour % 12) + (half.startsWith('p') ? 12 : 0), minute, kind: 'exact' };
  }
  if (hour > 12) return { hour, minute, kind: 'exact' };
  const isMorning = /^(?:morning|morgens|vormittags?|früh)$/.test(half);
  return { hour: (hour % 12) + (isMorning ? 0 : 12), minute, kind: 'exact' };
}
