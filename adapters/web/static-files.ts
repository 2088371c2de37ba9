import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { extname } from 'node:path';
import type { Context } from 'hono';

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
};

/** Serves the few files of `static/` out of memory. Browsers ask again each time and mostly get 304. */
export function staticFiles(): (c: Context, name: string) => Response | null {
  const folder = new URL('static/', import.meta.url);
  const files = new Map(
    readdirSync(folder).map((name) => {
      const body = readFileSync(new URL(name, folder));
      const tag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 16)}"`;
      return [name, { body, tag, type: TYPES[extname(name)] ?? 'application/octet-stream' }] as const;
    }),
  );
  return (c, name) => {
    const file = files.get(name);
    if (!file) return null;
    c.header('Cache-Control', 'no-cache');
    c.header('ETag', file.tag);
    if (c.req.header('If-None-Match') === file.tag) return c.body(null, 304);
    c.header('Content-Type', file.type);
    return c.body(file.body);
  };
}
