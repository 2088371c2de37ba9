import { afterEach, describe, expect, it } from 'vitest';
import { dayKeyboard, hourKeyboard, monthKeyboard } from '../../adapters/chat/telegram/calendar.ts';
import { encodeForm } from '../../adapters/chat/telegram/encode-form.ts';
import { readFormPress } from '../../adapters/chat/telegram/form-press.ts';
import { chatId } from '../../adapters/chat/telegram/ids.ts';
import { catalogueFor } from '../../src/messages/catalogue.ts';
import type { Form, FormField } from '../../src/messages/form.ts';
import type { Message, Seen } from '../fakes/telegram/telegram-server.ts';
import { field, form, ID, short, started } from './core.ts';

const NOW = Date.parse('2026-11-24T09:00:00Z');
const text = catalogueFor('en');
const encoded = (fields: readonly FormField[], more: Partial<Form> = {}) =>
  encodeForm(form(fields, more).form, { text, locale: 'en', names: new Map([['7', 'Mia Long']]), now: NOW });
const rows = (fields: readonly FormField[], more: Partial<Form> = {}): readonly (readonly string[])[] =>
  (encoded(fields, more).reply_markup?.inline_keyboard ?? []).map((row) =>
    row.map(({ text: label }) => label),
  );

const ACCESS = [
  { value: 'invitees', label: 'Only invitees' },
  { value: 'request', label: 'Others may ask' },
];

describe('a form as a message', () => {
  it('says what each field holds, what it is for, and what is wrong with it', () => {
    const { text: html } = encoded(
      [
        field('topic', { value: '<b>Standup</b>', hint: 'What it is about' }),
        field('when', { kind: 'when', hint: '15:30', error: 'Not understood: soonish' }),
        field('duration', { kind: 'duration', value: '90' }),
        field('room', { kind: 'toggle', value: true }),
        field('access', { kind: 'choice', value: 'request', choices: ACCESS }),
      ],
      { intro: [{ kind: 'text', text: 'Understood as Wednesday.' }] },
    );
    expect(html).toContain('New meeting 1/2');
    expect(html).toContain('Understood as Wednesday.');
    expect(html).toContain('&lt;b&gt;Standup&lt;/b&gt;');
    expect(html).toContain('<i>What it is about</i>');
    expect(html).toContain('⚠️ Not understood: soonish');
    expect(html).not.toContain('15:30');
    expect(html).toMatch(/Duration:<\/b> +1 hr, 30 mins/);
    expect(html).toMatch(/Room:<\/b> +Yes/);
    expect(html).toMatch(/Access:<\/b> +Others may ask/);
  });

  it('names the people it holds', () => {
    const { text: html } = encoded([
      field('people', {
        kind: 'people',
        value: [
          { kind: 'person', foreignId: chatId(7) },
          { kind: 'handle', handle: 'ivan' },
          { kind: 'email', address: 'zoe@example.org' },
        ],
      }),
    ]);
    expect(html).toContain('Mia Long, @ivan, zoe@example.org');
  });

  it('has a button for everything that a field may hold, and marks what it holds', () => {
    expect(
      rows([
        field('topic', { value: 'Standup' }),
        field('when', { kind: 'when' }),
        field('duration', { kind: 'duration', value: '45 min' }),
        field('room', { kind: 'toggle', value: true }),
        field('access', { kind: 'choice', value: 'request', choices: ACCESS }),
      ]),
    ).toEqual([
      ['Type: Topic', 'Clear: Topic'],
      ['✓ Now', 'Choose a day', 'Type a time'],
      ['15 mins', '30 mins', '✓ 45 mins'],
      ['1 hr', '1 hr, 30 mins', 'Type a length'],
      ['✓ Room'],
      ['▾ Access'],
      ['Only invitees', '✓ Others may ask'],
      ['Next', 'Leave it'],
    ]);
  });

  it('leads back from a later step, and offers nothing where there is no choice', () => {
    const only = { value: 'nowhere', label: 'Nowhere' };
    expect(rows([field('conversation', { kind: 'conversation', choices: [only] })], { step: 2 })).toEqual([
      ['Next', 'Back', 'Leave it'],
    ]);
  });

  it('says what is to be written now: what was asked for, else what cannot stay empty', () => {
    const both = [field('topic', { required: true }), field('name')];
    expect(encoded(both, { asking: 'name' }).text).toContain('✎ Write it now: Name.');
    expect(encoded(both).text).toContain('✎ Write it now: Topic.');
    expect(encoded([field('name')]).text).not.toContain('✎');
  });

  it('leaves a choice out that no button can carry, and keeps the others', () => {
    const choices = [...ACCESS, { value: 'ä'.repeat(20), label: 'Too long' }];
    const shown = rows([field('access', { kind: 'choice', choices })]).flat();
    expect(shown).toContain('Only invitees');
    expect(shown).not.toContain('Too long');
  });

  it('fits in the limits of Telegram with a hundred long choices and names', () => {
    const choices = Array.from({ length: 100 }, (_, index) => ({
      value: `-100123456789${index}/12`,
      label: `${index} ${'𝕏'.repeat(100)}`,
    }));
    const message = encoded(
      Array.from({ length: 5 }, (_, index) =>
        field(`conversation${index}`, { kind: 'conversation', choices, value: 'x'.repeat(5000) }),
      ),
    );
    const buttons = message.reply_markup?.inline_keyboard.flat() ?? [];
    expect(buttons.length).toBeLessThanOrEqual(100);
    expect(buttons.map(({ text: label }) => label)).toContain('Next');
  });
});

