import { ComponentType } from 'discord.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeForm, type Lists } from '../../adapters/chat/discord/encode-form.ts';
import { formMessage } from '../../adapters/chat/discord/form-message.ts';
import { fieldsOfNamed } from '../../adapters/chat/discord/read-options.ts';
import { readPeople, writePeople } from '../../adapters/chat/discord/read-people.ts';
import { readValues } from '../../adapters/chat/discord/read-values.ts';
import { asId, type ForeignId } from '../../src/ids.ts';
import { catalogueFor } from '../../src/messages/catalogue.ts';
import type { FieldKind, Form, FormField } from '../../src/messages/form.ts';
import type { PersonRef } from '../../src/ports/inbox.ts';
import { wrongInModal } from '../fakes/discord/check-modal.ts';
import { components } from '../fakes/discord/component.ts';

const lists: Lists = { inGuild: true, roles: true, text: catalogueFor('en') };

const field = (kind: FieldKind, more: Partial<FormField> = {}): FormField => ({
  name: kind,
  kind,
  label: 'Label',
  hint: null,
  required: false,
  value: null,
  choices: [],
  error: null,
  ...more,
});

const formOf = (...fields: readonly FormField[]): Form => ({
  submit: 'new:abcdefghij0123456789',
  title: 'New meeting',
  step: 1,
  steps: 1,
  intro: [],
  fields,
  asking: null,
  button: 'Create',
});

/** The one label of a form with this field. */
function label(shown: FormField, where: Partial<Lists> = {}) {
  const [first] = encodeForm(formOf(shown), { ...lists, ...where }).components;
  if (first?.type !== ComponentType.Label) throw new Error('no label');
  return first;
}
const input = (shown: FormField, where: Partial<Lists> = {}) => label(shown, where).component;

const person = (id: string): PersonRef => ({ kind: 'person', foreignId: asId<ForeignId>(id) });
const role = (id: string): PersonRef => ({ kind: 'group', foreignId: asId<ForeignId>(id), name: 'crew' });

