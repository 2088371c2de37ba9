import type { Context } from 'hono';

/**
 * Whether a page of our own asks. Every browser of today says so by `Sec-Fetch-Site`; what comes without it has to name
 * our origin, which no other page can.
 */
export function isOwnPage(c: Context, publicUrl: string): boolean {
  const site = c.req.header('Sec-Fetch-Site');
  if (site !== undefined) return site === 'same-origin';
  return c.req.header('Origin') === new URL(publicUrl).origin;
}
