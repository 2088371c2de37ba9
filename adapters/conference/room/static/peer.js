/**
 * The connection from this browser to one other. RTCPeerConnection itself, because no kept library does what a room
 * needs: peer-lite (2022) closes at the first lost packet and asks a third party's STUN server unless told, simple-peer
 * (2022) cannot restart ICE and brings Node's streams, its fork brings a native module.
 * One side makes all offers, so two never meet; three lines (microphone, camera, screen) are agreed on at once, and
 * what goes over them is exchanged later without a new agreement
 * (https://www.w3.org/TR/webrtc/#advanced-peer-to-peer-example-with-warm-up).
 */
const LINES = ['audio', 'video', 'video'];
/** Milliseconds without a connection after which another way is looked for (an ICE restart). */
const PATIENCE = 6_000;

/** `calls`: whether this side makes the offers. `send` takes what the other side's `receive` is given, in order. */
export function createPeer({ iceServers, calls, tracks, send, changed }) {
  const connection = new RTCPeerConnection({ iceServers });
  let lines = calls ? LINES.map((kind) => connection.addTransceiver(kind, { direction: 'sendrecv' })) : [];
  let round = 0;
  let early = [];
  let sent = tracks;

  const put = () => Promise.all(lines.map(({ sender }, n) => sender.replaceTrack(sent[n])));

  async function offer() {
    round += 1;
    await connection.setLocalDescription(await connection.createOffer({ iceRestart: round > 1 }));
    send({ description: connection.localDescription, round });
  }

  async function answer(description) {
    await connection.setRemoteDescription(description);
    if (lines.length === 0) {
      lines = connection.getTransceivers();
      for (const line of lines) line.direction = 'sendrecv';
      await put();
      changed();
    }
    await connection.setLocalDescription();
    send({ description: connection.localDescription, round });
  }

  /** Candidates may come before the description that they belong to. */
  async function find(candidate) {
    if (connection.remoteDescription?.type && early.length === 0) await connection.addIceCandidate(candidate);
    else early.push(candidate);
  }

  async function findEarly() {
    const candidates = early;
    early = [];
    for (const candidate of candidates) await connection.addIceCandidate(candidate).catch(() => {});
  }

  function again() {
    if (calls) return offer();
    send({ again: true });
  }

  connection.addEventListener('icecandidate', ({ candidate }) => {
    if (candidate) send({ candidate: candidate.toJSON(), round });
  });
  connection.addEventListener('connectionstatechange', changed);
  const looking = setInterval(() => {
    if (connection.connectionState !== 'connected') void again();
  }, PATIENCE);

  return {
    start: () => calls && put().then(offer),
    async receive({ description, candidate, round: theirs, again: asked }) {
      if (asked && calls) return offer();
      if (calls && theirs !== round) return; // belongs to an offer that is not ours any more
      if (description) {
        if (!calls) round = theirs;
        if (calls) await connection.setRemoteDescription(description);
        else await answer(description);
        await findEarly();
      }
      if (candidate) await find(candidate);
    },
    /** After either was not heard of for a while. */
    check: () => connection.connectionState !== 'connected' && again(),
    async exchange(next) {
      sent = next;
      await put();
    },
    isConnected: () => connection.connectionState === 'connected',
    /** What comes over the three lines; empty until they are agreed on. */
    received: () => lines.map(({ receiver }) => receiver.track),
    close() {
      clearInterval(looking);
      connection.close();
    },
  };
}
