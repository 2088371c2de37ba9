import { createPeer } from './peer.js';

/**
 * Everybody's browser is connected to everybody else's. Whoever opens the page says hello to all who are in; the
 * answer tells which of their windows it is, and the greater of the two names makes the offers.
 */
export function createCall({ page, post, devices, tiles }) {
  /** By person: their window, the connection to it, and what is being worked off. */
  const peers = new Map();
  let others = [];
  let iceServers = null;

  const state = () => devices.state();

  /** One after the other, because an answer must not overtake its offer. */
  const outboxes = new Map();
  function send(to, data) {
    const before = outboxes.get(to) ?? Promise.resolve();
    const sent = before
      .then(() => others.includes(to) && post('signal', { to, data: { page, ...data } }))
      .catch(() => null);
    outboxes.set(to, sent);
  }

  const hello = (to) => send(to, { hello: 'ask', state: state() });

  function drop(person) {
    peers.get(person)?.peer.close();
    peers.delete(person);
    tiles.forget(person);
  }

  function meet(person, theirs) {
    const known = peers.get(person);
    if (known?.page === theirs) return known;
    drop(person);
    const peer = createPeer({
      iceServers,
      calls: page > theirs,
      tracks: devices.tracks(),
      send: (data) => send(person, { ...data, to: theirs }),
      changed: () => {
        if (peers.get(person)?.peer !== peer) return;
        tiles.received(person, peer.received(), peer.isConnected());
      },
    });
    const met = { page: theirs, peer };
    peers.set(person, met);
    tiles.received(person, peer.received(), false);
    void peer.start();
    return met;
  }

  async function handle(from, data) {
    iceServers ??= (await (await post('ice')).json()).iceServers;
    if (data.to && data.to !== page) return; // for the page before a reload
    if (!others.includes(from)) return;
    const known = peers.get(from)?.page === data.page;
    const { peer } = meet(from, data.page);
    if (data.state) tiles.state(from, data.state);
    if (data.hello === 'ask') {
      send(from, { hello: 'answer', to: data.page, state: state() });
      if (known) await peer.check();
    }
    await peer.receive(data);
  }

  const inboxes = new Map();

  return {
    /** Who is in besides this person. */
    people(now) {
      const came = now.filter((person) => !others.includes(person));
      for (const person of others) if (!now.includes(person)) drop(person);
      others = now;
      for (const person of came) hello(person);
    },
    received({ from, data }) {
      const before = inboxes.get(from) ?? Promise.resolve();
      inboxes.set(
        from,
        before.then(() => handle(from, data)).catch(() => null),
      );
    },
    /** The connection to the server was lost and is back: what was said meanwhile did not come. */
    back() {
      for (const person of others) hello(person);
    },
    devicesChanged() {
      for (const [person, { peer }] of peers) {
        void peer.exchange(devices.tracks());
        send(person, { state: state() });
      }
    },
    close() {
      for (const person of [...peers.keys()]) drop(person);
      others = [];
    },
  };
}
