import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { enterRoom } from './enter-room.ts';
import { openPlayground, type Player } from './playground.ts';
import type { Stage } from './stage.ts';

/** Milliseconds for something to come about between two browsers on a busy machine. */
export const PATIENCE = 30_000;

// Run in the page, where the compiler does not look.
const videoOf = (name: string) =>
  `[...document.querySelectorAll('.tile')].find((tile) => tile.innerText.includes('${name}'))?.querySelector('video')`;
export const PLAYED = (name: string) => `${videoOf(name)}?.getVideoPlaybackQuality().totalVideoFrames ?? 0`;
/** How loud the person is heard: the loudest of a tenth of a second, from 0 to 1. */
export const LOUDNESS = (name: string) => `(async () => {
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

export async function sees(page: Page, name: string): Promise<void> {
  const before = await page.evaluate<number>(PLAYED(name));
  await expect
    .poll(() => page.evaluate<number>(PLAYED(name)), { timeout: PATIENCE })
    .toBeGreaterThan(before + 5);
}

export const hears = (page: Page, name: string) =>
  expect.poll(() => page.evaluate<number>(LOUDNESS(name)), { timeout: PATIENCE }).toBeGreaterThan(0.01);

export const tile = (page: Page, name: string) => page.getByRole('listitem').filter({ hasText: name });

export const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();

/** The playground of a stage, and calls of Olga's to which Ivan and Zoe are invited. */
export async function openCalls(stage: Stage) {
  const { who } = await openPlayground(stage, [
    ['Olga', '#general'],
    ['Olga', 'private'],
    ['Ivan', 'private'],
    ['Zoe', 'private'],
  ]);
  const [olga, ivan, zoe] = [who('Olga'), who('Ivan'), who('Zoe')];

  /** A new one, and how each comes to it. */
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
  return { olga, ivan, zoe, aCall };
}
