import { expect, test } from 'vitest';
import { asId, type ForeignId } from '../../src/ids.ts';
import { cancel } from '../../src/meeting/cancel.ts';
import { migrateCards } from '../../src/meeting/migrate-cards.ts';
import { aMeeting, granted, NOW, occurrenceOf, STANDUP } from './a-meeting.ts';

const id = (text: string) => asId<ForeignId>(text);
const withCard = (card: ForeignId | null) => aMeeting({ occurrence: { card } });
const migrate = (card: string | null) =>
  occurrenceOf(migrateCards(withCard(card === null ? null : id(card)), id('-5'), id('-1005'))).card;

test('the card follows its conversation, and that in a thread the thread', () => {
  expect(migrate('-5')).toBe('-1005');
  expect(migrate('-5/17')).toBe('-1005/17');
});

test('other cards, and a meeting without one, stay as they are', () => {
  for (const card of [id('-51'), id('-5-1'), id('-1005'), null]) {
    const record = withCard(card);
    expect(migrateCards(record, id('-5'), id('-1005'))).toBe(record);
  }
});

test('the card of what is over stays where it is', () => {
  const over = granted(cancel(withCard(id('-5')), STANDUP, NOW));
  expect(migrateCards(over, id('-5'), id('-1005'))).toBe(over);
});
