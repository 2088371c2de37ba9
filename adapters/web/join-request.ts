import { z } from 'zod';
import type { Key } from '../../src/door/door.ts';
import { Secret } from '../../src/vault/secret.ts';

/** What somebody before the door sent: as JSON by the page's script, or as a form where there is none. */
export type JoinRequest = { readonly key: Key; readonly name: string };

export type Unreadable = {
  readonly status: 400 | 415;
  readonly error: 'bad_request' | 'unsupported_media_type';
  /** What is wrong and how it would be right. */
  readonly message: string;
};

const fields = z
  .object({
    meetingId: z.string().default(''),
    passcode: z.string().optional(),
    token: z.string().optional(),
    name: z.string().default(''),
  })
  .refine(({ passcode, token }) => (passcode === undefined) !== (token === undefined), {
    message: 'Send either passcode or token',
  });

export function readJoinRequest(contentType: string, body: string): JoinRequest | Unreadable {
  const [type = ''] = contentType.toLowerCase().split(';');
  switch (type.trim()) {
    case 'application/json':
      return readJson(body);
    case 'application/x-www-form-urlencoded':
      return readFields(Object.fromEntries(new URLSearchParams(body)));
    default:
      return {
        status: 415,
        error: 'unsupported_media_type',
        message: 'Send application/json or application/x-www-form-urlencoded.',
      };
  }
}

function readJson(body: string): JoinRequest | Unreadable {
  try {
    return readFields(JSON.parse(body));
  } catch {
    return unreadable('The body is not JSON.');
  }
}

function readFields(data: unknown): JoinRequest | Unreadable {
  const read = fields.safeParse(data);
  if (!read.success) {
    const problems = read.error.issues.map(({ path, message }) => [...path, message].join(': '));
    return unreadable(`${problems.join('; ')}. For example {"meetingId":"…","passcode":"…","name":"…"}.`);
  }
  const { meetingId, passcode, token, name } = read.data;
  const key: Key =
    token === undefined
      ? { kind: 'passcode', meetingId, passcode: new Secret(passcode ?? '') }
      : { kind: 'token', meetingId, token: new Secret(token) };
  return { key, name };
}

const unreadable = (message: string): Unreadable => ({ status: 400, error: 'bad_request', message });
