import { expect, it } from 'vitest';
import { z } from 'zod';
import { type Command, plainCommand } from '../../src/commands/command.ts';
import { field } from '../../src/commands/fields.ts';
import { createDispatcher } from '../../src/dispatcher.ts';
import { workspaceChange } from '../../src/meeting/change.ts';
import { en } from '../../src/messages/en.ts';
import { question } from '../../src/messages/question.ts';
import { say } from '../../src/messages/say.ts';
import { openWorkspace, textOf, type Who } from '../journeys/workspace.ts';

const described = { summary: () => 'Hide', example: '/meeting hide', who: 'anyone' } as const;

/** A core that knows only these commands. */
async function coreOf(...commands: readonly Command[]) {
  const parts = await openWorkspace();
  const dispatcher = createDispatcher({
    ...parts,
    commands,
    providers: new Map(),
    directoryOf: () => parts.chat,
    mail: false,
    newWorkspace: { plan: 'free', provider: parts.workspace.settings.provider },
    committed: () => {},
  });
  const says = (who: Who, ...words: readonly string[]) =>
    dispatcher.handle(parts.invocation(who, { kind: 'words', words }, 'general'));
  return { ...parts, says };
}

it('does nothing for a command that asks after it has acted, or has no words for its question', async () => {
  const asksLate = plainCommand({
    ...described,
    name: 'hide',
    input: z.object({}),
    run: async ({ workspace }) => ({
      kind: 'done',
      data: null,
      change: workspaceChange({ ...workspace, locked: true }),
    }),
    answer: (_data, reader) => question(en.questions.lock('Acme'), reader),
  });
  const wordless = plainCommand({
    ...described,
    name: 'seek',
    input: z.object({}),
    run: async () => ({ kind: 'question', data: null, values: {} }),
    answer: () => ({ kind: 'private', message: say({ title: 'Sought' }, en) }),
  });
  const { says, store, workspace, lines } = await coreOf(asksLate, wordless);
  expect(textOf(await says('olga', 'hide'))).toContain('Nothing was changed.');
  expect(textOf(await says('olga', 'seek'))).toContain('Nothing was changed.');
  expect((await store.workspaces.byId(workspace.id))?.locked).toBe(false);
  expect(lines.filter(({ event }) => event === 'command failed')).toHaveLength(2);
});

it('says so when a time is needed and nobody can ask for the zone', async () => {
  const timed = plainCommand({
    ...described,
    name: 'hide',
    input: z.object({ when: field.when() }),
    run: async () => ({ kind: 'done', data: null, change: null }),
    answer: () => ({ kind: 'private', message: say({ title: 'Hidden' }, en) }),
  });
  const { says } = await coreOf(timed);
  expect(textOf(await says('olga', 'hide', '9:30'))).toBe('Hidden');
  expect(textOf(await says('lee', 'hide', '9:30'))).toContain('Nothing was changed.');
});
