import type { Locator, Page } from 'playwright-core';
import type { Stage } from './stage.ts';

type Where = '#general' | 'private';

/** What the private message with the code says. */
export type Slip = { readonly id: string; readonly passcode: string; readonly link: string };

/** One of the people of the playground, as the page shows them. */
export type Player = {
  /** The column that shows them a conversation. */
  in(where: Where): Locator;
  /** Types a line and sends it. */
  says(text: string, where?: Where): Promise<void>;
  /** The messages that stand before them and hold all of these words. */
  messages(where: Where, ...words: readonly (string | RegExp)[]): Locator;
  /** Waits for such a message and answers the newest. */
  sees(where: Where, ...words: readonly (string | RegExp)[]): Promise<Locator>;
  /** Waits for their code for that meeting, and reads it. */
  slip(where: Where, topic: string): Promise<Slip>;
};

/** The playground with a column for each of these: a person and a conversation. */
export async function openPlayground(
  stage: Stage,
  columns: readonly (readonly [name: string, where: Where])[],
): Promise<{ readonly page: Page; who(name: string): Player }> {
  const layout = JSON.stringify({
    view: 'columns',
    tab: 0,
    columns: columns.map(([name, where]) => ({
      person: name.toLowerCase(),
      conversation: where === 'private' ? `dm-${name.toLowerCase()}` : where.slice(1),
    })),
  });
  const localStorage = [{ name: 'latchkey.playground.layout', value: layout }];
  const page = await stage.visit('/playground', {
    viewport: { width: 345 * columns.length, height: 900 },
    storageState: { cookies: [], origins: [{ origin: stage.url, localStorage }] },
  });
  return { page, who: (name) => playerOn(page, name) };
}

async function there(messages: Locator): Promise<Locator> {
  const newest = messages.last();
  await newest.waitFor();
  return newest;
}

function playerOn(page: Page, name: string): Player {
  const column = (where: Where) => page.getByRole('region', { name: `${name} in ${where}`, exact: true });
  const messages = (where: Where, ...words: readonly (string | RegExp)[]) =>
    words.reduce<Locator>(
      (found, hasText) => found.filter({ hasText }),
      column(where)
        .getByRole('article')
        .filter({ has: page.locator('.card') }),
    );
  return {
    in: column,
    async says(text, where = '#general') {
      const field = column(where).getByRole('combobox', { name: 'Message from' });
      await field.fill(text);
      await field.press('Enter');
    },
    messages,
    sees: (where, ...words) => there(messages(where, ...words)),
    async slip(where, topic) {
      const slips = messages(where, `Your code for ${topic}`);
      const message = await there(slips.filter({ has: page.locator('.secret-text') }));
      const [id = ''] = /\d{3} \d{4} \d{4}/.exec(await message.innerText()) ?? [];
      const passcode = await message.locator('.secret-text').innerText();
      const link = (await message.getByRole('link', { name: 'Join' }).getAttribute('href')) ?? '';
      return { id, passcode, link };
    },
  };
}
