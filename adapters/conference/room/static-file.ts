import { readFile } from 'node:fs/promises';

const TYPES = { 'room.css': 'text/css; charset=utf-8', 'room.js': 'text/javascript; charset=utf-8' } as const;

/** The two files of the room's page; null for any other name. */
export async function staticFile(name: string): Promise<Response | null> {
  if (name !== 'room.css' && name !== 'room.js') return null;
  const body = await readFile(new URL(`static/${name}`, import.meta.url));
  return new Response(body, { headers: { 'Content-Type': TYPES[name] } });
}
