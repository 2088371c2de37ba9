import { describe, expect, it } from 'vitest';
import { menus, SHORTCUTS } from '../../adapters/chat/telegram/commands.ts';
import { commands } from '../../src/commands/registry.ts';

const all = menus().flatMap(({ commands }) => commands);

describe("Telegram's menus", () => {
  it('offer one command in groups, which only its writer and the bot see', () => {
    const groups = menus().filter(({ scope }) => scope.type === 'all_group_chats');
    const whole = { command: 'meeting', is_ephemeral: true };
    expect(groups).toMatchObject([
      { language: null, commands: [{ ...whole, description: expect.stringMatching(/^Create a meeting/) }] },
      { language: 'de', commands: [{ ...whole, description: expect.stringMatching(/^Eine Besprechung/) }] },
    ]);
  });

  it('offer in the private chat every shortcut that there is', () => {
    const [own] = menus().filter(({ scope }) => scope.type === 'all_private_chats');
    expect(new Set(own?.commands.map(({ command }) => command))).toEqual(new Set(['meeting', ...SHORTCUTS]));
  });

  it('know no shortcut that is not a command', () => {
    const names = commands.filter(({ listed }) => listed).map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining([...SHORTCUTS]));
  });

  it("keep Telegram's rules", () => {
    for (const { command, description } of all) {
      expect(command).toMatch(/^[a-z0-9_]{1,32}$/);
      expect(description.length).toBeGreaterThan(0);
      expect(description.length).toBeLessThanOrEqual(256);
    }
  });
});
