import { MessageFlags, Routes } from 'discord.js';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FakeDiscord } from '../fakes/discord/discord-server.ts';
import type { DiscordOptions } from '../fakes/discord/types.ts';
import { button, codeOf, type LocalDiscord, localDiscord, onSlash, row, text } from './local-discord.ts';

let local: LocalDiscord;
let discord: FakeDiscord;
let olga: string;
let ivan: string;
let general: string;

async function start(options: DiscordOptions = {}): Promise<void> {
  local = await localDiscord(options);
  ({ discord, olga, ivan, general } = local);
}

beforeEach(() => start());
afterEach(() => local.close());

describe('modals of the local Discord, seen by discord.js', () => {
  it('lead from a press through a modal to an answer', async () => {
    await local.connect(async (interaction) => {
      if (interaction.isButton())
        await interaction.showModal({ custom_id: 'form', title: 'New', components: MODAL });
      if (!interaction.isModalSubmit()) return;
      const fields = interaction.fields;
      const people = [...(fields.getSelectedUsers('people')?.keys() ?? [])].join();
      await interaction.reply({
        flags: MessageFlags.Ephemeral,
        content: [
          fields.getTextInputValue('topic'),
          people,
          fields.getStringSelectValues('access').join(),
        ].join(' / '),
      });
    });
    await local.post(general, [text('Card'), row(button('New', 'new'))]);
    const [card] = discord.messagesIn(general);
    if (!card) return expect.fail('no card');
    const opened = await discord.as(olga).press(card, 'New');
    expect(opened).toMatchObject({ kind: 'modal', modal: { title: 'New', text: 'Hello' } });
    expect(opened.modal?.fields.map(({ label, value }) => [label, value])).toEqual([
      ['Topic', 'Standup'],
      ['People', []],
      ['Access', ['members']],
    ]);
    await expect(discord.as(ivan).fillIn(opened, {})).rejects.toThrow(/does not see/);
    await expect(discord.as(olga).fillIn(opened, { Topic: '' })).rejects.toThrow(/required/);
    const reply = await discord.as(olga).fillIn(opened, { people: [ivan], Access: ['Invitees'] });
    expect(reply.message?.text).toBe(`Standup / ${ivan} / invitees`);
    expect(discord.violations).toEqual([]);
  });

  it('take no modals that Discord does not take', async () => {
    const label = (component: object, more: object = {}) => ({ type: 18, label: 'L', component, ...more });
    const input = (more: object = {}) => ({ type: 4, style: 1, custom_id: 'i', ...more });
    const people = (more: object = {}) => ({ type: 5, custom_id: 'p', ...more });
    const modal = (components: object[], more: object = {}) => ({
      custom_id: 'm',
      title: 'T',
      components,
      ...more,
    });
    const refused = [
      modal([label(input())], { title: 'x'.repeat(46) }),
      modal([label(input())], { custom_id: 'x'.repeat(101) }),
      modal([]),
      modal(Array.from({ length: 6 }, (_, at) => label(input({ custom_id: `${at}` })))),
      modal([label(input()), label(input())]),
      modal([label(input(), { label: 'x'.repeat(46) })]),
      modal([label(input(), { description: 'x'.repeat(101) })]),
      modal([label(input({ value: 'long', max_length: 3 }))]),
      modal([label(input({ placeholder: 'x'.repeat(101) }))]),
      modal([label(input({ label: 'twice' }))]),
      modal([input()]),
      modal([label(people({ min_values: 0 }))]),
      modal([label(people({ max_values: 26 }))]),
      modal([label(people({ required: false, max_values: 1, default_values: many(2) }))]),
      modal([label({ type: 3, custom_id: 's', options: [] })]),
      modal([label(button('x', 'b'))]),
    ];
    const codes: unknown[] = [];
    await local.connect(
      onSlash(async ({ id, token }) => {
        const path = Routes.interactionCallback(id, token);
        for (const data of refused)
          codes.push(await codeOf(local.rest().post(path, { body: { type: 9, data } })));
        const data = modal([
          label(people({ required: false, min_values: 0, max_values: 25, default_values: many(2) })),
        ]);
        codes.push(await codeOf(local.rest().post(path, { body: { type: 9, data } })));
      }),
    );
    const opened = await discord.as(olga).slash(general, 'list');
    await expect.poll(() => codes).toEqual([...refused.map(() => 50035), 'ok']);
    expect(opened.modal?.fields[0]?.value).toEqual([olga, ivan]);
    expect(discord.violations).toHaveLength(refused.length);
  });
});

/** People chosen beforehand: Olga and Ivan. */
const many = (count: number) => [olga, ivan].slice(0, count).map((id) => ({ id, type: 'user' }));

const MODAL = [
  text('Hello'),
  { type: 18, label: 'Topic', component: { type: 4, style: 1, custom_id: 'topic', value: 'Standup' } },
  { type: 18, label: 'People', component: { type: 5, custom_id: 'people', max_values: 25, required: false } },
  {
    type: 18,
    label: 'Access',
    component: {
      type: 3,
      custom_id: 'access',
      options: [
        { label: 'Invitees', value: 'invitees' },
        { label: 'Members', value: 'members', default: true },
      ],
    },
  },
];
