import { expect, it } from 'vitest';
import { createMail } from '../../adapters/mail/index.ts';
import { HOUR, MINUTE, SECOND } from '../../src/clock.ts';
import { Secret } from '../../src/vault/secret.ts';
import { aMailServer } from '../fakes/mail/mail-server.ts';
import { openWorkspace, pressIn, textOf } from './workspace.ts';

async function open() {
  const server = await aMailServer();
  const { messenger } = createMail({
    url: new Secret(server.url),
    from: { name: 'Latchkey', address: 'meet@example.org' },
  });
  const journey = await openWorkspace({ mail: messenger });
  const to = (address: string) => server.mails.filter((mail) => mail.to.includes(address));
  return { ...journey, server, to };
}

const codeIn = (text: string): string => /Passcode: (\w{10})/.exec(text)?.[1] ?? '';

it('brings the code to an address, and lets its reader in by the link and by the code', async () => {
  const { says, pass, to, door, meetingNamed, seen } = await open();
  const answer = await says('olga', 'now Standup @ivan lee@example.org');
  expect(textOf(answer)).toContain('2 people');
  await pass(SECOND);
  const [mail] = to('lee@example.org');
  const { meeting } = await meetingNamed('Standup');
  expect(mail?.subject).toBe('Your code for Standup');
  expect(mail?.text).toContain('From olga');
  expect(seen('ivan').join('\n')).toContain(codeIn(mail?.text ?? ''));
  expect(seen('general').join('\n')).not.toContain('lee@example.org');
  expect(seen('olga').join('\n')).toContain('2 of 2 have their code');

  const { meetingId } = meeting;
  const caller = { kind: 'address', address: '192.0.2.1' } as const;
  const token = new Secret(/#(\S+)/.exec(mail?.text ?? '')?.[1] ?? '');
  const byLink = await door.verify(caller, { kind: 'token', meetingId, token });
  if (byLink.kind !== 'right') throw new Error(byLink.kind);
  expect(await door.admit(byLink.pass, '', null)).toMatchObject({ kind: 'in' });
  const passcode = new Secret(codeIn(mail?.text ?? ''));
  expect(await door.verify(caller, { kind: 'passcode', meetingId, passcode })).toMatchObject({
    kind: 'right',
  });
});

it('mails the new code when it changes, that the meeting was moved, cancelled, or is theirs no more', async () => {
  const { says, presses, pass, to } = await open();
  await says('olga', 'now Standup lee@example.org mia@example.org');
  await pass(SECOND);
  const first = codeIn(to('lee@example.org')[0]?.text ?? '');

  await says('olga', 'rotate');
  await pass(5 * SECOND);
  const [, second] = to('lee@example.org');
  expect(codeIn(second?.text ?? '')).toMatch(/^\w{10}$/);
  expect(codeIn(second?.text ?? '')).not.toBe(first);

  const asked = await says('olga', 'uninvite mia@example.org');
  expect(textOf(asked)).toContain('mia@example.org');
  await presses('olga', pressIn(asked, 'Take it back'));
  await pass(5 * SECOND);
  expect(to('mia@example.org').at(-1)?.subject).toMatch(/Standup/);
  expect(codeIn(to('mia@example.org').at(-1)?.text ?? '')).toBe('');

  const sure = await says('olga', 'cancel');
  await presses('olga', pressIn(sure, 'Cancel the meeting'));
  await pass(5 * SECOND);
  expect(to('lee@example.org').at(-1)?.subject).toMatch(/cancelled/);
});

it('mails a reminder ten minutes before, with the link, and that it has started early', async () => {
  const { says, presses, pass, to } = await open();
  await presses('olga', pressIn(await says('olga', 'plan Standup at 15:00 lee@example.org'), 'Plan it'));
  await presses('olga', pressIn(await says('olga', 'plan Retro at 15:30 lee@example.org'), 'Plan it'));
  await pass(4 * HOUR + 50 * MINUTE + 5 * SECOND);
  await says('olga', 'start Retro');
  await pass(5 * SECOND);
  const mails = to('lee@example.org');
  expect(mails.map(({ subject }) => subject)).toEqual([
    'Your code for Standup',
    'Your code for Retro',
    'Standup starts soon',
    'Retro has started',
  ]);
  for (const { text } of mails.slice(2)) {
    expect(text).toMatch(/Join: https:\/\/latchkey\.example\/j\/\d+#\S+/);
    expect(codeIn(text)).toBe('');
  }
});

it('says in the report whose address the server does not take, and why', async () => {
  const { says, pass, server, seen } = await open();
  server.refuse('ghost@example.org', 550);
  await says('olga', 'now Standup ghost@example.org lee@example.org');
  await pass(SECOND);
  const report = seen('olga').join('\n');
  expect(report).toContain('1 of 2 have their code');
  expect(report).toContain('ghost@example.org (the mail server does not take this address)');
});

it('says that an address is invited already, and that nothing can be handed to one', async () => {
  const { says, pass } = await open();
  await says('olga', 'now Standup lee@example.org');
  await pass(SECOND);
  expect(textOf(await says('olga', 'invite LEE@example.org'))).toContain(
    'LEE@example.org is invited already',
  );
  expect(textOf(await says('olga', 'cohost lee@example.org'))).toContain('is an e-mail address');
  expect(textOf(await says('olga', 'uninvite zoe@example.org'))).toContain('That person is not invited.');
});

it('invites nobody by e-mail where mail is not set up', async () => {
  const { says } = await openWorkspace();
  expect(textOf(await says('olga', 'now Standup lee@example.org'))).toContain('mail is not set up here');
});
