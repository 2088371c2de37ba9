import { readFile } from 'node:fs/promises';

const SCRIPT = 'text/javascript; charset=utf-8';
const TYPES: ReadonlyMap<string, string> = new Map([
  ['room.css', 'text/css; charset=utf-8'],
  ['room.js', SCRIPT],
  ['ask.js', SCRIPT],
  ['call.js', SCRIPT],
  ['devices.js', SCRIPT],
  ['peer.js', SCRIPT],
  ['scene.js', SCRIPT],
  ['tiles.js', SCRIPT],
]);

/** The few files of the room's page; null for any other name. */
export async function staticFile(name: string): Promise<Response | null> {
  const type = TYPES.get(name);
  if (type === undefined) return null;
  const body = await readFile(new URL(`static/${name}`, import.meta.url));
  return new Response(body, { headers: { 'Content-Type': type } });
}
