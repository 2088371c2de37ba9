/** Nothing that presses or ids are made of. */
const BETWEEN = '|';

/**
 * What a button is known by: its press, its place in the message, because Discord wants every `custom_id` of a message
 * to be unique, and in a sent message the delivery, by which it is found again. 64 + 1 + 2 + 1 + 20 of 100 characters.
 */
export const customIdOf = (press: string, index: number, delivery: string | null): string =>
  [press, String(index), ...(delivery === null ? [] : [delivery])].join(BETWEEN);

/** The press of a button made by `customIdOf`; what was not made by it is its own press. */
export const readCustomId = (customId: string): string => split(customId)?.press ?? customId;

/** The delivery that a button was sent with; null: it stands in an answer. */
export const deliveryOf = (customId: string): string | null => split(customId)?.delivery ?? null;

function split(customId: string): { readonly press: string; readonly delivery: string | null } | null {
  const [, press, delivery = null] = /^(.*)\|\d{1,2}(?:\|([a-z0-9]{20}))?$/s.exec(customId) ?? [];
  return press === undefined ? null : { press, delivery };
}
