import { expect, it } from 'vitest';
import { pressIn } from '../journeys/workspace.ts';
import { readCalendar } from '../time/read-calendar.ts';
import { OWN, openWeb } from './open-web.ts';

async function open() {
  const web = await openWeb();
  const { presses, says, meetingNamed, send } = web;
  await presses('olga', pressIn(await says('olga', 'plan Standup at tomorrow 9:30 @ivan'), 'Plan it'));
  const press = `calendar:${(await meetingNamed('Standup')).meeting.key}`;
  const download = (cookie: string, what: string, headers: Record<string, string> = OWN) =>
    send('/my/calendar', {
      method: 'POST',
      headers: { Cookie: cookie, ...headers },
      body: new URLSearchParams({ act: '0123456789abcdef', press: what }),
    });
  return { ...web, press, download };
}

it('leads from the list to links and a file, which is downloaded as often as one likes and kept by nobody', async () => {
  const { signIn, press, download } = await open();
  const { sees, presses, cookie } = await signIn('ivan');
  expect(await sees()).toContain(`value="${press}"`);
  const page = await presses(press);
  expect(page).toContain('https://calendar.google.com/');
  expect(page).toMatch(/action="\/my\/calendar".*Download the file/s);
  for (const _ of [1, 2]) {
    const answer = await download(cookie, press);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe('text/calendar; charset=utf-8');
    expect(answer.headers.get('content-disposition')).toBe('attachment; filename="standup.ics"');
    expect(answer.headers.get('cache-control')).toContain('no-store');
    expect(readCalendar(await answer.text()).events[0]?.summary).toBe('Standup');
  }
});

it('gives it to nobody else, and nothing but that', async () => {
  const { signIn, press, download, send } = await open();
  const { cookie } = await signIn('zoe');
  const refused = await download(cookie, press);
  expect(refused.headers.get('content-type')).toContain('text/html');
  expect(await refused.text()).toContain('You are not invited');
  expect((await download('', press)).status).toBe(401);
  expect((await download(cookie, press, { 'Sec-Fetch-Site': 'cross-site' })).status).toBe(403);
  expect((await download(cookie, 'reveal:x')).status).toBe(400);
  expect((await send('/my/calendar', { headers: { Cookie: cookie } })).status).toBe(405);
});
