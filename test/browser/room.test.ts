import type { Page } from 'playwright-core';
import { beforeAll, expect, it } from 'vitest';
import { enterRoom } from './enter-room.ts';
import { openPlayground, type Player } from './playground.ts';
import { onStage } from './stage.ts';

/** Milliseconds for something to come about between two browsers on a busy machine. */
const PATIENCE = 30_000;

// Run in the page, where the compiler does not look.
const videoOf = (name: string) =>
  `[...document.querySelectorAll('.tile')].find((tile) => tile.innerText.includes('${name}'))?.querySelector('video')`;
const PLAYED = (name: string) => `${videoOf(name)}?.getVideoPlaybackQuality().totalVideoFrames ?? 0`;
/** How loud the person is heard: the loudest of a tenth of a second, from 0 to 1. */
const LOUDNESS = (name: string) => `(async () => {
  const [track] = ${videoOf(name)}?.srcObject?.getAudioTracks() ?? [];
  if (!track) return 0;
  const context = new AudioContext();
  await context.resume();
  const analyser = context.createAnalyser();
  context.createMediaStreamSource(new MediaStream([track])).connect(analyser);
  let loudest = 0;
  for (let n = 0; n < 60; n += 1) {
    await new Promise(requestAnimationFrame);
    const samples = new Float32Array(analyser.fftSize);
    analyser.getFloatTimeDomainData(samples);
    loudest = Math.max(loudest, ...samples.map(Math.abs));
  }
  await context.close();
  return loudest;
})()`;

async function sees(page: Page, name: string): Promise<void> {
  const before = await page.evaluate<number>(PLAYED(name));
  await expect
    .poll(() => page.evaluate<number>(PLAYED(name)), { timeout: PATIENCE })
    .toBeGreaterThan(before + 5);
}

const hears = (page: Page, name: string) =>
  expect.poll(() => page.evaluate<number>(LOUDNESS(name)), { timeout: PATIENCE }).toBeGreaterThan(0.01);

const tile = (page: Page, name: string) => page.getByRole('listitem').filter({ hasText: name });

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();

await onStage('a call in the room', (stage) => {
  let olga: Player;
  let ivan: Player;
  let zoe: Player;
  beforeAll(async () => {
    const { who } = await openPlayground(stage, [
      ['Olga', '#general'],
      ['Olga', 'private'],
      ['Ivan', 'private'],
      ['Zoe', 'private'],
    ]);
    [olga, ivan, zoe] = [who('Olga'), who('Ivan'), who('Zoe')];
  });

  /** A new call of Olga's to which Ivan and Zoe are invited; answers how each comes. */
  async function aCall(topic: string) {
    await olga.says(`/meeting now ${topic} @ivan @zoe`);
    const come = async (player: Player) => {
      const page = await stage.visit((await player.slip('private', topic)).link);
      await page.getByRole('heading', { name: topic }).waitFor();
      await enterRoom(page);
      await page.getByRole('button', { name: 'Leave' }).waitFor();
      return page;
    };
    return { topic, come };
  }

  it('two and three people see and hear each other', async () => {
    const { come } = await aCall('Standup');
    const [host, guest] = [await come(olga), await come(ivan)];
    for (const page of [host, guest]) {
      await press(page, 'Camera');
      await press(page, 'Microphone');
    }
    await Promise.all([sees(host, 'Ivan'), sees(guest, 'Olga')]);
    await Promise.all([hears(host, 'Ivan'), hears(guest, 'Olga')]);
    const third = await come(zoe);
    await Promise.all([sees(third, 'Ivan'), sees(third, 'Olga')]);
    await hears(third, 'Olga');
    await press(third, 'Camera');
    await Promise.all([sees(host, 'Zoe'), sees(guest, 'Zoe')]);
    await tile(host, 'Zoe').getByText('muted').waitFor();
    expect(await tile(host, 'Ivan').getByText('muted').isVisible()).toBe(false);
  });
});
