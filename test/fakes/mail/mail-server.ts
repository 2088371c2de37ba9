import { simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';
import { onTestFinished } from 'vitest';

/** A mail as it arrived: what the envelope said, and what stands in it. */
type Mail = {
  readonly to: readonly string[];
  readonly from: string;
  readonly id: string;
  readonly subject: string;
  readonly headers: ReadonlyMap<string, unknown>;
  readonly text: string;
  readonly html: string;
  readonly attachments: readonly { readonly name: string; readonly type: string; readonly text: string }[];
};

/** A real mail server on loopback that keeps what it takes. */
export async function aMailServer({ password = 'open sesame' } = {}) {
  const mails: Mail[] = [];
  const refused = new Map<string, number>();
  let broken: 'before' | 'after' | null = null;
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    allowInsecureAuth: true,
    logger: false,
    onAuth(auth, _session, done) {
      if (auth.password === password) done(null, { user: auth.username });
      else done(Object.assign(new Error('no such user'), { responseCode: 535 }));
    },
    onRcptTo({ address }, _session, done) {
      const code = refused.get(address);
      if (code === undefined) done();
      else done(Object.assign(new Error(`${address} is not known here`), { responseCode: code }));
    },
    onData(stream, session, done) {
      if (broken === 'before') {
        stream.resume();
        dropAll();
        return;
      }
      const to = session.envelope.rcptTo.map(({ address }) => address);
      void simpleParser(stream).then((mail) => {
        mails.push({
          to,
          from: mail.from?.text ?? '',
          id: mail.messageId ?? '',
          subject: mail.subject ?? '',
          headers: mail.headers,
          text: mail.text ?? '',
          html: mail.html || '',
          attachments: mail.attachments.map(({ filename = '', contentType, content }) => ({
            name: filename,
            type: contentType,
            text: content.toString('utf8'),
          })),
        });
        if (broken === 'after') dropAll();
        else done();
      });
    },
  });
  const connections = new Set<{ destroy(): void }>();
  const dropAll = () => {
    for (const socket of connections) socket.destroy();
  };
  server.server.on('connection', (socket) => {
    connections.add(socket);
    socket.once('close', () => connections.delete(socket));
  });
  server.on('error', () => {}); // a client that goes away
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  onTestFinished(async () => {
    dropAll();
    await new Promise<void>((resolve) => server.close(() => resolve()));
  });
  return {
    mails,
    url: `smtp://latchkey:${encodeURIComponent(password)}@127.0.0.1:${address.port}`,
    host: `127.0.0.1:${address.port}`,
    /** Answers this address with that code (RFC 5321). */
    refuse: (to: string, code: number) => refused.set(to, code),
    accept: (to: string) => refused.delete(to),
    /** Drops every connection while a mail is on its way: before it is kept, or after. */
    break: (when: typeof broken) => {
      broken = when;
    },
  };
}
