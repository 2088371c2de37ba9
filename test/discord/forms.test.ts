import { describe, expect, it } from 'vitest';
import type { Answer } from '../../src/messages/answer.ts';
import type { FakeDiscord } from '../fakes/discord/discord-server.ts';
import { FORM, firstAnswers, form, privately, seen, started, textOf } from './core.ts';
import { messageOf } from './discord-world.ts';

const PATIENCE = { timeout: 20_000 };

/** The local Discord compiles its schema when it is first used, which may take longer than a form has. */
async function warmed() {
  const world = await started();
  const { discord, core, ivan, general } = world;
  await discord.as(ivan).slash(general, 'list');
  core.asked.splice(0);
  return world;
}

/** But that one. */
const answersOf = (discord: FakeDiscord) => firstAnswers(discord).slice(1);

describe('a form', () => {
  it('opens as a modal, goes on behind a button, and ends in what came of it', async () => {
    const { discord, core, olga, general } = await warmed();
    core.how = 'form';
    core.answer = () => form(1);
    const opened = await discord.as(olga).slash(general, 'new');
    expect(opened).toMatchObject({ kind: 'modal', modal: { title: 'New meeting 1/2' } });
    expect(answersOf(discord)).toEqual([9]);

    core.answer = () => form(1, 'Too short.');
    const wrong = await discord.as(olga).fillIn(opened, { Topic: 'x' });
    expect(core.asked.at(-1)?.request).toEqual({
      kind: 'submit',
      submit: `new:${FORM}`,
      values: { topic: 'x' },
    });
    expect(wrong).toMatchObject({ kind: 'message', ephemeral: true });
    expect(textOf(wrong)).toMatch(/Topic\\?: Too short\./);

    core.answer = () => form(1);
    const again = await discord.as(olga).press(wrong, 'Edit again');
    expect(core.asked.at(-1)?.request).toEqual({ kind: 'press', press: `next:${FORM}` });
    core.answer = () => form(2);
    const next = await discord.as(olga).fillIn(again, { Topic: 'Standup' });
    expect(next).toMatchObject({ kind: 'updated', ephemeral: true });
    expect(textOf(next)).toContain('New meeting 2/2');
    expect(textOf(next)).toContain('Understood as Wed 25 Nov.');

    const last = await discord.as(olga).press(next, 'Continue');
    expect(last.modal?.text).toContain('Understood as Wed 25 Nov.');
    core.answer = () => privately('Made');
    const made = await discord.as(olga).fillIn(last, { Topic: 'Standup' });
    expect(textOf(made)).toContain('Made');
    expect(discord.ephemeralsOf(olga)).toHaveLength(1);
    expect(discord.violations).toEqual([]);
  });

  it('that is not ready in time waits behind a button', async () => {
    const { discord, core, olga, general } = await warmed();
    core.how = 'form';
    const { promise, resolve } = Promise.withResolvers<Answer>();
    core.answer = () => promise;
    const reply = discord.as(olga).slash(general, 'new');
    await expect.poll(() => answersOf(discord), PATIENCE).toEqual([5]);
    resolve(form(1));
    expect(textOf(await reply)).toContain('The form took too long to open. It is ready now.');
    core.answer = () => form(1);
    expect(await discord.as(olga).press(await reply, 'Open')).toMatchObject({ kind: 'modal' });
    expect(core.asked.at(-1)?.request).toEqual({ kind: 'press', press: `next:${FORM}` });
    expect(discord.violations).toEqual([]);
  });

  it('that Discord does not know of any more waits in a direct message', async () => {
    const { discord, core, olga, general } = await warmed();
    core.how = 'form';
    core.answer = () => form(1);
    discord.fail('POST /interactions/*/*/callback', { status: 404, code: 10062 });
    discord
      .as(olga)
      .slash(general, 'new')
      .catch(() => {});
    await expect.poll(() => seen(discord.dmsOf(olga)), PATIENCE).toContain('It is ready now.');
    const [message] = discord.dmsOf(olga);
    expect(message && (await discord.as(olga).press(message, 'Open'))).toMatchObject({ kind: 'modal' });
  });

  it('that is refused is answered in private at once', async () => {
    const { discord, core, olga, general, card } = await warmed();
    core.how = 'form';
    core.answer = () => privately('You may not create meetings here.');
    const reply = await discord.as(olga).slash(general, 'new');
    expect(reply).toMatchObject({ kind: 'message', ephemeral: true });
    const posted = messageOf(discord, general, await card('new'));
    expect(await discord.as(olga).press(posted, 'Go')).toMatchObject({ kind: 'message', ephemeral: true });
    core.answer = () => privately('Still not.', 'new');
    expect(await discord.as(olga).press(reply, 'Again')).toMatchObject({ kind: 'updated' });
    expect(answersOf(discord)).toEqual([4, 4, 7]);
    core.answer = () => ({ kind: 'nothing' });
    discord
      .as(olga)
      .press(reply, 'Again')
      .catch(() => {}); // nothing is seen of it
    await expect.poll(() => answersOf(discord), PATIENCE).toEqual([4, 4, 7, 6]);
    expect(seen(discord.ephemeralsOf(olga))).toContain('Still not.');
    expect(discord.violations).toEqual([]);
  });
});
