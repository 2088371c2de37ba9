import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeAnswerView, encodeForm, FORM } from '../../adapters/chat/slack/encode-form.ts';
import { personId } from '../../adapters/chat/slack/ids.ts';
import { readValues } from '../../adapters/chat/slack/read-values.ts';
import { asId, type ForeignId } from '../../src/ids.ts';
import { en } from '../../src/messages/en.ts';
import type { FieldKind, Form, FormField } from '../../src/messages/form.ts';
import { Secret } from '../../src/vault/secret.ts';
import { type Filled, fillIn } from '../fakes/slack/fill-in.ts';
import { readView } from '../fakes/slack/view.ts';

const TEAM = 'T1';
const general = { foreignId: asId<ForeignId>('C1'), name: 'general', visibility: 'public' } as const;
const olga = { kind: 'person', foreignId: personId(TEAM, 'U1') } as const;

const field = (kind: FieldKind, rest: Partial<FormField> = {}): FormField => ({
  name: kind,
  kind,
  label: kind,
  hint: null,
  required: false,
  value: null,
  choices: [],
  error: null,
  ...rest,
});
const formOf = (...fields: FormField[]): Form => ({
  submit: 'new:f1',
  title: 'New meeting',
  step: 1,
  steps: 2,
  intro: [],
  fields,
  asking: null,
  button: 'Next',
});

/** As Slack takes it; fails where Slack would refuse it. */
function shown(form: Form) {
  const view = readView(encodeForm(form, general, en), 'V1', 'h1');
  return typeof view === 'string' ? expect.fail(view) : view;
}
const filled = (form: Form, values: Filled = {}) => readValues(fillIn(shown(form), values), TEAM);

