import { beforeAll, expect, it } from 'vitest';
import { hears, LOUDNESS, openCalls, PATIENCE, PLAYED, press, sees, tile } from './a-call.ts';
import { enterRoom } from './enter-room.ts';
import { onStage } from './stage.ts';

await onStage('a call in the room', (stage) => {
  let calls: Awaited<ReturnType<typeof openCalls>>;
  beforeAll(async () => {
    calls = await openCalls(stage);
  });

  it('two and three people see and hear each other', async () => {
    const { come } = await calls.aCall('Standup');
    const [host, guest] = [await come(calls.olga), await come(calls.ivan)];
    for (const page of [host, guest]) {
      await press(page, 'Camera');
      await press(page, 'Microphone');
    }
    await Promise.all([sees(host, 'Ivan'), sees(guest, 'Olga')]);
    await Promise.all([hears(host, 'Ivan'), hears(guest, 'Olga')]);
    const third = await come(calls.zoe);
    await Promise.all([sees(third, 'Ivan'), sees(third, 'Olga')]);
    await hears(third, 'Olga');
    await press(third, 'Camera');
    await Promise.all([sees(host, 'Zoe'), sees(guest, 'Zoe')]);
    await tile(host, 'Zoe').getByText('muted').waitFor();
    expect(await tile(host, 'Ivan').getByText('muted').isVisible()).toBe(false);
  });

  it('comes in with microphone and camera off, and nobody sees who looks into their camera first', async () => {
    const { topic, come } = await calls.aCall('Preview');
    const host = await come(calls.olga);
    const guest = await stage.visit((await calls.ivan.slip('private', topic)).link);
    await press(guest, 'Camera');
    await guest.locator('#preview video').waitFor();
    await press(guest, 'Camera');
    await guest.locator('#preview video').waitFor({ state: 'detached' });
    expect(await host.getByRole('listitem').count()).toBe(1);
    await enterRoom(guest);
    await tile(host, 'Ivan').getByText('muted').waitFor();
    for (const name of ['Microphone', 'Camera', 'Share screen'])
      await guest.getByRole('button', { name, exact: true, pressed: false }).waitFor();
    expect(await host.evaluate<number>(PLAYED('Ivan'))).toBe(0);
  });

  it('shows who is muted, has their camera off, shares the screen, and leaves', async () => {
    const { come } = await calls.aCall('Devices');
    const [host, guest] = [await come(calls.olga), await come(calls.ivan)];
    const [face, picture] = [
      tile(host, 'Ivan').locator('.face'),
      tile(host, 'Ivan').locator('.picture > video'),
    ];
    await press(guest, 'Microphone');
    await hears(host, 'Ivan');
    await tile(host, 'Ivan').getByText('muted').waitFor({ state: 'hidden' });
    await press(guest, 'Microphone');
    await tile(host, 'Ivan').getByText('muted').waitFor();
    await expect
      .poll(() => host.evaluate<number>(LOUDNESS('Ivan')), { timeout: PATIENCE })
      .toBeLessThan(0.001);
    await press(guest, 'Camera');
    await picture.waitFor();
    await sees(host, 'Ivan');
    await press(guest, 'Camera');
    await picture.waitFor({ state: 'hidden' });
    await face.waitFor();
    await press(guest, 'Share screen');
    await tile(host, 'Ivan').getByText('shares the screen').waitFor();
    const shown =
      'document.querySelector(".shares figure video")?.getVideoPlaybackQuality().totalVideoFrames ?? 0';
    await expect.poll(() => host.evaluate<number>(shown), { timeout: PATIENCE }).toBeGreaterThan(0);
    await press(guest, 'Share screen');
    await tile(host, 'Ivan').getByText('shares the screen').waitFor({ state: 'hidden' });
    await press(guest, 'Leave');
    await tile(host, 'Ivan').waitFor({ state: 'detached' });
    await guest.getByRole('heading', { name: 'You have left' }).waitFor();
  });

  it('goes on after a reload, with microphone and camera off again', async () => {
    const { come } = await calls.aCall('Reload');
    const [host, guest] = [await come(calls.olga), await come(calls.ivan)];
    for (const page of [host, guest]) await press(page, 'Camera');
    await Promise.all([sees(host, 'Ivan'), sees(guest, 'Olga')]);
    await guest.reload();
    await tile(host, 'Ivan').locator('.face').waitFor();
    await sees(guest, 'Olga');
    await press(guest, 'Camera');
    await sees(host, 'Ivan');
  });

  it('asks before it moves to another window or device, ends in the first, and tells the organizer', async () => {
    const { topic, come } = await calls.aCall('Windows');
    const [host, guest] = [await come(calls.olga), await come(calls.ivan)];
    const other = await stage.visit((await calls.ivan.slip('private', topic)).link);
    await other.getByRole('heading', { name: 'Move here?' }).waitFor();
    await tile(guest, 'Olga').waitFor();
    await press(other, 'Move here');
    await calls.olga.sees('private', `Ivan came to ${topic} a second time`);
    await guest.getByRole('heading', { name: 'The call is in another window' }).waitFor();
    await press(other, 'Camera');
    await sees(host, 'Ivan');
    await press(guest, 'Continue here');
    await guest.getByRole('heading', { name: topic }).waitFor();
    await other.getByRole('heading', { name: 'The call is in another window' }).waitFor();
  });

  it('goes on while the server is away, and takes in others when it is back', async () => {
    const { topic, come } = await calls.aCall('Outage');
    const [host, guest] = [await come(calls.olga), await come(calls.ivan)];
    for (const page of [host, guest]) await press(page, 'Camera');
    await Promise.all([sees(host, 'Ivan'), sees(guest, 'Olga')]);
    const { link } = await calls.zoe.slip('private', topic);
    await stage.kill();
    await host.getByText('The connection is lost').waitFor();
    await Promise.all([sees(host, 'Ivan'), sees(guest, 'Olga')]);
    await stage.restart(0);
    await host.getByText('The connection is lost').waitFor({ state: 'hidden' });
    const third = await stage.visit(link);
    await enterRoom(third);
    await Promise.all([sees(third, 'Ivan'), sees(third, 'Olga')]);
    await Promise.all([sees(host, 'Ivan'), sees(guest, 'Olga')]);
  });
});
