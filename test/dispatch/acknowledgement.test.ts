import { expect, it } from 'vitest';
import { commands } from '../../src/commands/registry.ts';
import { acknowledgement } from '../../src/dispatch/acknowledgement.ts';
import { asId, type EventId, type ForeignId, type Platform } from '../../src/ids.ts';
import type { Invocation } from '../../src/ports/inbox.ts';

const commandOf = new Map(commands.map((command) => [command.name, command]));
const olga = asId<ForeignId>('olga');

const acknowledged = (request: Invocation['request']) =>
  acknowledgement(
    {
      event: asId<EventId>('event-1'),
      platform: asId<Platform>('playground'),
      workspace: { foreignId: asId<ForeignId>('acme'), name: 'Acme' },
      conversation: { foreignId: asId<ForeignId>('general'), name: 'general', visibility: 'public' },
      actor: { foreignId: olga, name: 'Olga', handle: 'olga', bot: false, zone: null, locale: 'en' },
      confidential: false,
      request,
    },
    commandOf,
  );

it('is known from the first word, in whatever case it was typed', () => {
  expect(acknowledged({ kind: 'words', words: ['settings'] })).toBe('form');
  expect(acknowledged({ kind: 'words', words: ['SETTINGS'] })).toBe('form');
  expect(acknowledged({ kind: 'words', words: ['now', 'Standup'] })).toBe('private');
  expect(acknowledged({ kind: 'words', words: ['Einstellungen'] })).toBe('form');
});

it('is a form for nothing typed, and for people alone', () => {
  expect(acknowledged({ kind: 'words', words: [] })).toBe('form');
  expect(acknowledged({ kind: 'words', words: [{ kind: 'person', foreignId: olga }] })).toBe('form');
});

it('is private for what is no command', () => {
  expect(acknowledged({ kind: 'words', words: ['dance'] })).toBe('private');
  expect(acknowledged({ kind: 'press', press: '' })).toBe('private');
});

it('is what the command says when it is called or its button is pressed', () => {
  expect(acknowledged({ kind: 'call', command: 'new', values: {} })).toBe('form');
  expect(acknowledged({ kind: 'call', command: 'list', values: {} })).toBe('answer');
  expect(acknowledged({ kind: 'call', command: 'now', values: {} })).toBe('private');
  expect(acknowledged({ kind: 'press', press: 'place:key-1' })).toBe('form');
  expect(acknowledged({ kind: 'press', press: 'rsvp:key-1:yes' })).toBe('answer');
});

it('is a form to edit again, and private for a step that is sent and for an answered question', () => {
  expect(acknowledged({ kind: 'press', press: 'edit:form-1' })).toBe('form');
  expect(acknowledged({ kind: 'press', press: 'next:form-1' })).toBe('form');
  expect(acknowledged({ kind: 'press', press: 'yes:form-1' })).toBe('private');
  expect(acknowledged({ kind: 'submit', submit: 'new:form-1', values: {} })).toBe('private');
  expect(acknowledged({ kind: 'said', text: 'Standup', people: [] })).toBe('private');
});

it('is a form for a field that is chosen or asked for', () => {
  expect(acknowledged({ kind: 'fill', submit: 'new:form-1', values: {} })).toBe('form');
  expect(acknowledged({ kind: 'press', press: 'ask:form-1:topic' })).toBe('form');
});

it('is private for asking the organizer', () => {
  expect(acknowledged({ kind: 'press', press: 'ask:meeting-1' })).toBe('private');
});
