import { chmodSync, closeSync, openSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import type { Clock, Time } from '../../../src/clock.ts';
import { asId, type ForeignId, type WorkspaceId } from '../../../src/ids.ts';
import { Secret } from '../../../src/vault/secret.ts';
import { asSealed, type Binding, type Vault, VaultError } from '../../../src/vault/vault.ts';
import type { PrivateShown, PublicShown } from './encode.ts';
import { residentOf, WORKSPACE } from './workspace.ts';

/** What stands in a conversation. `line`: typed by somebody; `message`: from the bot. */
type Line = { readonly kind: 'line'; readonly text: string };
type PublicBody = Line | ({ readonly kind: 'message' } & PublicShown);
type PrivateBody = Line | ({ readonly kind: 'message' } & PrivateShown);

/** Read by everybody in the conversation, or by one person: only then can it hold a secret. */
export type Content =
  | { readonly audience: null; readonly body: PublicBody }
  | { readonly audience: ForeignId; readonly body: PrivateBody };

type NewEntry = Content & {
  /** Appending an id a second time changes nothing. */
  readonly id: string;
  readonly conversation: ForeignId;
  readonly author: ForeignId;
  /** `delivery` was sent by the job table; an `answer` gives way to the answer of a button in it. */
  readonly source: 'typed' | 'answer' | 'delivery';
};

export type Entry = NewEntry & { readonly seq: number; readonly at: Time; readonly editedAt: Time | null };

/** What a person can switch about themselves, as on any platform. */
type Switches = { readonly dmsOpen: boolean; readonly member: boolean };

export type Event =
  | { readonly kind: 'entry'; readonly entry: Entry }
  | { readonly kind: 'switches'; readonly person: string; readonly switches: Switches };

/** Everything people did in the playground. What a method wrote is on disk when it returns. */
export type State = {
  append(entry: NewEntry): Entry;
  /** Puts another body into the place of an entry's. The entry must be there, and keeps its audience. */
  replace(id: string, content: Content): Entry;
  entry(id: string): Entry | null;
  /** The newest of each conversation, in order. */
  recent(): readonly Entry[];
  switches(person: string): Switches;
  setSwitches(person: string, switches: Switches): void;
  /** Calls back after each change; answers how to stop that. */
  watch(listener: (event: Event) => void): () => void;
};

/** Per conversation: more than anybody scrolls through, little enough to send whole. */
const RECENT = 200;

const Row = z.object({
  seq: z.number(),
  id: z.string(),
  conversation: z.string().transform(asId<ForeignId>),
  author: z.string().transform(asId<ForeignId>),
  audience: z
    .string()
    .transform(asId<ForeignId>)
    .nullable(),
  source: z.enum(['typed', 'answer', 'delivery']),
  body: z.string(),
  at: z.number(),
  edited_at: z.number().nullable(),
});
const Sealing = z.object({ id: z.string(), body: z.string() });
const SwitchesRow = z.object({ dms_open: z.number(), member: z.number() });

/** `synchronous = FULL`: a returned write survives a power cut. Private bodies are sealed: they hold codes. */
const SCHEMA = `
  PRAGMA journal_mode = WAL;
  PRAGMA synchronous = FULL;
  CREATE TABLE IF NOT EXISTS entries (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    conversation TEXT NOT NULL,
    author TEXT NOT NULL,
    audience TEXT,
    source TEXT NOT NULL,
    body TEXT NOT NULL,
    key TEXT,
    at INTEGER NOT NULL,
    edited_at INTEGER
  ) STRICT;
  CREATE TABLE IF NOT EXISTS switches (
    person TEXT PRIMARY KEY,
    dms_open INTEGER NOT NULL,
    member INTEGER NOT NULL
  ) STRICT;`;

export function openState(file: string, vault: Vault, clock: Clock): State {
  closeSync(openSync(file, 'a', 0o600)); // SQLite gives its own files the mode of this one
  chmodSync(file, 0o600);
  const db = new DatabaseSync(file, { timeout: 5_000 });
  db.exec(SCHEMA);

  const insert = db.prepare(
    `INSERT INTO entries (id, conversation, author, audience, source, body, key, at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING`,
  );
  const update = db.prepare('UPDATE entries SET body = ?, key = ?, edited_at = ? WHERE id = ?');
  const byId = db.prepare('SELECT * FROM entries WHERE id = ?');
  const newest = db.prepare(
    `SELECT * FROM (SELECT *, row_number() OVER (PARTITION BY conversation ORDER BY seq DESC) AS place FROM entries)
     WHERE place <= ? ORDER BY seq`,
  );
  const readSwitches = db.prepare('SELECT dms_open, member FROM switches WHERE person = ?');
  const writeSwitches = db.prepare(
    'INSERT OR REPLACE INTO switches (person, dms_open, member) VALUES (?, ?, ?)',
  );
  const listeners = new Set<(event: Event) => void>();
  const tell = (event: Event) => {
    for (const listener of listeners) listener(event);
  };

  const binding = (id: string): Binding => ({
    workspaceId: asId<WorkspaceId>(WORKSPACE.foreignId),
    row: id,
    revision: 0,
  });
  const seal = (id: string, text: string) => vault.seal('message', binding(id), new Secret(text));
  const unseal = (id: string, text: string) => vault.open('message', binding(id), asSealed(text)).open();
  const kept = (id: string, { audience, body }: Content) => {
    const text = JSON.stringify(body);
    return audience === null ? { text, key: null } : { text: seal(id, text), key: vault.primary };
  };

  function read(row: unknown): Entry {
    const { edited_at: editedAt, body, audience, ...rest } = Row.parse(row);
    const content: Content =
      audience === null
        ? { audience, body: JSON.parse(body) }
        : { audience, body: JSON.parse(unseal(rest.id, body)) };
    return { ...rest, ...content, editedAt };
  }

  function entry(id: string): Entry | null {
    const row = byId.get(id);
    return row ? read(row) : null;
  }

  function written(id: string): Entry {
    const found = entry(id);
    if (!found) throw new Error('The playground has no such entry.');
    return found;
  }

  reseal();

  /** Whoever rotates the keys removes the old one after a restart: then nothing here may need it any more. */
  function reseal(): void {
    const move = db.prepare('UPDATE entries SET body = ?, key = ? WHERE id = ?');
    const drop = db.prepare('DELETE FROM entries WHERE id = ?');
    for (const row of db.prepare('SELECT id, body FROM entries WHERE key <> ?').all(vault.primary)) {
      const { id, body } = Sealing.parse(row);
      try {
        move.run(seal(id, unseal(id, body)), vault.primary, id);
      } catch (error) {
        if (!(error instanceof VaultError) || error.reason !== 'unknown-key') throw error;
        drop.run(id); // its key was removed: nobody will read it again
      }
    }
  }

  return {
    entry,
    append(added) {
      const { id, conversation, author, audience, source } = added;
      const { text, key } = kept(id, added);
      const isNew =
        insert.run(id, conversation, author, audience, source, text, key, clock.now()).changes > 0;
      const appended = written(id);
      if (isNew) tell({ kind: 'entry', entry: appended });
      return appended;
    },
    replace(id, content) {
      if (written(id).audience !== content.audience) throw new Error('An entry keeps its audience.');
      const { text, key } = kept(id, content);
      update.run(text, key, clock.now(), id);
      const replaced = written(id);
      tell({ kind: 'entry', entry: replaced });
      return replaced;
    },
    recent: () => newest.all(RECENT).map(read),
    switches(person) {
      const row = readSwitches.get(person);
      if (!row) return { dmsOpen: residentOf(person)?.dmsOpen ?? false, member: residentOf(person) !== null };
      const { dms_open: dmsOpen, member } = SwitchesRow.parse(row);
      return { dmsOpen: dmsOpen === 1, member: member === 1 };
    },
    setSwitches(person, switches) {
      writeSwitches.run(person, Number(switches.dmsOpen), Number(switches.member));
      tell({ kind: 'switches', person, switches });
    },
    watch(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
