// This person's microphone, camera and screen. All are off until a button is pressed.
const byId = (id) => document.getElementById(id);
const TROUBLES = ['blocked', 'missing', 'busy'];

/** Whether this browser gives a page any device at all: some that are built into apps do not. */
export const hasDevices = () => navigator.mediaDevices?.getUserMedia !== undefined;

/** Phones give no page their screen. */
export const hasScreen = () => navigator.mediaDevices?.getDisplayMedia !== undefined;

export function createDevices(changed) {
  const tracks = { mic: null, camera: null, screen: null };
  const isOn = (device) => tracks[device]?.enabled === true;

  function tell(trouble) {
    for (const name of TROUBLES) byId(`trouble-${name}`).hidden = name !== trouble;
  }

  function draw() {
    for (const device of Object.keys(tracks)) byId(device).setAttribute('aria-pressed', String(isOn(device)));
    changed();
  }

  function drop(device) {
    tracks[device]?.stop();
    tracks[device] = null;
  }

  const chosen = (device) => {
    const { value } = byId(`${device}-choice`);
    return value ? { deviceId: { exact: value } } : {};
  };

  async function ask(device) {
    const { mediaDevices } = navigator;
    switch (device) {
      case 'mic':
        return mediaDevices.getUserMedia({ audio: { ...chosen('mic'), echoCancellation: true } });
      case 'camera':
        // Seven others get it each on their own: larger would ask too much of an upload.
        return mediaDevices.getUserMedia({ video: { ...chosen('camera'), width: { ideal: 640 } } });
      default:
        return mediaDevices.getDisplayMedia({ video: true });
    }
  }

  async function take(device) {
    tell(null);
    try {
      const [track] = (await ask(device)).getTracks();
      drop(device);
      tracks[device] = track;
      // Unplugged, or sharing was ended by the browser's own button.
      track.addEventListener('ended', () => {
        if (tracks[device] !== track) return;
        tracks[device] = null;
        draw();
      });
      if (device !== 'screen') await listChoices();
    } catch ({ name }) {
      if (device === 'screen' && name === 'NotAllowedError') return; // changed their mind
      tell(
        name === 'NotAllowedError' ? 'blocked' : /NotFound|Overconstrained/.test(name) ? 'missing' : 'busy',
      );
    }
  }

  /** The names of devices are told only to whoever may use one. */
  async function listChoices() {
    const all = await navigator.mediaDevices.enumerateDevices();
    for (const [device, kind] of [
      ['mic', 'audioinput'],
      ['camera', 'videoinput'],
    ]) {
      const select = byId(`${device}-choice`);
      const options = all.filter((one) => one.kind === kind && one.label !== '');
      const now = tracks[device]?.getSettings().deviceId ?? select.value;
      select.replaceChildren(
        ...options.map(({ deviceId, label }) => new Option(label, deviceId, false, deviceId === now)),
      );
      select.parentElement.hidden = options.length < 2;
    }
    byId('choices').hidden = [...byId('choices').querySelectorAll('div')].every(({ hidden }) => hidden);
  }

  async function toggle(device) {
    // A muted microphone stays taken, so that speaking up needs no question; a camera that is off has no light on.
    if (device === 'mic' && tracks.mic) tracks.mic.enabled = !tracks.mic.enabled;
    else if (tracks[device]) drop(device);
    else await take(device);
    draw();
  }

  for (const device of Object.keys(tracks)) {
    byId(device).addEventListener('click', () => toggle(device));
    byId(`${device}-choice`)?.addEventListener('change', async () => {
      if (tracks[device] === null) return;
      const wasOn = tracks[device].enabled;
      await take(device);
      tracks[device].enabled = wasOn;
      draw();
    });
  }
  return {
    /** In the order of the lines of a connection. */
    tracks: () => [tracks.mic, tracks.camera, tracks.screen],
    state: () => ({ mic: isOn('mic'), camera: isOn('camera'), screen: isOn('screen') }),
    stop() {
      for (const device of Object.keys(tracks)) drop(device);
      tell(null);
      byId('choices').hidden = true;
      draw();
    },
  };
}
