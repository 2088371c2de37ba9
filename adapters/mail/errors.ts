import { DeliveryError } from '../../src/errors.ts';
import { neverConnected } from '../../src/never-connected.ts';

/**
 * What nodemailer throws, with nothing of it kept but what the retry policy needs: its errors hold the server's answer,
 * which may quote addresses. Replies of SMTP are RFC 5321 §4.2.1: 4xx may be tried again, 5xx never.
 */
export function asDeliveryError(error: unknown): DeliveryError {
  const { code, system, responseCode, command } = facts(error);
  if (responseCode !== null) return refused(responseCode, command);
  switch (code) {
    case 'EAUTH':
    case 'ENOAUTH':
      return new DeliveryError('revoked', 'unavailable');
    case 'EENVELOPE':
      return new DeliveryError('unreachable', 'mail-refused');
    case 'EDNS':
    case 'ETLS':
    case 'EPROXY':
      return new DeliveryError('failed', 'unavailable');
    default:
      // Once there was a connection, nobody knows how far the message came: nodemailer says CONN of all that closed.
      return new DeliveryError(neverConnected({ code: system }) ? 'failed' : 'ambiguous', 'unavailable');
  }
}

function refused(code: number, command: string): DeliveryError {
  if (code === 530 || code === 535 || code === 538) return new DeliveryError('revoked', 'unavailable');
  if (code >= 500) {
    return command === 'RCPT TO' || command === 'DATA'
      ? new DeliveryError('unreachable', 'mail-refused')
      : new DeliveryError('refused', 'mail-refused');
  }
  return new DeliveryError('failed', 'unavailable');
}

type Facts = {
  readonly code: string;
  /** The system's own code, which nodemailer's stands for. */
  readonly system: string;
  readonly responseCode: number | null;
  readonly command: string;
};

function facts(error: unknown): Facts {
  const of = (name: string): unknown =>
    typeof error === 'object' && error !== null ? Reflect.get(error, name) : undefined;
  const word = (name: string): string => {
    const value = of(name);
    return typeof value === 'string' ? value : '';
  };
  const responseCode = of('responseCode');
  return {
    code: word('code'),
    system: word('originalCode') || word('code'),
    responseCode: typeof responseCode === 'number' ? responseCode : null,
    command: word('command'),
  };
}