describe('a modal', () => {
  it('carries what comes back with the values, and says which step it is', () => {
    const form = { ...formOf(field('text')), step: 2, steps: 3 };
    expect(encodeForm(form, lists)).toMatchObject({
      custom_id: 'new:abcdefghij0123456789',
      title: 'New meeting 2/3',
    });
  });

  it('says how the step before was understood, where there is room', () => {
    const intro = [{ kind: 'text', text: 'Understood as *now*.' }] as const;
    const [first] = encodeForm({ ...formOf(field('text')), intro }, lists).components;
    expect(first).toMatchObject({ type: ComponentType.TextDisplay, content: 'Understood as \\*now\\*.' });
    const five = ['a', 'b', 'c', 'd', 'e'].map((name) => field('text', { name }));
    expect(encodeForm({ ...formOf(...five), intro }, lists).components).toHaveLength(5);
  });

  it('is one that Discord takes, whatever people and operators wrote', () => {
    const text = fc.string({ unit: 'binary', maxLength: 300 });
    const ref = fc.oneof(
      fc.constantFrom(person('11'), role('12')),
      text.map((handle): PersonRef => ({ kind: 'handle', handle })),
      text.map((name): PersonRef => ({ kind: 'group', foreignId: asId<ForeignId>('13'), name: `#${name}` })),
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
      'passcode',
      'zone',
    ] as const satisfies readonly FieldKind[];
    const anyField = fc
      .record({
        kind: fc.constantFrom(...kinds),
        label: text,
        hint: fc.option(text),
        required: fc.boolean(),
        value: fc.oneof(fc.constant(null), text, fc.boolean(), fc.array(ref, { maxLength: 40 })),
        choices: fc.array(fc.record({ value: text, label: text }), { maxLength: 40 }),
        error: fc.option(text),
      })
      .map(({ kind, ...more }) => field(kind, more));
    const where = fc.record({ inGuild: fc.boolean(), roles: fc.boolean() });
    fc.assert(
      fc.property(fc.array(anyField, { minLength: 1, maxLength: 5 }), text, where, (fields, title, place) => {
        const named = fields.map((one, at) => ({ ...one, name: `field${at}` }));
        const intro = [{ kind: 'text', text: title }] as const;
        const modal = encodeForm({ ...formOf(...named), title, intro }, { ...lists, ...place });
        const draft = {
          ...modal,
          components: components.parse(JSON.parse(JSON.stringify(modal.components))),
        };
        expect(wrongInModal(draft)).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });
});

describe('a field', () => {
  it('has its hint below it, or what was wrong', () => {
    expect(label(field('text', { hint: 'What it is about' })).description).toBe('What it is about');
    expect(label(field('text', { hint: 'What it is about', error: 'Fill this in.' })).description).toBe(
      'Fill this in.',
    );
    expect(label(field('text'))).not.toHaveProperty('description');
  });

  it('of words keeps what was typed', () => {
    expect(input(field('when', { value: 'tomorrow 9:30', required: true }))).toMatchObject({
      type: ComponentType.TextInput,
      value: 'tomorrow 9:30',
      required: true,
    });
    expect(input(field('text'))).not.toHaveProperty('value');
  });

  it('of choices is a list with the one that holds, or typed where there are too many or none', () => {
    const choices = ['a', 'b'].map((value) => ({ value, label: value.toUpperCase() }));
    expect(input(field('choice', { value: 'b', choices }))).toMatchObject({
      type: ComponentType.StringSelect,
      options: [
        { value: 'a', label: 'A', default: false },
        { value: 'b', label: 'B', default: true },
      ],
    });
    const many = Array.from({ length: 26 }, (_, at) => ({ value: `${at}`, label: `${at}` }));
    expect(input(field('choice', { choices: many, value: '3' }))).toMatchObject({
      type: ComponentType.TextInput,
      value: '3',
    });
    expect(input(field('choice')).type).toBe(ComponentType.TextInput);
  });

  it('of people is chosen from members and roles, and from members alone where roles cannot be opened', () => {
    expect(input(field('people', { value: [person('11'), role('12')] }))).toMatchObject({
      type: ComponentType.MentionableSelect,
      default_values: [
        { id: '11', type: 'user' },
        { id: '12', type: 'role' },
      ],
      max_values: 25,
    });
    expect(input(field('people', { value: [person('11')] }), { roles: false })).toMatchObject({
      type: ComponentType.UserSelect,
      default_values: [{ id: '11', type: 'user' }],
    });
  });

  it('of people is typed where Discord lists nobody, and where its list lacks somebody', () => {
    const others: PersonRef[] = [
      person('11'),
      { kind: 'handle', handle: 'lee' },
      { kind: 'email', address: 'zoe@example.com' },
      { kind: 'group', foreignId: asId<ForeignId>('13'), name: '#general' },
    ];
    expect(input(field('people', { value: others }))).toMatchObject({
      type: ComponentType.TextInput,
      value: '<@11> @lee zoe@example.com <#13>',
    });
    expect(input(field('people', { value: [person('11')] }), { inGuild: false })).toMatchObject({
      type: ComponentType.TextInput,
      value: '<@11>',
    });
    expect(input(field('people', { value: [role('12')] }), { roles: false }).type).toBe(
      ComponentType.TextInput,
    );
  });

  it('of a channel is chosen in a server, none meaning nowhere where that is offered', () => {
    const nowhere = [{ value: 'nowhere', label: 'Nowhere' }];
    const shown = field('conversation', {
      hint: 'The card never shows the code',
      value: '42',
      choices: nowhere,
    });
    expect(label(shown)).toMatchObject({
      description: 'The card never shows the code; empty: no card',
      component: {
        type: ComponentType.ChannelSelect,
        required: false,
        default_values: [{ id: '42', type: 'channel' }],
      },
    });
    expect(input({ ...shown, value: 'nowhere' })).not.toHaveProperty('default_values');
    expect(label({ ...shown, required: true, choices: [] }).description).toBe(
      'The card never shows the code',
    );
  });

  it('of a channel is offered or typed in the private chat, where Discord lists none', () => {
    const nowhere = [{ value: 'nowhere', label: 'Nowhere' }];
    const shown = field('conversation', { value: 'nowhere', choices: nowhere });
    expect(input(shown, { inGuild: false })).toMatchObject({
      type: ComponentType.StringSelect,
      options: [{ value: 'nowhere', default: true }],
    });
    expect(input({ ...shown, choices: [] }, { inGuild: false }).type).toBe(ComponentType.TextInput);
  });

  it('that is on or off is ticked or not', () => {
    expect(input(field('toggle', { value: true }))).toMatchObject({
      type: ComponentType.Checkbox,
      default: true,
    });
    expect(input(field('toggle'))).toMatchObject({ default: false });
  });
});

describe('what was filled in', () => {
  const fields = fieldsOfNamed('new');
  const filled = (component: object, names = {}) =>
    readValues([{ type: ComponentType.Label, component }], fields, names);

  it('is read by field', () => {
    expect(filled({ type: 4, custom_id: 'topic', value: 'Standup' })).toEqual({ topic: 'Standup' });
    expect(filled({ type: 3, custom_id: 'access', values: ['request'] })).toEqual({ access: 'request' });
    expect(filled({ type: 8, custom_id: 'conversation', values: ['42'] })).toEqual({ conversation: '42' });
    expect(filled({ type: 23, custom_id: 'room', value: true })).toEqual({ room: true });
    expect(
      filled({ type: 7, custom_id: 'people', values: ['11', '12'] }, { roles: { 12: { name: 'crew' } } }),
    ).toEqual({ people: [person('11'), role('12')] });
    expect(filled({ type: 5, custom_id: 'people', values: ['11'] })).toEqual({ people: [person('11')] });
    expect(filled({ type: 4, custom_id: 'people', value: '<@11>' })).toEqual({ people: [person('11')] });
  });

  it('is left out where it was left empty', () => {
    expect(filled({ type: 4, custom_id: 'topic', value: '  ' })).toEqual({});
    expect(filled({ type: 4, custom_id: 'people', value: ' , ' })).toEqual({});
    expect(filled({ type: 5, custom_id: 'people', values: [] })).toEqual({});
    expect(filled({ type: 8, custom_id: 'conversation', values: [] })).toEqual({});
    expect(filled({ type: 23, custom_id: 'room', value: false })).toEqual({ room: false });
  });

  it.each(['https://discord.com/channels/1/42', 'https://discord.com/channels/1/42/99', '<#42>', ' 42 '])(
    'of a channel may be typed (%s)',
    (value) => {
      expect(filled({ type: 4, custom_id: 'conversation', value })).toEqual({ conversation: '42' });
    },
  );

  it('of a channel that is none is kept, to be refused', () => {
    expect(filled({ type: 4, custom_id: 'conversation', value: ' #general ' })).toEqual({
      conversation: '#general',
    });
  });

  it('is passed over where it is no field of ours, or no input that was asked for', () => {
    const mutilated = [null, 7, {}, { type: 18 }, { type: 10, id: 1 }, { type: 18, component: { type: 4 } }];
    expect(readValues(mutilated, fields, {})).toEqual({});
    expect(filled({ type: 4, custom_id: 'secret', value: 'x' })).toEqual({});
    expect(filled({ type: 19, custom_id: 'topic', values: [] })).toEqual({});
  });
});

describe('people in a text', () => {
  it('are mentioned, named or addressed, however they are set apart', () => {
    expect(readPeople('<@11>, <@!12>;<@&13> <#14> @lee, zoe. Ann@Example.com: <x @')).toEqual([
      person('11'),
      person('12'),
      { kind: 'group', foreignId: '13', name: '' },
      { kind: 'group', foreignId: '14', name: '#' },
      { kind: 'handle', handle: 'lee' },
      { kind: 'handle', handle: 'zoe' },
      { kind: 'email', address: 'Ann@Example.com' },
      { kind: 'handle', handle: 'x' },
    ]);
  });

  it('ping nobody in general: everyone is a name like any other', () => {
    expect(readPeople('@everyone @here')).toEqual([
      { kind: 'handle', handle: 'everyone' },
      { kind: 'handle', handle: 'here' },
    ]);
  });

  it('are the same again when they are written out', () => {
    const refs = readPeople('<@11> <@&13> <#14> @lee ann@example.com');
    expect(readPeople(writePeople(refs))).toEqual(refs);
  });

  it('are read from anything', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => void readPeople(text)));
  });
});

describe('a message in the place of a modal', () => {
  const words = catalogueFor('en');
  const text = (form: Form, late = false) => JSON.stringify(formMessage(form, late, words));

  it('leads to the step as it waits', () => {
    expect(text(formOf(field('text'), field('when')))).toContain('next:abcdefghij0123456789');
    expect(text(formOf(field('text')))).toContain('Continue');
    expect(text(formOf(field('text', { error: 'Too short.' })))).toContain('Edit again');
    expect(text(formOf(field('text')), true)).toContain('The form took too long to open.');
  });

  it('says what is asked for where one thing is', () => {
    const zone = field('zone', { hint: 'A city or a zone' });
    expect(text(formOf(zone))).toContain('A city or a zone');
    expect(text(formOf(zone, field('text')))).not.toContain('A city or a zone');
  });
});
