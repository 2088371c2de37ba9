/** A hunt at the size of SECURITY.md §6. */
export type Line = {
  /** What `npm run soak <factor> <name>` runs. */
  readonly name: string;
  /** Paths of test files, and which of their tests, by a part of the name; or one program that gets its count. */
  readonly run:
    | { readonly kind: 'tests'; readonly files: readonly string[]; readonly only?: string }
    | { readonly kind: 'program'; readonly file: string; readonly count: number };
  /** Environment variables of the tests: how many in a whole soak. The factor makes them fewer. */
  readonly counts?: Readonly<Record<string, number>>;
  /** The same, but that no factor changes. */
  readonly fixed?: Readonly<Record<string, number | string>>;
  /** It measures time, so that nothing may run beside it. */
  readonly alone?: true;
};

const tests = (...files: readonly string[]): Line['run'] => ({ kind: 'tests', files });

/**
 * To add a line: an entry here, and in its test a count that comes from the environment. Its name is used on the
 * command line; the counts are those of a whole soak.
 */
export const lines: readonly Line[] = [
  // 5,000 together.
  { name: 'kills', run: { kind: 'program', file: 'test/soak/kills.ts', count: 2_000 } },
  { name: 'platform-kills', run: { kind: 'program', file: 'test/soak/platform-kills.ts', count: 3_000 } },
  // 10,000 together: a sweep follows 140.
  { name: 'canaries', run: { kind: 'program', file: 'test/soak/canaries.ts', count: 3_000 } },
  { name: 'platform-canaries', run: tests('test/canary/platforms.test.ts'), counts: { PLATFORM_SWEEPS: 50 } },
  // Every statement and every call, whatever the factor: some 1,400.
  {
    name: 'faults',
    run: tests('test/faults/statements.test.ts', 'test/faults/calls.test.ts'),
    fixed: { FAULT_STRIDE: 1 },
  },
  {
    name: 'wal',
    run: { kind: 'tests', files: ['test/db/crash.test.ts'], only: 'write-ahead logs were cut or damaged' },
    counts: { SOAK_WAL_IMAGES: 50_000 },
  },
  {
    name: 'sequences',
    run: tests(
      'test/property/meeting.test.ts',
      'test/property/meeting-id.test.ts',
      'test/property/passcode.test.ts',
      'test/property/store.test.ts',
    ),
    counts: { MODEL_SEQUENCES: 100_000 },
  },
  { name: 'ciphertexts', run: tests('test/property/vault.test.ts'), counts: { CIPHERTEXTS: 1_000_000 } },
  { name: 'guesses', run: tests('test/property/door.test.ts'), counts: { DOOR_GUESSES: 1_000_000 } },
  {
    name: 'races',
    run: { kind: 'tests', files: ['test/db/crash.test.ts'], only: 'compares exactly the limit' },
    counts: { SOAK_RACING_GUESSES: 12_000, SOAK_RACES: 10 },
  },
  {
    name: 'providers',
    run: tests('test/property/conference.test.ts'),
    // Before each of three providers.
    counts: { PROVIDER_SEQUENCES: 33_334 },
  },
  {
    name: 'tenants',
    run: tests('test/dispatch/cross-workspaces.test.ts'),
    counts: { CROSS_WORKSPACES: 100 },
  },
  {
    name: 'bodies',
    run: tests('test/property/web.test.ts', 'test/property/my.test.ts'),
    counts: { MUTATED_BODIES: 1_000_000, MUTATED_FORMS: 20_000 },
  },
  {
    name: 'payloads',
    run: {
      kind: 'tests',
      files: [
        'test/slack/handlers.test.ts',
        'test/discord/handlers.test.ts',
        'test/telegram/webhook.test.ts',
      ],
      only: 'that it does not understand|hurt nobody|are read without a mistake',
    },
    counts: { MUTATED_PAYLOADS: 1_000_000 },
  },
  {
    name: 'forged',
    run: {
      kind: 'tests',
      files: [
        'test/slack/http-receiver.test.ts',
        'test/telegram/webhook.test.ts',
        'test/zoom/webhook.test.ts',
      ],
      only: 'forged|whatever they guess',
    },
    counts: { FORGED_WEBHOOKS: 100_000 },
  },
  {
    name: 'reminders',
    run: tests('test/property/reminders.test.ts'),
    counts: { REMINDER_SEQUENCES: 20_000 },
  },
  {
    name: 'clock-changes',
    run: tests('test/property/clock-changes.test.ts'),
    fixed: { READING_ZONES: 'all' },
  },
  { name: 'rules', run: tests('test/property/recurrence.test.ts'), counts: { SOAK_RULES: 100_000 } },
  {
    name: 'calendars',
    run: tests('test/property/calendar-file.test.ts'),
    counts: { CALENDAR_RULES: 10_000 },
  },
  { name: 'load', run: { kind: 'program', file: 'test/soak/load.ts', count: 600 }, alone: true },
  {
    name: 'slack-fan-out',
    run: tests('test/slack/fan-out.test.ts'),
    fixed: { SLACK_MEETINGS: 5, SLACK_SPEED: 2 },
    alone: true,
  },
  {
    name: 'discord-fan-out',
    run: tests('test/discord/fan-out.test.ts'),
    fixed: { DISCORD_MEETINGS: 5, DISCORD_INVITEES: 200, DISCORD_SPEED: 4 },
    alone: true,
  },
  {
    name: 'telegram-fan-out',
    run: tests('test/telegram/fan-out.test.ts'),
    fixed: { TELEGRAM_MEETINGS: 5, TELEGRAM_SPEED: 1 },
    alone: true,
  },
];