describe('a form in Slack', () => {
  it('is a modal that carries along where it belongs', () => {
    const view = shown(formOf(field('text', { hint: 'Any words', required: true })));
    expect(view).toMatchObject({
      callback_id: FORM,
      title: { text: 'New meeting 1/2' },
      submit: { text: 'Next' },
    });
    expect(JSON.parse(view.private_metadata)).toEqual({
      submit: 'new:f1',
      conversation: { id: 'C1', name: 'general', visibility: 'public' },
    });
    expect(view.blocks[0]).toMatchObject({ block_id: 'text', optional: false, hint: { text: 'Any words' } });
  });

  it('brings back what was typed and chosen', () => {
    const choices = [
      { value: 'a', label: 'One' },
      { value: 'b', label: 'Other' },
    ];
    const form = formOf(
      field('text'),
      field('when'),
      field('people'),
      field('choice', { choices }),
      field('toggle'),
    );
    const typed = { text: 'Standup', when: 'tomorrow 9', people: ['U2'], 'people:channels': ['C7'] };
    expect(filled(form, { ...typed, choice: 'b', toggle: ['yes'] })).toEqual({
      text: 'Standup',
      when: 'tomorrow 9',
      people: [
        { kind: 'person', foreignId: 'T1:U2' },
        { kind: 'group', foreignId: 'C7', name: 'C7' },
      ],
      choice: 'b',
      toggle: true,
    });
  });

  it('leaves out what was left empty', () => {
    const form = formOf(field('text'), field('people'), field('conversation'), field('toggle'));
    expect(filled(form)).toEqual({ toggle: false });
  });

  it('starts with what is known already', () => {
    const room = { kind: 'group', foreignId: asId<ForeignId>('C7'), name: 'C7' } as const;
    const choices = [{ value: 'C1', label: 'general' }];
    const form = formOf(
      field('text', { value: 'Standup' }),
      field('people', { value: [olga, room] }),
      field('choice', { value: 'C1', choices }),
      field('conversation', { value: 'C9', choices }),
      field('toggle', { value: true }),
    );
    expect(filled(form)).toEqual({
      text: 'Standup',
      people: [olga, room],
      choice: 'C1',
      conversation: 'C9',
      toggle: true,
    });
  });

  it('calls nothing optional that is always chosen', () => {
    const choices = [{ value: 'C1', label: 'general' }];
    const form = formOf(
      field('choice', { value: 'C1', choices }),
      field('conversation', { value: 'C1', choices }),
    );
    expect(shown(form).blocks.map(({ optional }) => optional)).toEqual([false, false, true]);
  });

  it('keeps a user group, an address and a name that were typed, until they are taken out', () => {
    const team = { kind: 'group', foreignId: asId<ForeignId>('S1'), name: 'team' } as const;
    const mail = { kind: 'email', address: 'lee@example.org' } as const;
    const name = { kind: 'handle', handle: 'mia' } as const;
    const form = formOf(field('people', { value: [olga, team, mail, name] }));
    // Which of the names is a user group's is looked up later.
    expect(filled(form)).toEqual({ people: [olga, { kind: 'handle', handle: 'team' }, mail, name] });
    expect(filled(form, { 'people:others': '@mia' })).toEqual({ people: [olga, name] });
    expect(filled(form, { people: [], 'people:others': '' })).toEqual({});
  });

  it('reads typed names however they are set apart, and takes no typed bracket for a mention', () => {
    const typed = '@team,lee@example.org; Zoe\n<@U7> <!subteam^S1>';
    expect(filled(formOf(field('people')), { 'people:others': typed })).toEqual({
      people: [
        { kind: 'handle', handle: 'team' },
        { kind: 'email', address: 'lee@example.org' },
        { kind: 'handle', handle: 'zoe' },
        { kind: 'handle', handle: '<@u7>' },
        { kind: 'handle', handle: '<!subteam^s1>' },
      ],
    });
  });

  it('takes another channel before the one that was offered', () => {
    const choices = [
      { value: 'C1', label: 'general' },
      { value: 'nowhere', label: 'Nowhere' },
    ];
    const form = formOf(field('conversation', { value: 'C1', choices, required: true }));
    expect(filled(form)).toEqual({ conversation: 'C1' });
    expect(filled(form, { conversation: 'nowhere' })).toEqual({ conversation: 'nowhere' });
    expect(filled(form, { 'conversation:channels': 'C5' })).toEqual({ conversation: 'C5' });
  });

  it('says once what a box is for, above it', () => {
    const { blocks } = shown(formOf(field('toggle', { label: 'In my room' })));
    expect(JSON.stringify(blocks).match(/In my room/g)).toHaveLength(1);
    expect(blocks[0]).toMatchObject({ label: { text: 'In my room' } });
  });

  it('has no words of its own beside those of the catalogue', () => {
    const words = { everyoneIn: () => 'alle in', others: () => 'auch', anotherChannel: () => 'anderswo' };
    const german = { ...en, yes: 'Ja', chat: { ...en.chat, ...words, title: 'Schlüssel', done: 'Fertig' } };
    const form = formOf(
      field('people'),
      field('conversation', { choices: [{ value: 'C1', label: 'here' }] }),
      field('toggle'),
    );
    const text = JSON.stringify(encodeForm(form, general, german));
    for (const word of ['alle in', 'auch', 'anderswo', 'Ja']) expect(text).toContain(word);
    expect(encodeAnswerView({ notice: '', blocks: [] }, german)).toMatchObject({
      title: { text: 'Schlüssel' },
      close: { text: 'Fertig' },
    });
  });

  it('says below a field what was wrong with it', () => {
    const { blocks } = shown(formOf(field('when', { value: 'noon', error: 'That is in the past.' })));
    expect(blocks[1]).toMatchObject({ type: 'context', elements: [{ text: '⚠️ That is in the past.' }] });
  });

  it('passes over what is no input of ours', () => {
    expect(
      readValues({ text: { value: { type: 'datepicker', selected_date: '2026-01-01' } } }, TEAM),
    ).toEqual({});
    expect(readValues({ text: { other: { type: 'plain_text_input', value: 'x' } } }, TEAM)).toEqual({});
    expect(
      readValues({ people: { value: { type: 'multi_users_select', selected_users: ['<x>'] } } }, TEAM),
    ).toEqual({});
  });

  const hostile = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 100 }),
    fc.integer({ min: 1, max: 4000 }).map((length) => '𝕏'.repeat(length)),
  );
  const kinds = [
    'text',
    'when',
    'duration',
    'people',
    'choice',
    'conversation',
    'toggle',
    'meeting',
    'zone',
  ] as const;
  const anyField = fc.record({
    name: fc.string({ unit: fc.constantFrom('a', 'b', 'c'), minLength: 1, maxLength: 12 }),
    kind: fc.constantFrom(...kinds),
    label: hostile,
    hint: fc.option(hostile),
    required: fc.boolean(),
    value: fc.option(fc.oneof(hostile, fc.boolean(), fc.constant([olga, olga]))),
    choices: fc.array(fc.record({ value: hostile, label: hostile }), { maxLength: 130 }),
    error: fc.option(hostile),
  });
  const anyForm = fc.record({
    submit: fc.constant('new:f1'),
    title: hostile,
    step: fc.integer({ min: 1, max: 3 }),
    steps: fc.constant(3),
    intro: fc.array(fc.record({ kind: fc.constantFrom('text', 'bold'), text: hostile }), { maxLength: 3 }),
    fields: fc.uniqueArray(anyField, { maxLength: 5, minLength: 1, selector: ({ name }) => name }),
    asking: fc.constant(null),
    button: hostile,
  });

  it('keeps within what Slack takes, whatever stands in it', () => {
    fc.assert(
      fc.property(anyForm, (form) => {
        const view = shown(form);
        expect(JSON.stringify(view)).not.toContain('"mrkdwn"');
      }),
      { numRuns: 300 },
    );
  });
});

it('shows a private answer in a modal that only closes', () => {
  const secret = {
    kind: 'secret',
    label: 'passcode',
    secret: new Secret('K7QW3M9XTB'),
    hidden: false,
  } as const;
  const view = encodeAnswerView(
    { notice: 'Your code', blocks: [{ kind: 'paragraph', spans: [secret] }] },
    en,
  );
  expect(readView(view, 'V1', 'h1')).toMatchObject({ type: 'modal', close: { text: 'Done' } });
  expect(JSON.stringify(view.blocks)).toContain('K7QW3M9XTB');
  expect(JSON.stringify(view.title)).not.toContain('K7QW3M9XTB');
});
