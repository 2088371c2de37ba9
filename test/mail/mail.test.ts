import { inspect } from 'node:util';
import { describe, expect, it, test } from 'vitest';
import { mail as entry } from '../../adapters/mail/config.ts';
import { encode } from '../../adapters/mail/encode.ts';
import { asDeliveryError } from '../../adapters/mail/errors.ts';
import { createMail } from '../../adapters/mail/index.ts';
import { DeliveryError } from '../../src/errors.ts';
import { asId, type DeliveryId, type ForeignId } from '../../src/ids.ts';
import type { PrivateBlock, PrivateMessage } from '../../src/messages/message.ts';
import type { Env } from '../../src/ports/adapter.ts';
import { Secret } from '../../src/vault/secret.ts';
import { aMailServer } from '../fakes/mail/mail-server.ts';

const CODE = 'K7QW3M9XTB';
const LINK = 'https://meet.example.org/j/23456789012#token';
const signal = new AbortController().signal;
const at = Date.UTC(2026, 10, 25, 8, 30);

const slip: PrivateMessage = {
  notice: 'Your code for <b>Standup</b>',
  blocks: [
    { kind: 'heading', sign: 'lock', spans: [{ kind: 'text', text: 'Your code for <b>Standup</b>' }] },
    {
      kind: 'paragraph',
      spans: [
        { kind: 'time', at, until: at + 900_000, zone: 'Europe/Berlin' },
        { kind: 'text', text: ' · from ' },
        { kind: 'person', account: asId('a'), name: 'Olga & Co' },
      ],
    },
    {
      kind: 'fields',
      fields: [
        { label: 'Meeting ID', value: [{ kind: 'code', text: '234 5678 9012' }] },
        {
          label: 'Passcode',
          value: [{ kind: 'secret', label: 'passcode', secret: new Secret(CODE), hidden: false }],
        },
      ],
    },
    {
      kind: 'buttons',
      buttons: [
        { kind: 'open', label: 'Join', url: new Secret(LINK), style: 'primary' },
        { kind: 'copy', label: 'Copy passcode', text: new Secret(CODE), press: 'copy-code:1' },
        { kind: 'press', label: "I'm in", press: 'rsvp:1:yes', style: 'plain' },
      ],
    },
    { kind: 'note', spans: [{ kind: 'bold', text: 'This link is yours alone.' }] },
  ],
};

function mailTo(url: string) {
  const { messenger } = createMail({
    url: new Secret(url),
    from: { name: 'Latchkey', address: 'meet@example.org' },
  });
  return (address: string, message = slip, id = 'd1') =>
    messenger.send(
      asId<DeliveryId>(id),
      { to: { kind: 'person', workspace: asId<ForeignId>('w'), person: asId<ForeignId>(address) }, message },
      signal,
    );
}

const failure = async (work: Promise<unknown>): Promise<DeliveryError> => {
  const error = await work.catch((reason: unknown) => reason);
  if (error instanceof DeliveryError) return error;
  throw new Error(`no DeliveryError: ${String(error)}`);
};