describe('a press under a form', () => {
  it.each([
    [
      `fill:${ID}:when:2026-11-25 09:30`,
      { kind: 'fill', form: ID, field: 'when', value: '2026-11-25 09:30' },
    ],
    [`fill:${ID}:when:`, { kind: 'fill', form: ID, field: 'when', value: '' }],
    [`on:${ID}:room`, { kind: 'fill', form: ID, field: 'room', value: true }],
    [`off:${ID}:room`, { kind: 'fill', form: ID, field: 'room', value: false }],
    [`send:${ID}`, { kind: 'send', form: ID }],
    [`day:${ID}:when:2026-11`, { kind: 'month', form: ID, field: 'when', month: '2026-11' }],
    [`day:${ID}:when:2026-11-25`, { kind: 'day', form: ID, field: 'when', day: '2026-11-25' }],
    [
      `day:${ID}:when:2026-11-25 09`,
      { kind: 'hour', form: ID, field: 'when', day: '2026-11-25', hour: '09' },
    ],
  ])('is read: %s', (press, read) => {
    expect(readFormPress(press)).toEqual(read);
  });

  it.each([
    'fill',
    'fill:x',
    'on:x',
    'day:x',
    'day:x:when',
    'day:x:when:soon',
    'code:x',
    'next:x',
    'ask:x:topic',
    '',
  ])('is none of the adapter: %j', (press) => {
    expect(readFormPress(press)).toBeNull();
  });
});

describe('the calendar', () => {
  const of = { form: ID, field: 'when' };
  const words = { locale: 'en', back: 'Back' };
  const labels = (keyboard: ReturnType<typeof monthKeyboard>) =>
    keyboard.map((row) => row.map(({ text: label }) => label));
  const data = (keyboard: ReturnType<typeof monthKeyboard>) =>
    keyboard.flat().flatMap((button) => ('callback_data' in button ? [button.callback_data] : []));

  it('shows the days of a month that are not over, each below its weekday', () => {
    const afternoon = Date.parse('2026-11-24T15:00:00Z');
    expect(labels(monthKeyboard(of, '2026-11', afternoon, words))).toEqual([
      ['⠀', 'November 2026', '▶'],
      ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'],
      ['⠀', '24', '25', '26', '27', '28', '29'],
      ['30', '⠀', '⠀', '⠀', '⠀', '⠀', '⠀'],
      ['Back'],
    ]);
  });

  it('still shows yesterday where it may not be over', () => {
    const early = Date.parse('2026-11-24T03:00:00Z');
    expect(labels(monthKeyboard(of, '2026-11', early, words))[2]).toContain('23');
  });

  it('goes from month to month, over the end of a year', () => {
    const december = data(monthKeyboard(of, '2026-12', NOW, words));
    expect(december).toContain(`day:${ID}:when:2026-11`);
    expect(december).toContain(`day:${ID}:when:2027-01`);
    expect(december.filter((press) => /-\d\d-\d\d$/.test(press))).toHaveLength(31);
    const february = data(monthKeyboard(of, '2028-02', NOW, words));
    expect(february.filter((press) => /-\d\d-\d\d$/.test(press))).toHaveLength(29);
    expect(february).toContain(`day:${ID}:when:2028-03`);
  });

  it('leads by a day and an hour to a time', () => {
    expect(data(dayKeyboard(of, '2026-11-25', words))).toHaveLength(26);
    expect(data(dayKeyboard(of, '2026-11-25', words))).toContain(`day:${ID}:when:2026-11-25 09`);
    expect(data(hourKeyboard(of, '2026-11-25', '09', words))).toContain(`fill:${ID}:when:2026-11-25 09:45`);
  });

  it('has nothing to show of a month that is none, but a way back', () => {
    expect(data(monthKeyboard(of, '2026-13', NOW, words))).toEqual([`next:${ID}`]);
    expect(data(dayKeyboard(of, '2026-11-99', words))).toContain(`next:${ID}`);
  });

  it('speaks the language of its reader', () => {
    const [[, title] = [], [monday] = []] = labels(
      monthKeyboard(of, '2026-12', NOW, { locale: 'de', back: 'Zurück' }),
    );
    expect(title).toBe('Dezember 2026');
    expect(monday).toBe('Mo');
  });
});

