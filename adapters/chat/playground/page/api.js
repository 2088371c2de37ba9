/** Calls the playground. Rejects with an error whose message can be read by people. */
async function post(path, body) {
  let response;
  try {
    response = await fetch(`/playground/${path}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    });
  } catch {
    throw new Error('Latchkey does not answer. Nothing was lost: try again.');
  }
  if (response.ok) return response.json();
  if (response.status === 503) throw new Error('Latchkey is starting. Try again in a moment.');
  if (response.status === 403) throw new Error('You are not in this conversation any more.');
  throw new Error('That did not work. Try again.');
}

/** Ids of what got no reply yet: the same thing done again has the same id, and so one effect. */
const unanswered = new Map();

export async function act(did) {
  const key = JSON.stringify(did);
  const id = unanswered.get(key) ?? crypto.randomUUID();
  unanswered.set(key, id);
  const answer = await post('act', { ...did, id });
  unanswered.delete(key);
  return answer;
}

export const suggest = (body) => post('suggest', body);
export const setSwitches = (body) => post('switches', body);

/** Keeps everything current; the browser connects again by itself and then gets everything anew. */
export function listen({ snapshot, entry, switches, connected }) {
  const source = new EventSource('/playground/events');
  source.addEventListener('snapshot', ({ data }) => {
    snapshot(JSON.parse(data));
    connected(true);
  });
  source.addEventListener('entry', ({ data }) => entry(JSON.parse(data).entry));
  source.addEventListener('switches', ({ data }) => switches(JSON.parse(data)));
  source.addEventListener('error', () => connected(false));
  addEventListener('pagehide', () => source.close());
}