describe('a mail', () => {
  it('brings what a slip says, as text and as HTML, to one address', async () => {
    const server = await aMailServer();
    const ref = await mailTo(server.url)('lee@example.org');
    const [mail, second] = server.mails;
    expect(second).toBeUndefined();
    expect(mail).toMatchObject({
      to: ['lee@example.org'],
      from: '"Latchkey" <meet@example.org>',
      subject: 'Your code for <b>Standup</b>',
      id: ref,
      attachments: [],
    });
    expect(ref).toBe('<d1@example.org>');
    expect(mail?.headers.get('auto-submitted')).toBe('auto-generated');
    expect(mail?.text.trim()).toBe(
      `Your code for <b>Standup</b>

2026-11-25 09:30–09:45 (Europe/Berlin) · from Olga & Co

Meeting ID: 234 5678 9012
Passcode: ${CODE}

Join: ${LINK}

This link is yours alone.`,
    );
    for (const words of ['&lt;b&gt;Standup', 'Olga &amp; Co', CODE, `href="${LINK}"`]) {
      expect(mail?.html).toContain(words);
    }
  });

  it('has no code in its subject, fetches nothing, and offers no button that a mail cannot have', () => {
    const { subject, html, text } = encode(slip);
    expect(subject).not.toContain(CODE);
    expect(html).not.toMatch(/<img|<script|<link|src=|url\(/);
    expect(text).not.toContain("I'm in");
    expect(text).not.toContain('Copy');
  });

  it('is the same mail at every try, so that a mailbox can tell', async () => {
    const server = await aMailServer();
    const send = mailTo(server.url);
    expect(await send('lee@example.org')).toBe(await send('lee@example.org'));
    expect(new Set(server.mails.map(({ id }) => id)).size).toBe(1);
  });

  it('cannot be given another header or another reader by what people type', async () => {
    const server = await aMailServer();
    const send = mailTo(server.url);
    const hostile = 'Standup\r\nBcc: eve@example.org\r\n\r\nhello\u202e';
    await send('lee@example.org', { notice: hostile, blocks: [] });
    expect(server.mails[0]?.subject).toBe('Standup Bcc: eve@example.org hello\u202e'.trim());
    expect(server.mails[0]?.to).toEqual(['lee@example.org']);
    for (const address of ['lee@example.org, eve@example.org', 'lee@example.org\r\nBcc: eve@example.org']) {
      await failure(send(address)).catch(() => undefined);
    }
    expect(server.mails.flatMap(({ to }) => to)).not.toContain('eve@example.org');
  });

  it.each<readonly [string, PrivateBlock, string, string]>([
    ['a list', { kind: 'list', items: [[{ kind: 'text', text: 'one' }], []] }, '- one', '<li>one</li>'],
    [
      'a link',
      { kind: 'paragraph', spans: [{ kind: 'link', label: 'The door', url: 'https://meet.example.org/' }] },
      'The door (https://meet.example.org/)',
      '<a href="https://meet.example.org/">The door</a>',
    ],
    [
      'a link that is none of the web',
      { kind: 'paragraph', spans: [{ kind: 'link', label: 'Trap', url: 'javascript:alert(1)' }] },
      'Trap',
      '<p>Trap</p>',
    ],
    [
      'a hidden code, which is not in it',
      {
        kind: 'paragraph',
        spans: [{ kind: 'secret', label: 'code', secret: new Secret(CODE), hidden: true }],
      },
      '••••••••••',
      '••••••••••',
    ],
    [
      'a moment, in UTC when nothing else is known',
      { kind: 'paragraph', spans: [{ kind: 'time', at }] },
      '2026-11-25 08:30 (UTC)',
      '2026-11-25 08:30 (UTC)',
    ],
    [
      'a time over midnight',
      { kind: 'paragraph', spans: [{ kind: 'time', at, until: at + 86_400_000, zone: 'UTC' }] },
      '2026-11-25 08:30–2026-11-26 08:30 (UTC)',
      '2026-11-25 08:30–2026-11-26 08:30 (UTC)',
    ],
  ])('shows %s', (_what, block, text, html) => {
    const mail = encode({ notice: 'news', blocks: [block] });
    expect(mail.text).toContain(text);
    expect(mail.html).toContain(html);
    expect(mail.text + mail.html).not.toContain(CODE);
    expect(mail.html).not.toContain('javascript:');
  });

  it('goes to people only, and stays as it is', async () => {
    const server = await aMailServer();
    const { messenger } = createMail({
      url: new Secret(server.url),
      from: { name: 'Latchkey', address: 'meet@example.org' },
    });
    const to = {
      kind: 'conversation',
      workspace: asId<ForeignId>('w'),
      conversation: asId<ForeignId>('c'),
    } as const;
    const message = { notice: 'card', blocks: [] };
    expect((await failure(messenger.send(asId('d'), { to, message }, signal))).failure).toBe('refused');
    expect((await failure(messenger.edit('<d@x>', { to, message }, signal))).failure).toBe('refused');
    expect(await messenger.findSent(asId('d'), to, signal)).toEqual({ kind: 'unknown' });
    expect(server.mails).toEqual([]);
  });
});

describe('a mail that does not arrive', () => {
  it.each([
    [550, 'unreachable', 'mail-refused'],
    [553, 'unreachable', 'mail-refused'],
    [421, 'failed', 'unavailable'],
    [452, 'failed', 'unavailable'],
  ])('because the server answers %i is %s', async (code, kind, reason) => {
    const server = await aMailServer();
    server.refuse('lee@example.org', code);
    const error = await failure(mailTo(server.url)('lee@example.org'));
    expect(error).toMatchObject({ failure: kind, reason });
    expect(inspect(error)).not.toContain('lee@example.org');
    expect(inspect(error)).not.toContain(CODE);
  });

  it('because the password is wrong holds all others back too', async () => {
    const server = await aMailServer();
    const error = await failure(mailTo(`smtp://latchkey:wrong@${server.host}`)('lee@example.org'));
    expect(error.failure).toBe('revoked');
    expect(inspect(error)).not.toContain('wrong');
  });

  it('because there is no server was surely not sent', async () => {
    expect(await failure(mailTo('smtp://127.0.0.1:1')('lee@example.org'))).toMatchObject({
      failure: 'failed',
    });
  });

  it.each(['before', 'after'] as const)(
    'because the connection broke %s it was kept may have arrived all the same',
    async (when) => {
      const server = await aMailServer();
      server.break(when);
      expect((await failure(mailTo(server.url)('lee@example.org'))).failure).toBe('ambiguous');
      expect(server.mails).toHaveLength(when === 'after' ? 1 : 0);
    },
  );

  it.each([
    [{ responseCode: 550, command: 'MAIL FROM' }, 'refused'],
    [{ responseCode: 554, command: 'DATA' }, 'unreachable'],
    [{ responseCode: 530, command: 'MAIL FROM' }, 'revoked'],
    [{ code: 'ENOAUTH' }, 'revoked'],
    [{ code: 'EENVELOPE' }, 'unreachable'],
    [{ code: 'EDNS' }, 'failed'],
    [{ code: 'ESOCKET', originalCode: 'ECONNREFUSED', command: 'CONN' }, 'failed'],
    [{ code: 'ECONNECTION', command: 'CONN' }, 'ambiguous'],
    [{ code: 'ETIMEDOUT', command: 'DATA' }, 'ambiguous'],
    [null, 'ambiguous'],
    ['a word', 'ambiguous'],
  ])('as nodemailer says it: %o is %s', (error, kind) => {
    expect(asDeliveryError(error).failure).toBe(kind);
  });
});

describe('mail is configured', () => {
  const problems = (env: Env) => {
    const configured = entry.configure(env);
    return configured.kind === 'wrong' ? configured.problems : configured.kind;
  };
  const good = { SMTP_URL: 'smtps://u:p@mail.example.org', MAIL_FROM: 'meet@example.org' };

  test('by a server and a sender', () => {
    expect(problems({})).toBe('off');
    expect(problems(good)).toBe('on');
    expect(problems({ ...good, MAIL_FROM: '"Our meetings" <meet@example.org>' })).toBe('on');
  });

  test('with both of them, and as what they are', () => {
    expect(problems({ SMTP_URL: good.SMTP_URL })).toEqual([expect.stringMatching(/^MAIL_FROM: is missing/)]);
    expect(problems({ MAIL_FROM: good.MAIL_FROM })).toEqual([expect.stringMatching(/^SMTP_URL: is missing/)]);
    const wrong = problems({ SMTP_URL: 'mail.example.org:secret', MAIL_FROM: 'me' });
    expect(wrong).toEqual([
      expect.stringMatching(/^SMTP_URL: this is no server/),
      expect.stringMatching(/^MAIL_FROM: this is no address/),
    ]);
    expect(String(wrong)).not.toContain('secret');
  });

  test.each([
    ['open sesame', null],
    ['wrong', 'Mend them in SMTP_URL.'],
  ])('and doctor tells whether the server takes the password', async (password, fix) => {
    const server = await aMailServer();
    const SMTP_URL = `smtp://latchkey:${encodeURIComponent(password)}@${server.host}`;
    const configured = entry.configure({ ...good, SMTP_URL });
    if (configured.kind !== 'on') throw new Error('not on');
    expect(await configured.examine()).toEqual([{ what: expect.stringMatching(/^Mail: 127/), fix }]);
    expect(server.mails).toEqual([]);
  });

  test('and doctor tells when there is no server', async () => {
    const configured = entry.configure({ ...good, SMTP_URL: 'smtp://127.0.0.1:1' });
    if (configured.kind !== 'on') throw new Error('not on');
    expect(await configured.examine()).toEqual([
      { what: expect.stringContaining('does not answer'), fix: expect.stringContaining('SMTP_URL') },
    ]);
  });
});
