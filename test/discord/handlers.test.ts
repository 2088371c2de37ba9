import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { tellFigure } from '../figure.ts';
import { SEED } from '../seed.ts';
import { form, privately, started, textOf } from './core.ts';

const PAYLOADS = Number(process.env['MUTATED_PAYLOADS'] ?? 1_000); // SECURITY.md §6: with Telegram's and the web's
/** Made at a time: more would fill the memory. */
const CHUNK = 1_000;

/** The value with one of its members, at any depth, put to something else or taken away. */
const mutated = (value: unknown): fc.Arbitrary<unknown> => {
  const noise = fc.oneof(fc.jsonValue(), fc.constant(undefined));
  if (typeof value !== 'object' || value === null) return noise;
  const inside = Object.entries(value).map(([key, member]) =>
    mutated(member).map((other) => (Array.isArray(value) ? [other] : { ...value, [key]: other })),
  );
  return fc.oneof(noise, ...inside);
};

const batches = <Item>(items: readonly Item[], size = 50): readonly (readonly Item[])[] =>
  Array.from({ length: Math.ceil(items.length / size) }, (_, at) => items.slice(at * size, (at + 1) * size));

describe('mutilated events', () => {
  it('hurt nobody', async () => {
    const unhandled = vi.fn();
    process.on('unhandledRejection', unhandled).on('uncaughtException', unhandled);
    const { discord, core, olga, ivan, general, inbox } = await started();
    const reply = await discord.as(olga).slash(general, 'now', { topic: 'x', people: `<@${ivan}>` });
    await discord.as(olga).press(reply, 'Again');
    await discord.as(olga).completes(general, 'rotate', 'meeting', '');
    await discord.as(olga).contextMenu('Invite to a meeting', ivan);
    core.how = 'form';
    core.answer = ({ request }) => (request.kind === 'submit' ? privately('Made') : form(1));
    await discord.as(olga).fillIn(await discord.as(olga).slash(general, 'new'), { Topic: 'x' });
    const interactions = [...discord.state.interactions.values()].map(({ payload }) => payload);
    expect(new Set(interactions.map(({ type }) => type))).toEqual(new Set([2, 3, 4, 5]));
    const departed = { guild_id: discord.guild, user: { id: ivan } };
    core.how = 'private';
    const lee = discord.addUser({ name: 'Lee' });
    core.answer = ({ actor }) => (actor.foreignId === lee ? privately('Still here') : { kind: 'nothing' });

    const one = fc.oneof(
      ...interactions.map((payload) => mutated(payload).map((d) => ['INTERACTION_CREATE', d] as const)),
      mutated(departed).map((d) => ['GUILD_MEMBER_REMOVE', d] as const),
      mutated(departed).map((d) => ['GUILD_BAN_ADD', d] as const),
      fc.tuple(fc.constantFrom('GUILD_CREATE', 'GUILD_DELETE', 'CHANNEL_UPDATE', 'MADE_UP'), fc.jsonValue()),
    );
    for (let done = 0; done < PAYLOADS; done += CHUNK) {
      const some = { numRuns: Math.min(CHUNK, PAYLOADS - done), seed: SEED + done };
      for (const told of batches(fc.sample(one, some))) {
        for (const [event, payload] of told) discord.tell(event, payload);
        expect(textOf(await discord.as(lee).slash(general, 'list'))).toContain('Still here');
      }
    }
    await inbox.stop();
    await new Promise((turn) => setImmediate(turn));
    expect(unhandled).not.toHaveBeenCalled();
    process.off('unhandledRejection', unhandled).off('uncaughtException', unhandled);
    tellFigure(`${PAYLOADS} mutated events of Discord: 0 unhandled`, SEED);
  });
});
