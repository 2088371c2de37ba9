import { cp, mkdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { dirname, join, relative, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ShownForm } from '../adapters/chat/playground/encode-form.ts';
import { en } from '../src/messages/en.ts';
import { bridge } from './newcomer/bridge/config.ts';
import { draw } from './newcomer/draw.ts';
import { lineChat } from './newcomer/line-chat/config.ts';
import { openPage, type Page, secretOf, textOf } from './program/page.ts';
import { type Program, ROOT, startProgram } from './program/program.ts';
import { temporaryFolder } from './temporary-folder.ts';

const BRIDGE = 'https://bridge.example';

/** Where each part of a newcomer goes: one file or one folder. */
const FILES: Readonly<Record<string, string>> = {
  'test/newcomer/draw.ts': 'src/commands/draw.ts',
  'test/newcomer/line-chat/config.ts': 'adapters/chat/line-chat/config.ts',
  'test/newcomer/line-chat/encode.ts': 'adapters/chat/line-chat/encode.ts',
  'test/newcomer/line-chat/index.ts': 'adapters/chat/line-chat/index.ts',
  'test/newcomer/bridge/config.ts': 'adapters/conference/bridge/config.ts',
  'test/newcomer/bridge/index.ts': 'adapters/conference/bridge/index.ts',
};

/** And the one entry in a registry, with the import of its name. */
const ENTRIES = [
  {
    registry: 'src/commands/registry.ts',
    list: 'commands: readonly Command[] = [',
    name: 'draw',
    from: './draw.ts',
  },
  {
    registry: 'adapters/registry.ts',
    list: 'chatEntries: readonly ChatEntry[] = [',
    name: 'lineChat',
    from: './chat/line-chat/config.ts',
  },
  {
    registry: 'adapters/registry.ts',
    list: 'conferenceEntries: readonly ConferenceEntry[] = [',
    name: 'bridge',
    from: './conference/bridge/config.ts',
  },
];

let root: string;
let program: Program;
let page: Page;

beforeAll(async () => {
  root = temporaryFolder('newcomer');
  for (const part of ['src', 'adapters', 'db', 'scripts', 'package.json'])
    await cp(join(ROOT, part), join(root, part), { recursive: true });
  await symlink(join(ROOT, 'node_modules'), join(root, 'node_modules'));
  for (const [from, to] of Object.entries(FILES)) {
    await mkdir(dirname(join(root, to)), { recursive: true });
    await writeFile(join(root, to), moved(await readFile(join(ROOT, from), 'utf8'), from, to));
  }
  for (const { registry, list, name, from } of ENTRIES) {
    const text = await readFile(join(root, registry), 'utf8');
    expect(text).toContain(list);
    const entry = text.replace(list, `${list}${name}, `);
    await writeFile(join(root, registry), `import { ${name} } from '${from}';\n${entry}`);
  }
  const data = join(root, 'run');
  await mkdir(data);
  const env = { PLAYGROUND: 'on', LINE_CHAT: 'on', BRIDGE_URL: BRIDGE, PUBLIC_URL: 'http://localhost:3000' };
  program = await startProgram(data, { root, env });
  page = openPage(program.url);
});

afterAll(async () => {
  await program?.stop();
  await rm(root, { recursive: true });
});

/** The text of a file as it reads in another place, outside of this folder: its relative imports follow. */
const moved = (text: string, from: string, to: string): string =>
  text.replace(/'(\.\.\/(?:\.\.\/)*src\/[^']+)'/g, (_, path: string) => {
    const target = relative(dirname(to), resolve('/', dirname(from), path).slice(1));
    return `'${target.startsWith('.') ? target : `./${target}`}'`;
  });

const choicesOf = ({ fields }: ShownForm, name: string) =>
  fields.find((field) => field.name === name)?.choices;

describe('a command in a file of its own', () => {
  it('is offered while typing and listed in help', async () => {
    expect(await page.suggestions('olga', '/meeting dr')).toEqual([
      { value: 'draw', label: 'draw <of whom>', hint: 'one of several people, by lot' },
    ]);
    const { entry } = await page.says('olga', '/meeting help');
    expect(entry && textOf(entry)).toContain(draw.example);
  });

  it('has a form that asks again for what is wrong, and works', async () => {
    const { form } = await page.says('olga', '/meeting draw');
    expect(form).toMatchObject({ title: 'Draw by lot', fields: [{ name: 'people', kind: 'people' }] });
    if (!form) return;
    const again = await page.submits('olga', form, { people: { people: 'ivan' } });
    expect(again.form?.fields[0]?.error).toBe('Name two people or more.');
    const { entry } = await page.submits('olga', form, { people: { people: 'ivan, lee' } });
    expect(entry && textOf(entry)).toMatch(/The lot fell on (Ivan|Lee)/);
  });
});

describe('a chat platform in a folder of its own', () => {
  const says = async (person: string, line: string) =>
    (await fetch(`${program.url}/line-chat/${person}`, { method: 'POST', body: line })).text();

  it('is started and answers its people', async () => {
    expect(program.written.out).toContain(`"${lineChat.name}"`);
    expect(await (await fetch(`${program.url}/readyz`)).json()).toMatchObject({
      parts: { 'line-chat': true, playground: true },
    });
    expect(await says('nell', 'help')).toContain('/meeting now');
  });

  it('brings invitees their codes', async () => {
    expect(await says('nell', 'now Tea @otto')).toContain('Tea is live');
    await expect
      .poll(async () => (await fetch(`${program.url}/line-chat/otto`)).text(), { timeout: 20_000 })
      .toMatch(/Your code for Tea[\s\S]*Passcode: [0-9A-Z]{10}/);
  });
});

describe('a conference provider in a folder of its own', () => {
  const offered = { value: bridge.name, label: bridge.label(en) };

  it('is offered in the settings and for a new meeting', async () => {
    const settings = await page.says('ada', '/meeting settings');
    expect(settings.form && choicesOf(settings.form, 'provider')).toContainEqual(offered);
    const first = await page.says('olga', '/meeting new');
    expect(first.form).not.toBeNull();
    if (!first.form) return;
    const { form } = await page.submits('olga', first.form, { topic: 'Call in' });
    expect(form && choicesOf(form, 'provider')).toContainEqual(offered);
    if (!form) return;
    const made = await page.submits('olga', form, { people: { people: '@ivan' }, provider: bridge.name });
    expect(made.entry && textOf(made.entry)).toContain('Call in is live');
  });

  it('gives invitees its own codes beside ours, and lets in who has the code', async () => {
    const slip = await page.until('a slip', (entries) =>
      entries.find(
        ({ audience, body }) =>
          audience === 'ivan' && body.kind === 'message' && body.notice === 'Your code for Call in',
      ),
    );
    expect(secretOf(slip, 'PIN')).toMatch(/^\d{8}$/);
    const passcode = secretOf(slip, 'Passcode');
    const [meetingId] = /\d{3} \d{4} \d{4}/.exec(textOf(slip)) ?? [];
    const response = await fetch(`${program.url}/api/join`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ meetingId, passcode, name: 'Gil' }),
    });
    expect(await response.json()).toEqual({
      next: {
        kind: 'redirect',
        url: expect.stringMatching(/^https:\/\/bridge\.example\/lines\/\w{20}#Gil$/),
      },
    });
  });
});
