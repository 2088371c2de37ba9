import { z } from 'zod';
import { type AccountId, asId } from '../ids.ts';
import { accountsChange } from '../meeting/change.ts';
import { catalogueFor } from '../messages/catalogue.ts';
import { say } from '../messages/say.ts';
import { plainCommand } from './command.ts';
import { field } from './fields.ts';

/** The button of `/meeting me` that takes a *No more from this person* back. */
export const unmute = plainCommand({
  name: 'unmute',
  listed: false,
  summary: (text) => text.fields.muted,
  example: '/meeting me',
  who: 'anyone',
  input: z.object({ account: field.text((text) => text.fields.person) }),
  async run({ actor, store }, { account }) {
    const id = asId<AccountId>(account);
    const name = (await store.accounts.byId(id))?.name ?? '';
    const muted = actor.muted.filter((one) => one !== id);
    return { kind: 'done', data: name, change: accountsChange([{ ...actor, muted }]) };
  },
  answer(name, reader) {
    const text = catalogueFor(reader.locale);
    return { kind: 'private', message: say({ title: text.answers.unmuted(name) }, text) };
  },
});
