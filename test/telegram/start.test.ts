import { afterEach, describe, expect, it } from 'vitest';
import { CODE, ID, secretly, short, started } from './core.ts';

type World = Awaited<ReturnType<typeof started>>;
let world: World;
afterEach(async () => {
  await world.close();
  expect(world.telegram.violations).toEqual([]);
});

async function start(): Promise<World> {
  world = await started();
  return world;
}

describe('pressing Start', () => {
  it('shows the meetings, and lets everything come that could not', async () => {
    const { telegram, core, ivan } = await start();
    const { messages } = await telegram.as(ivan).start();
    expect(core.request).toEqual({ kind: 'press', press: 'list' });
    expect(core.met).toEqual([{ platform: 'telegram', person: String(ivan) }]);
    expect(messages.map(({ text }) => text)).toEqual(['Done']);
  });

  it('is answered first, so that what was asked for does not come twice', async () => {
    const { telegram, core, ivan } = await start();
    const order: string[] = [];
    core.answer = ({ request }) => {
      order.push(request.kind === 'press' ? request.press : '');
      return secretly('Your code');
    };
    core.reachable = async () => {
      order.push(telegram.privateOf(ivan).at(-1)?.text ?? '');
    };
    await telegram.as(ivan).start(`code_${ID}`);
    expect(order).toEqual([`code:${ID}`, `Your code\n${CODE}`]);
  });

  it.each([`rotate_${ID}`, `approve_${ID}`, `start_${ID}`, `yes_${ID}`, '__proto__'])(
    'by a link that somebody else made does nothing but show the meetings: %s',
    async (payload) => {
      const { telegram, core, olga } = await start();
      await telegram.as(olga).start(payload);
      expect(core.asked.map(({ request }) => request)).toEqual([{ kind: 'press', press: 'list' }]);
    },
  );

  it('lets those in again who had blocked the bot', async () => {
    const { telegram, core, olga } = await start();
    await telegram.as(olga).blocks();
    await telegram.as(olga).start();
    expect(core.met).toContainEqual({ platform: 'telegram', person: String(olga) });
    core.answer = () => short('Here');
    const { messages } = await telegram.as(olga).types('private', '/list');
    expect(messages.map(({ text }) => text)).toEqual(['Here']);
  });
});
