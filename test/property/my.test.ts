import fc from 'fast-check';
import { expect, test } from 'vitest';
import { commands } from '../../src/commands/registry.ts';
import { tellFigure } from '../figure.ts';
import { SEED } from '../seed.ts';
import { openWeb } from '../web/open-web.ts';

const REQUESTS = Number(process.env['MUTATED_FORMS'] ?? 1_000); // as many as the door gets would take minutes
const AT_ONCE = 20;
const PATIENCE = Number(process.env['SOAK_PATIENCE'] ?? 600_000); // milliseconds

test(
  'no form, however it was tampered with, breaks a command or shows a code of somebody else',
  async () => {
    const { signIn, says, meetingNamed, passcodeOf, lines } = await openWeb();
    await says('olga', 'now Standup @ivan');
    const { post } = await signIn('zoe');
    const { meeting, occurrences } = await meetingNamed('Standup');
    const id = fc.constantFrom(
      meeting.key,
      String(meeting.meetingId),
      occurrences[0]?.id ?? '',
      '',
      ':',
      'x',
    );
    const name = fc.constantFrom(...commands.map((command) => command.name), 'yes', 'pick', 'edit', '');
    const word = fc.oneof(
      fc.tuple(name, id, id).map((parts) => parts.join(':')),
      fc.string({ maxLength: 70 }),
    );
    const value = fc.oneof(id, fc.string({ unit: 'binary', maxLength: 5_000 }), fc.constant('@ivan x@y.zz'));
    const key = fc.constantFrom(
      ...[
        'press',
        'submit',
        'call',
        'shown',
        'value.meeting',
        'value.people',
        'value.when',
        'value.topic',
        'x',
      ],
    );
    const field = fc.oneof(
      fc.tuple(key, word),
      fc.tuple(key, value),
      fc.constant(['shown', 'people'] as const),
    );
    const form = fc.array(field, { maxLength: 6 });
    const forms = fc.sample(form, { numRuns: REQUESTS, seed: SEED });
    const statuses = new Set<number>();
    const pages: string[] = [];
    for (let at = 0; at < forms.length; at += AT_ONCE) {
      const answers = forms.slice(at, at + AT_ONCE).map(async (fields, n) => {
        const answer = await post([['act', `0123456789abcdef-${at + n}`], ...fields]);
        statuses.add(answer.status);
        pages.push(await answer.text());
      });
      await Promise.all(answers);
    }
    tellFigure(`${REQUESTS} tampered forms of My meetings`, SEED);
    expect([...statuses].toSorted()).toEqual([200, 400]);
    const passcode = passcodeOf(await meetingNamed('Standup'));
    expect(pages.filter((page) => page.includes(passcode))).toEqual([]);
    expect(JSON.stringify(lines)).not.toContain('failed');
  },
  PATIENCE,
);
