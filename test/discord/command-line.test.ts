import { describe, expect, it } from 'vitest';
import { commandLine } from '../../adapters/chat/discord/command-line.ts';
import { optionName, optionsOf } from '../../adapters/chat/discord/commands.ts';
import { commands } from '../../src/commands/registry.ts';

describe('a command in Discord', () => {
  it.each([
    ['/meeting list', '/meeting list'],
    ['/meeting now Standup @ivan @lee', '/meeting now topic: Standup people: @ivan @lee'],
    ['/meeting now Standup in my room', '/meeting now topic: Standup room: True'],
    ['/meeting cohost 234 5678 9012 @ivan', '/meeting cohost meeting: 234 5678 9012 person: @ivan'],
    ['/meeting join 234 5678 9012 K7QW3M9XTB', '/meeting join meeting: 234 5678 9012 passcode: K7QW3M9XTB'],
    [
      '/meeting move 234 5678 9012 to tomorrow 10:00',
      // What must be given comes first, as Discord has it.
      '/meeting move when: tomorrow 10:00 meeting: 234 5678 9012',
    ],
  ])('is written with its options: %s', (words, shown) => {
    expect(commandLine(words)).toBe(shown);
  });

  it.each(['', '/meeting', '/meeting dance now', '/meeting list of all @ivan'])(
    'stays as it is where it is none: %j',
    (words) => {
      expect(commandLine(words)).toBe(words);
    },
  );

  it.each(commands.filter(({ listed }) => listed))('has an example that Discord takes: $name', (command) => {
    const [, called, ...options] = commandLine(command.example).split(/ (?=[a-z-]+: )|(?<=^\/meeting) /);
    expect(called).toBe(command.name);
    const names = options.map((option) => option.split(':')[0]);
    const fields = optionsOf(command);
    expect(fields.map(optionName)).toEqual(expect.arrayContaining(names));
    const required = fields.filter(({ required }) => required).map(optionName);
    expect(names).toEqual(expect.arrayContaining(required));
  });
});
