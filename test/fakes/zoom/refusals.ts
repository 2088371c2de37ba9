import type { PasswordRequirement } from './types.ts';

export type Reply = {
  readonly status: number;
  readonly body: string;
  readonly headers?: Readonly<Record<string, string>>;
};

export const reply = (status: number, body: unknown): Reply => ({
  status,
  body: body === null ? '' : JSON.stringify(body),
});

export const refused = (status: number, code: number, message: string, errors: unknown = undefined): Reply =>
  reply(status, { code, message, ...(errors === undefined ? {} : { errors }) });

export const noMeeting = (id: string): Reply => refused(404, 3001, `Meeting does not exist: ${id}.`);
export const noUser = (id: string): Reply => refused(404, 1001, `User does not exist: ${id}.`);

/** As Zoom answers it: https://github.com/licht1stein/pyzoom/pull/71 */
export const badPasscode = (why: string): Reply => ({
  status: 400,
  headers: { 'content-type': 'application/xml' },
  body: `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><result><code>300</code><message>Validation Failed.</message><errors><field>password</field><message>Password provided does not match the password requirement settings set for this account. The password must follow these rules: [${why}].</message></errors></result>`,
});

/** https://devforum.zoom.us/t/18928: it comes without `Retry-After`. */
export const dailyLimit = (): Reply =>
  refused(
    429,
    429,
    'You have exceeded the daily rate limit (100) of Meeting Create/Update API requests permitted for this particular user. You may resume these requests at GMT 00:00:00.',
  );

/** What is wrong with a passcode; null: nothing. Written from Zoom's words, not from what makes passcodes. */
export function passcodeProblem(password: string, rule: PasswordRequirement): string | null {
  if (password.length > 10) return 'Password can only have a maximum 10 characters.';
  if (!/^[A-Za-z0-9@\-_*]*$/.test(password)) return 'Password may only contain a-z A-Z 0-9 @ - _ *.';
  if (password.length < rule.length) return `Password must have at least ${rule.length} characters.`;
  if (rule.only_allow_numeric && !/^\d*$/.test(password)) return 'Password can only contain numbers.';
  if (!rule.only_allow_numeric) {
    if (rule.have_letter && !/[A-Za-z]/.test(password)) return 'Password must have at least one letter.';
    if (rule.have_number && !/\d/.test(password)) return 'Password must have at least one number.';
    if (rule.have_special_character && !/[@\-_*]/.test(password))
      return 'Password must have at least one special character.';
    if (rule.have_upper_and_lower_characters && !(/[a-z]/.test(password) && /[A-Z]/.test(password)))
      return 'Password must include both uppercase and lowercase characters.';
  }
  const most = rule.consecutive_characters_length;
  return most > 0 && longestRow(password) >= most ? 'Password has too many consecutive characters.' : null;
}

/** Of `abcdef`, `87654` or `11111`. */
function longestRow(password: string): number {
  let longest = password === '' ? 0 : 1;
  for (const step of [-1, 0, 1]) {
    let row = 1;
    for (let at = 1; at < password.length; at += 1) {
      row = password.charCodeAt(at) - password.charCodeAt(at - 1) === step ? row + 1 : 1;
      longest = Math.max(longest, row);
    }
  }
  return longest;
}
