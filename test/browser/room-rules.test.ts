import { beforeAll, expect, it } from 'vitest';
import { openCalls, PATIENCE, press, sees, tile } from './a-call.ts';
import { enterRoom } from './enter-room.ts';
import { knock } from './knock.ts';
import { onStage } from './stage.ts';
import { expectWellMade } from './well-made.ts';

/**
 * Run before the page's own scripts: as long as it is cut off, no way to or from others is found. What it refuses is
 * counted by the round that it belongs to: each round names itself anew (`ice-ufrag`).
 */
const CUT_OFF = `
  window.cutOff = true;
  window.refused = new Set();
  const { addIceCandidate, setRemoteDescription } = RTCPeerConnection.prototype;
  const addressless = (sdp) => sdp.replaceAll(/a=candidate.*\\r\\n/g, '');
  RTCPeerConnection.prototype.addIceCandidate = function (candidate) {
    return window.cutOff ? Promise.resolve() : addIceCandidate.call(this, candidate);
  };
  RTCPeerConnection.prototype.setRemoteDescription = function ({ type, sdp }) {
    if (window.cutOff) window.refused.add(/a=ice-ufrag:(.*)/.exec(sdp)[1]);
    return setRemoteDescription.call(this, { type, sdp: window.cutOff ? addressless(sdp) : sdp });
  };
  window.fetch = ((fetch) => (url, options) => {
    const signal = String(url).endsWith('/signal') && window.cutOff ? JSON.parse(options.body) : null;
    if (signal?.data.candidate) return Promise.resolve(new Response('{}'));
    const { description } = signal?.data ?? {};
    if (description) signal.data.description = { type: description.type, sdp: addressless(description.sdp) };
    return fetch(url, description ? { ...options, body: JSON.stringify(signal) } : options);
  })(window.fetch);
`;

await onStage('who is in a call, and who is not', (stage) => {
  let calls: Awaited<ReturnType<typeof openCalls>>;
  beforeAll(async () => {
    calls = await openCalls(stage);
  });

  it('shows and tells nothing to who waits', async () => {
    const { topic, come } = await calls.aCall('Waiting');
    const host = await come(calls.olga);
    await press(host, 'Camera');
    const guest = await stage.visit('/');
    await knock(guest, await calls.ivan.slip('private', topic), 'Max');
    await enterRoom(guest);
    await host.getByRole('button', { name: 'Let in Max' }).waitFor();
    expect(await guest.locator('.tile').count()).toBe(0);
    const post = (what: string) => `fetch(location.pathname + '/${what}', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ to: 'anybody', data: 'hello' }),
    }).then(({ status }) => status)`;
    for (const what of ['signal', 'ice']) expect(await guest.evaluate(post(what))).toBe(403);
    await host.getByRole('button', { name: 'Let in Max' }).click();
    await sees(guest, 'Olga');
  });

  it('looks for another way while the two do not reach each other, and sees again when it is found', async () => {
    const { topic, come } = await calls.aCall('Cut');
    const host = await come(calls.olga);
    await press(host, 'Camera');
    const guest = await stage.visit('/');
    await guest.addInitScript(CUT_OFF);
    await guest.goto((await calls.ivan.slip('private', topic)).link);
    await enterRoom(guest);
    await tile(guest, 'Olga').getByText('Connecting').waitFor();
    await expect
      .poll(() => guest.evaluate<number>('window.refused.size'), { timeout: PATIENCE })
      .toBeGreaterThan(1);
    expect(await tile(guest, 'Olga').getByText('Connecting').isVisible()).toBe(true);
    await guest.evaluate('window.cutOff = false');
    await sees(guest, 'Olga');
    await tile(guest, 'Olga').getByText('Connecting').waitFor({ state: 'hidden' });
  });

  it('removes somebody when the organizer says so, after a question', async () => {
    const { come } = await calls.aCall('Removal');
    const [host, guest] = [await come(calls.olga), await come(calls.ivan)];
    expect(await guest.getByRole('button', { name: 'Remove' }).count()).toBe(0);
    await press(host, 'Remove Ivan');
    await press(host, 'Go back');
    await press(host, 'Remove Ivan');
    await host.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
    await guest.getByRole('heading', { name: 'You were removed' }).waitFor();
    await tile(host, 'Ivan').waitFor({ state: 'detached' });
    await guest.reload();
    await guest.getByRole('heading', { name: 'This way in is too old' }).waitFor();
  });

  it('puts out who is uninvited, and not who has an older code', async () => {
    const { topic, come } = await calls.aCall('Uninvited');
    const [host, guest, other] = [await come(calls.olga), await come(calls.ivan), await come(calls.zoe)];
    await calls.olga.says(`/meeting uninvite ${topic} @ivan`);
    await (await calls.olga.sees('#general', 'Take back the invitation', topic))
      .getByRole('button', { name: 'Take it back' })
      .click();
    await guest.getByRole('heading', { name: 'You were removed' }).waitFor({ timeout: 2 * PATIENCE });
    await tile(host, 'Ivan').waitFor({ state: 'detached' });
    await tile(other, 'Olga').waitFor();
  });

  it('ends for all when the organizer says so, after a question', async () => {
    const { come } = await calls.aCall('End');
    const [host, guest] = [await come(calls.olga), await come(calls.ivan)];
    expect(await guest.getByRole('button', { name: 'End for all' }).count()).toBe(0);
    await press(host, 'End for all');
    await host.getByRole('dialog').getByRole('button', { name: 'End for all' }).click();
    for (const page of [host, guest])
      await page.getByRole('heading', { name: 'This meeting has ended' }).waitFor();
    await calls.olga.sees('#general', 'End', 'This meeting has ended.');
  });

  it('lets in where there is no microphone or camera, and says what to do', async () => {
    const { topic } = await calls.aCall('In an app');
    const { link } = await calls.ivan.slip('private', topic);
    const page = await stage.visit('/');
    await page.addInitScript('Object.defineProperty(navigator, "mediaDevices", { value: undefined })');
    await page.goto(link);
    await page.getByText('No microphone or camera here').waitFor();
    await page.getByRole('button', { name: 'Copy my link' }).waitFor();
    expect(await page.getByRole('button', { name: 'Camera' }).count()).toBe(0);
    await enterRoom(page);
    await tile(page, 'Ivan').waitFor();
  });

  it('is well made, with a picture, a shared screen and a question', async () => {
    const { come } = await calls.aCall('Looks');
    const [host, guest] = [await come(calls.olga), await come(calls.ivan)];
    for (const page of [host, guest]) await press(page, 'Camera');
    await sees(host, 'Ivan');
    await expectWellMade(host);
    await press(guest, 'Share screen');
    await tile(host, 'Ivan').getByText('shares the screen').waitFor();
    await expectWellMade(host);
    await press(host, 'Remove Ivan');
    await expectWellMade(host);
  });
});
