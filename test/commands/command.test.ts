import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { type Command, type Context, meetingCommand, plainCommand } from '../../src/commands/command.ts';
import { field } from '../../src/commands/fields.ts';
import { commands } from '../../src/commands/registry.ts';
import { isRefused, refuse } from '../../src/meeting/refusal.ts';
import { en } from '../../src/messages/en.ts';
import type { Values } from '../../src/ports/inbox.ts';
import { openWorkspace } from '../journeys/workspace.ts';

const greet = plainCommand({
  name: 'greet',
  summary: () => 'Greets',
  example: '/meeting greet Ivan as friend',
  who: 'anyone',
  input: z.object({
    name: field.text(() => 'Name'),
    as: field
      .choice(
        ['friend', 'guest'],
        () => 'As',
        () => [],
      )
      .optional(),
  }),
  async run({ actor }, { name, as }) {
    if (name === actor.name) return refuse({ why: 'is-organizer' });
    return { kind: 'done', data: `${actor.name} greets ${name} as ${as ?? 'stranger'}`, change: null };
  },
  answer: (greeting) => ({ kind: 'private', message: { notice: greeting, blocks: [] } }),
});

/** The context that the dispatcher would give. */
async function contextOf(name: 'olga'): Promise<Context> {
  const { store, vault, random, clock, door, workspace, person, publicUrl, invocation } =
    await openWorkspace();
  const { event, conversation } = invocation(name, { kind: 'press', press: 'help' }, 'general');
  return {
    ...{ event, conversation, store, vault, random, door, workspace, publicUrl },
    origin: workspace.id,
    now: clock.now(),
    actor: await person(name),
    role: 'creator',
    zone: 'UTC',
    locale: 'en',
    people: { accounts: [], outsiders: [], usernames: [], addresses: [], problems: [] },
    confirmed: false,
    scope: 'this',
    providers: new Map(),
    commands,
  };
}

describe('a command', () => {
  const run = async (values: Values) => greet.run(await contextOf('olga'), values, null);

  it('runs on its input and answers in the words of the reader', async () => {
    const outcome = await run({ name: ' Ivan ' });
    if (isRefused(outcome)) throw new Error(outcome.refused.why);
    expect(outcome.data({ locale: 'en', zone: 'UTC' })).toMatchObject({
      kind: 'private',
      message: { notice: 'olga greets Ivan as stranger' },
    });
  });

  it('refuses on its own', async () => {
    expect(await run({ name: 'olga' })).toEqual(refuse({ why: 'is-organizer' }));
  });

  it('says what is missing, with a line that would work', async () => {
    const { example } = greet;
    expect(await run({})).toEqual(refuse({ why: 'missing', field: 'name', example }));
  });

  it('says what it did not understand', async () => {
    const { example } = greet;
    const enemy = { why: 'not-understood', field: 'as', typed: 'enemy', example } as const;
    expect(await run({ name: 'Ivan', as: 'enemy' })).toEqual(refuse(enemy));
    const number = { why: 'not-understood', field: 'name', typed: '', example } as const;
    expect(await run({ name: true })).toEqual(refuse(number));
  });

  it('is listed, private and without a form unless it says otherwise', () => {
    expect(greet).toMatchObject({ listed: true, acknowledge: 'private', stoppedByLock: false, form: null });
  });

  it('about a meeting does not run without one', async () => {
    const peek = meetingCommand({
      name: 'peek',
      summary: () => 'Peeks',
      example: '/meeting peek',
      right: 'see',
      input: z.object({ meeting: field.meeting().optional() }),
      run: async ({ record }) => ({ kind: 'done', data: record.meeting.topic, change: null }),
      answer: (topic) => ({ kind: 'private', message: { notice: topic, blocks: [] } }),
    });
    await expect(peek.run(await contextOf('olga'), {}, null)).rejects.toThrow('peek runs on a meeting');
  });
});

describe.each(commands.map((command): [string, Command] => [command.name, command]))('%s', (_, command) => {
  it('says what it does and gives a line to type', () => {
    expect(command.summary(en)).not.toBe('');
    expect(command.example).toMatch(/^\/meeting [a-z]/);
  });

  it('opens a form where it has one, of at most five fields a step that its input has', () => {
    expect(command.acknowledge === 'form').toBe(command.form !== null);
    for (const step of command.form?.steps ?? []) {
      expect(step.length).toBeLessThanOrEqual(5);
      expect(Object.keys(command.input.shape)).toEqual(expect.arrayContaining([...step]));
    }
  });
});

it('has no two commands of one name', () => {
  const names = commands.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
});
