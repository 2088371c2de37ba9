/** A process of its own: bare hono that reads JSON, writes one row as Latchkey's database writes, and answers. */
import type { AddressInfo } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import Database from 'better-sqlite3';
import { Hono } from 'hono';

const [, , file = ''] = process.argv;
const db = new Database(file);
db.pragma('journal_mode = WAL');
db.pragma('synchronous = FULL');
db.pragma('secure_delete = ON');
db.exec('CREATE TABLE tries (id INTEGER PRIMARY KEY, meeting TEXT NOT NULL, name TEXT NOT NULL) STRICT');
const insert = db.prepare('INSERT INTO tries (meeting, name) VALUES (?, ?)');

const app = new Hono();
app.post('/api/join', async (c) => {
  const { meetingId, name } = await c.req.json();
  insert.run(meetingId, name);
  return c.json({ next: { kind: 'room', url: '/room/somewhere' } });
});
const server = createAdaptorServer({ fetch: app.fetch, overrideGlobalObjects: false });
server.listen(0, '127.0.0.1', () => {
  const { port } = server.address() as AddressInfo;
  process.stdout.write(`${port}\n`);
});