type World = Awaited<ReturnType<typeof started>>;

describe('a form in the private chat', () => {
  let world: World;
  afterEach(async () => {
    await world.close();
    expect(world.telegram.violations).toEqual([]);
  });

  const fields = [
    field('topic'),
    field('when', { kind: 'when' }),
    field('room', { kind: 'toggle' }),
    field('people', { kind: 'people' }),
  ];

  /** Opened by Olga. */
  async function opened(): Promise<{ readonly shown: Message; press(label: string): Promise<Seen> }> {
    world = await started();
    const { core, telegram, olga } = world;
    core.answer = () => form(fields);
    const { messages } = await telegram.as(olga).types('private', '/meeting new');
    const shown = one(messages);
    const newest = () => one(telegram.privateOf(olga).filter(({ id }) => id === shown.id));
    return { shown, press: (label) => telegram.as(olga).press(newest(), label) };
  }

  it('is filled in press by press, in the same message', async () => {
    const { shown, press } = await opened();
    const { core } = world;
    core.answer = () => form([field('topic'), field('room', { kind: 'toggle', value: true })]);
    const seen = await press('Room');
    expect(core.request).toEqual({ kind: 'fill', submit: `:${ID}`, values: { room: true } });
    expect(seen).toMatchObject({ messages: [], answered: true, edited: [{ id: shown.id }] });
    expect(seen.edited[0]?.buttons.map(({ label }) => label)).toContain('✓ Room');
  });

  it('looks into the calendar without asking the core, and fills in what was chosen there', async () => {
    const { press } = await opened();
    const { core } = world;
    const before = core.asked.length;
    await press('Choose a day');
    await press('▶');
    const month = await press('▶');
    expect(month.answered).toBe(true);
    const day = month.edited[0]?.buttons.find(({ label }) => label === '15')?.data ?? '';
    await press(day);
    await press('09:00');
    expect(core.asked).toHaveLength(before);
    await press('09:30');
    const [, date] = /(\d{4}-\d\d-15)$/.exec(day) ?? [];
    expect(core.request).toMatchObject({ kind: 'fill', values: { when: `${date} 09:30` } });
  });

  it('leaves the calendar as it is when an empty place in it is pressed', async () => {
    const { press } = await opened();
    await press('Choose a day');
    expect(await press('Mon')).toMatchObject({ answered: true, messages: [], alert: null });
  });

  it('comes back from the calendar by the core', async () => {
    const { press } = await opened();
    await press('Choose a day');
    const seen = await press('Back');
    expect(world.core.request).toEqual({ kind: 'press', press: `next:${ID}` });
    expect(seen.edited[0]?.buttons.map(({ label }) => label)).toContain('Choose a day');
  });

  it('is sent with all that its step holds, as the core keeps it', async () => {
    const { shown, press } = await opened();
    const { core } = world;
    const kept = [
      field('topic', { value: 'Standup' }),
      field('room', { kind: 'toggle', value: false }),
      field('when'),
    ];
    core.answer = ({ request }) => (request.kind === 'press' ? form(kept) : short('Created'));
    const seen = await press('Next');
    const [look, submit] = core.asked.slice(-2);
    expect(look?.request).toEqual({ kind: 'press', press: `next:${ID}` });
    expect(look?.event).toBe(`${submit?.event}/look`);
    expect(submit?.request).toEqual({
      kind: 'submit',
      submit: `new:${ID}`,
      values: { topic: 'Standup', room: false, when: undefined },
    });
    expect(seen.edited).toMatchObject([{ id: shown.id, text: 'Created', buttons: [] }]);
  });

  it('says so when the core knows it no more', async () => {
    const { press } = await opened();
    world.core.answer = () => short('This form is too old.');
    const asked = world.core.asked.length;
    expect((await press('Next')).edited).toMatchObject([{ text: 'This form is too old.' }]);
    expect(world.core.asked).toHaveLength(asked + 1);
  });

  it('gives way to a fresh one below what was typed', async () => {
    const { shown, press } = await opened();
    const { core, telegram, olga } = world;
    core.answer = () => form(fields, { asking: 'topic' });
    expect((await press('Type: Topic')).edited[0]?.text).toContain('✎ Write it now: Topic.');
    core.answer = () => form([field('topic', { value: 'Standup' })]);
    const seen = await telegram.as(olga).types('private', 'Standup');
    expect(core.request).toEqual({ kind: 'said', text: 'Standup', people: [] });
    expect(one(seen.messages).text).toContain('Standup');
    expect(seen.deleted.map(({ id }) => id)).toEqual([shown.id]);
  });

  it('asks for people by a key, which goes when they are chosen', async () => {
    const { press } = await opened();
    const { core, telegram, olga, ivan } = world;
    core.answer = () => form(fields, { asking: 'people' });
    const asked = await press('Choose people');
    expect(one(asked.messages).keys).toEqual([{ label: 'Choose people', asks: { requestId: 1, most: 10 } }]);
    core.answer = () => form(fields);
    await telegram.as(olga).sharesUsers([ivan]);
    expect(core.request).toEqual({
      kind: 'said',
      text: '',
      people: [{ kind: 'person', foreignId: String(ivan), told: { name: 'Ivan', handle: 'ivan' } }],
    });
    expect(telegram.privateOf(olga).filter(({ keys }) => keys.length > 0)).toEqual([]);
    expect(telegram.privateOf(olga).filter(({ text: said }) => said.includes('New meeting'))).toHaveLength(1);
  });

  it('takes its key for people away when it is done', async () => {
    const { press } = await opened();
    const { core, telegram, olga } = world;
    core.answer = () => form(fields, { asking: 'people' });
    await press('Choose people');
    core.answer = () => short('Nothing has changed.');
    await press('Leave it');
    expect(core.request).toEqual({ kind: 'press', press: `no:${ID}` });
    expect(telegram.privateOf(olga).filter(({ keys }) => keys.length > 0)).toEqual([]);
  });

  it('is answered in its place after a restart too', async () => {
    const { shown } = await opened();
    const { telegram, olga, inbox, core, restarted } = world;
    await inbox.stop();
    const next = restarted();
    await next.start(core);
    core.answer = () => form([field('topic', { value: 'Other' })]);
    const seen = await telegram.as(olga).press(shown, 'Room');
    await next.stop();
    expect(seen.edited).toMatchObject([{ id: shown.id }]);
  });

  it('names people who were chosen before a restart, whom Telegram does not describe again', async () => {
    const { shown } = await opened();
    const { telegram, olga, inbox, core, restarted } = world;
    const mia = telegram.addUser({ name: 'Mia' });
    const picked = (id: number) => ({ kind: 'person', foreignId: chatId(id) }) as const;
    const value = [{ ...picked(mia), told: { name: 'Mia', handle: null } }, picked(7777)];
    await inbox.stop();
    const next = restarted();
    await next.start(core);
    core.answer = () => form([field('people', { kind: 'people', value })]);
    const seen = await telegram.as(olga).press(shown, 'Room');
    await next.stop();
    expect(one(seen.edited).text).toContain('Mia, 7777');
  });

  it('turns no keyboard of a message in a group, whatever somebody made up', async () => {
    world = await started();
    const { telegram, core, olga } = world;
    const card = await world.card('code:x');
    const seen = await telegram.as(olga).forges(card, `day:${ID}:when:2026-11`);
    expect(core.request).toEqual({ kind: 'press', press: `day:${ID}:when:2026-11` });
    expect(seen.edited).toEqual([]);
  });
});

function one<Item>(all: readonly Item[]): Item {
  const [item, ...others] = all;
  if (item === undefined || others.length > 0) throw new Error(`there are ${all.length}`);
  return item;
}
