import { beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { openCalls, PATIENCE, press, sees, tile } from './a-call.ts';
import { enterRoom } from './enter-room.ts';
import { knock } from './knock.ts';
import type { Slip } from './playground.ts';
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

/** A guest without a browser: comes in with ID and passcode, and waits for the organizer. */
async function comesByHttp(url: string, { id, passcode }: Slip, name: string) {
  let cookie = '';
  const post = async (where: string, body: object) => {
    const headers = { 'Content-Type': 'application/json', Cookie: cookie };
    const response = await fetch(where, { method: 'POST', headers, body: JSON.stringify(body) });
    cookie = response.headers.get('Set-Cookie')?.split(';')[0] ?? cookie;
    return response;
  };
  const joined = await post(`${url}/api/join`, { meetingId: id, passcode, name });
  const way = new URL(z.object({ next: z.object({ url: z.string() }) }).parse(await joined.json()).next.url);
  const here = way.origin + way.pathname;
  expect(await (await post(`${here}/enter`, { token: way.hash.slice(1) })).json()).toEqual({
    state: 'waiting',
  });
  return { name, leave: () => post(`${here}/leave`, {}) };
}

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
    const page = await stage.visit('/', { permissions: ['clipboard-read', 'clipboard-write'] });
    await page.addInitScript('Object.defineProperty(navigator, "mediaDevices", { value: undefined })');
    await page.goto(link);
    await page.getByText('No microphone or camera here').waitFor();
    await press(page, 'Copy my link');
    await page.getByRole('button', { name: 'Copied' }).waitFor();
    // The one that lets them in from another browser too, not the room's own, which is good for minutes.
    expect(await page.evaluate('navigator.clipboard.readText()')).toBe(link);
    expect(await page.getByRole('button', { name: 'Camera' }).count()).toBe(0);
    await enterRoom(page);
    await tile(page, 'Ivan').waitFor();
  });

  it('lets the ninth in when somebody leaves, and says so until then', async () => {
    const { topic, come } = await calls.aCall('Full');
    const host = await come(calls.olga);
    const slip = await calls.ivan.slip('private', topic);
    const guests = await Promise.all(
      Array.from({ length: 6 }, (_, n) => comesByHttp(stage.url, slip, `Guest ${n}`)),
    );
    for (const { name } of guests) await press(host, `Let in ${name}`);
    const ninth = await stage.visit(slip.link);
    await ninth.getByRole('button', { name: 'Enter' }).waitFor();
    const zoe = await calls.zoe.slip('private', topic);
    const eighth = await comesByHttp(stage.url, zoe, 'Guest 8');
    await press(host, `Let in ${eighth.name}`);
    await host.getByText('8 people in the room').last().waitFor();
    await enterRoom(ninth);
    await ninth.getByRole('heading', { name: 'The room is full (8 of 8)' }).waitFor();
    await eighth.leave();
    await ninth.getByRole('button', { name: 'Leave' }).waitFor();
    await tile(ninth, 'Guest 0').waitFor();
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
