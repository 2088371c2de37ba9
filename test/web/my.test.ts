import { expect, it } from 'vitest';
import { HOUR, MINUTE } from '../../src/clock.ts';
import { webLink } from '../../src/door/web-session.ts';
import { asId, type ForeignId, type ProviderName } from '../../src/ids.ts';
import { emptyChange } from '../../src/meeting/change.ts';
import { MORNING } from '../fakes/fake-clock.ts';
import { anAccount, aWorkspace } from '../fakes/records.ts';
import { PLATFORM } from '../jobs/stage.ts';
import { pressIn } from '../journeys/workspace.ts';
import { OWN, openWeb } from './open-web.ts';

const AFFAIRS = {
  otherPage: { 'Sec-Fetch-Site': 'cross-site' },
  otherSubdomain: { 'Sec-Fetch-Site': 'same-site' },
  typedAddress: { 'Sec-Fetch-Site': 'none' },
  otherOrigin: { Origin: 'https://evil.example' },
  hiddenOrigin: { Origin: 'null' },
  nothing: {},
};

const pressOf = (page: string, label: string): string =>
  new RegExp(`name="press" value="([^"]+)"[^>]*>${label}<`).exec(page)?.[1] ??
  expect.fail(`no button ${label}`);
const submitOf = (page: string): string =>
  /name="submit" value="([^"]+)"/.exec(page)?.[1] ?? expect.fail('no form');

it('opens one browser by the link, once', async () => {
  const { tokenOf, bring, send } = await openWeb();
  const token = await tokenOf('olga');
  const [one, two] = await Promise.all([bring(token), bring(token)]);
  expect([one?.status, two?.status].toSorted()).toEqual([200, 401]);
  expect((await bring(token)).status).toBe(401);
  expect((await bring(`${token}x`)).status).toBe(401);
  for (const body of ['', '{}', '{"token":7}', 'token']) {
    expect((await send('/api/my/session', { method: 'POST', headers: OWN, body })).status).toBe(400);
  }
});

it('keeps the session from scripts and from other sites, and over https from the open network', async () => {
  const { signIn } = await openWeb();
  const [set] = (await signIn('olga')).answer.headers.getSetCookie();
  expect(set).toMatch(/^my_session=[\w.-]+; Max-Age=43200; Path=\/; HttpOnly; Secure; SameSite=Strict$/);
});

it('does not open ten minutes later, and not after twelve hours', async () => {
  const { tokenOf, bring, signIn, clock } = await openWeb();
  const late = await tokenOf('olga');
  const { sees } = await signIn('ivan');
  await clock.advance(10 * MINUTE);
  expect((await bring(late)).status).toBe(401);
  expect(await sees()).toContain('Signed in as ivan');
  await clock.advance(12 * HOUR);
  expect(await sees()).toContain('Ask the bot for your link');
});

it.each(Object.entries(AFFAIRS))('takes nothing from elsewhere: %s', async (_, headers) => {
  const { tokenOf, bring, signIn, says, meetingNamed } = await openWeb();
  await says('olga', 'now Standup');
  const { meeting } = await meetingNamed('Standup');
  expect((await bring(await tokenOf('olga'), headers)).status).toBe(403);
  const { post, signOut, sees } = await signIn('olga');
  const asked = [
    ['act', '0123456789abcdef'],
    ['press', `rotate:${meeting.key}`],
  ] as const;
  expect((await post(asked, headers)).status).toBe(403);
  expect((await signOut('all', headers)).status).toBe(403);
  expect(await sees()).toContain('Standup');
  expect((await meetingNamed('Standup')).meeting.revision).toBe(meeting.revision);
});

it('believes the origin of a browser that says no more', async () => {
  const { tokenOf, bring, publicUrl } = await openWeb();
  expect((await bring(await tokenOf('olga'), { Origin: new URL(publicUrl).origin })).status).toBe(200);
});

it('holds no code until it is asked for, and writes down who saw it', async () => {
  const { signIn, says, meetingNamed, passcodeOf, store } = await openWeb();
  await says('olga', 'now Standup @ivan');
  const record = await meetingNamed('Standup');
  const passcode = passcodeOf(record);
  const { sees, presses } = await signIn('ivan');
  const list = await sees();
  expect(list).toContain('Show passcode of Standup');
  expect(list).not.toContain(passcode);
  const shown = await presses(pressOf(list, 'Show'));
  expect(shown).toContain(passcode);
  const entries = await store.audit.ofMeeting(record.meeting.key);
  expect(
    entries.filter(({ action, actor }) => action === 'revealed' && actor !== record.meeting.organizer),
  ).toHaveLength(1);
});

it('writes nothing when it is looked at', async () => {
  const { signIn, says, meetingNamed, store } = await openWeb();
  await says('olga', 'now Standup @ivan');
  const record = await meetingNamed('Standup');
  const { sees } = await signIn('olga');
  const audited = await store.audit.ofMeeting(record.meeting.key);
  const account = await store.accounts.byId(record.meeting.organizer);
  expect(await sees()).toContain('Standup');
  expect(await store.audit.ofMeeting(record.meeting.key)).toEqual(audited);
  expect(await store.accounts.byId(record.meeting.organizer)).toEqual(account);
});

it("shows nobody else's meeting, and from another workspace answers as if there was none", async () => {
  const { signIn, enter, says, meetingNamed, store, vault, clock } = await openWeb();
  await says('olga', 'now Standup @ivan');
  const { meeting } = await meetingNamed('Standup');
  const pat = await signIn('pat');
  expect(await pat.sees()).not.toContain('Standup');
  expect(await pat.presses(`reveal:${meeting.key}`)).toContain('You are not invited');

  const elsewhere = aWorkspace();
  const stranger = anAccount({ platform: elsewhere.platform });
  await store.commit({ ...emptyChange, workspaces: [elsewhere], accounts: [stranger] });
  const link = webLink(vault, { account: stranger.id, workspace: elsewhere.id }, clock.now());
  const { presses } = await enter(link.open());
  const commands = ['show', 'reveal', 'rotate', 'cancel', 'enter', 'copy-code', 'invitation'];
  for (const command of commands) {
    const nothing = await presses(`${command}:0123456789abcdefghij`);
    expect(nothing).toContain('No such meeting');
    expect(await presses(`${command}:${meeting.key}`)).toBe(nothing);
  }
});

it('plans by the form, step by step, with what was wrong at its field', async () => {
  const { signIn, meetingNamed } = await openWeb();
  const { presses, fills } = await signIn('olga');
  const form = await presses('new');
  expect(form).toContain('Step 1 of 2');
  const again = await fills(['submit', submitOf(form)], {
    topic: 'Retro <b>',
    when: 'never',
    duration: '',
    room: '',
  });
  expect(again).toMatch(/value="never"[^>]*maxlength/);
  expect(again).toContain('aria-invalid="true"');
  const second = await fills(['submit', submitOf(again)], {
    topic: 'Retro <b>',
    when: 'tomorrow 9:00',
    duration: '',
    room: '',
  });
  expect(second).toContain('Step 2 of 2');
  expect(second).toContain('<option value="nowhere" selected>');
  const done = await fills(['submit', submitOf(second)], {
    people: '@ivan zoe, lee@example.org',
    conversation: 'nowhere',
    access: 'auto',
    waitingRoom: 'typed',
    provider: 'room',
  });
  expect(done).not.toContain('<b>');
  const { invitations, occurrences } = await meetingNamed('Retro <b>');
  expect(invitations).toHaveLength(3); // Olga's own, Ivan's and Zoe's
  expect(occurrences[0]?.card).toBeNull();
});

it('holds a call in the own room where the box is ticked, and keeps what was ticked', async () => {
  const { signIn, records } = await openWeb();
  const { presses, fills } = await signIn('olga');
  const form = await presses('new');
  const wrong = await fills(['submit', submitOf(form)], { topic: 'Talk', when: 'never', room: 'yes' });
  expect(wrong).toMatch(/type="checkbox"[^>]* checked/);
  const second = await fills(['submit', submitOf(wrong)], { topic: 'Talk', when: '', room: 'yes' });
  await fills(['submit', submitOf(second)], { people: '', conversation: 'nowhere' });
  const [room] = await records();
  expect(room?.meeting.kind).toBe('personal');
  expect(room?.occurrences.map(({ topic }) => topic)).toContain('Talk');
});

it('moves, invites and takes back with a word that stands beside the meeting', async () => {
  const { signIn, says, presses: pressesInChat, meetingNamed } = await openWeb();
  await pressesInChat('olga', pressIn(await says('olga', 'plan Retro at tomorrow 9:00 @ivan'), 'Plan it'));
  const [occurrence] = (await meetingNamed('Retro')).occurrences;
  const { sees, fills, presses } = await signIn('olga');
  expect(await sees()).toContain(`value="${occurrence?.id}"`);
  const meeting = occurrence?.id ?? '';
  const asked = await fills(['call', 'move'], { meeting, when: 'tomorrow 10:00', duration: '' });
  await presses(pressOf(asked, 'Move it'));
  const [moved] = (await meetingNamed('Retro')).occurrences;
  expect(moved?.startsAt).toBe((occurrence?.startsAt ?? 0) + HOUR);
  await fills(['call', 'invite'], { meeting, people: '@zoe' });
  const taken = await fills(['call', 'uninvite'], { meeting, people: 'ivan' });
  await presses(/name="press" value="(yes:[^"]+)"/.exec(taken)?.[1] ?? '');
  const { invitations } = await meetingNamed('Retro');
  expect(invitations.filter(({ state }) => state === 'invited')).toHaveLength(2);
});

it('keeps what was typed when a move or an invitation is refused', async () => {
  const { signIn, says, presses: pressesInChat, meetingNamed } = await openWeb();
  await pressesInChat('olga', pressIn(await says('olga', 'plan Retro at tomorrow 9:00 @ivan'), 'Plan it'));
  const meeting = (await meetingNamed('Retro')).occurrences[0]?.id ?? '';
  const { fills, presses } = await signIn('olga');
  const refused = await fills(['call', 'move'], { meeting, when: 'never <b>', duration: '2 h' });
  expect(refused).toContain('was not understood');
  expect(refused).toContain('<details class="ask" open>');
  expect(refused).toMatch(/name="value.when" value="never &lt;b&gt;"/);
  expect(refused).toMatch(/name="value.duration" value="2 h"/);
  const asked = await fills(['call', 'move'], { meeting, when: 'tomorrow 10:00', duration: '2 h' });
  expect(asked).not.toContain('class="ask"');
  await presses(pressOf(asked, 'Move it'));
  const nobody = await fills(['call', 'uninvite'], { meeting, people: '@zoe lee@example.org' });
  expect(nobody).toMatch(/name="value.people"[^>]* value="@zoe lee@example.org"/);
  expect(await presses('nonsense')).not.toContain('class="ask"');
});

it('shows a meeting whose provider is switched off, and lets it be moved and cancelled', async () => {
  const { signIn, says, presses: pressesInChat, meetingNamed, store } = await openWeb();
  await pressesInChat('olga', pressIn(await says('olga', 'plan Retro at tomorrow 9:00 @ivan'), 'Plan it'));
  const { meeting, occurrences } = await meetingNamed('Retro');
  const gone = { ...meeting, provider: asId<ProviderName>('gone'), version: meeting.version + 1 };
  await store.commit({ ...emptyChange, meetings: [gone] });
  const { sees, fills, presses } = await signIn('olga');
  expect(await sees()).toMatch(/Retro.*gone/s);
  const asked = await fills(['call', 'move'], {
    meeting: occurrences[0]?.id ?? '',
    when: 'tomorrow 10:00',
    duration: '',
  });
  expect(await presses(pressOf(asked, 'Move it'))).toContain('moved');
  expect((await meetingNamed('Retro')).occurrences[0]?.moves).toBe(1);
  const question = await presses(`cancel:${meeting.key}`);
  await presses(/name="press" value="(yes:[^"]+)"/.exec(question)?.[1] ?? '');
  expect((await store.meetings.byKey(meeting.key))?.meeting.state).toBe('cancelled');
});

it('brings requests to the organizer, and decides on them', async () => {
  const { signIn, says, presses: pressesInChat, meetingNamed } = await openWeb();
  await says('olga', 'now Standup');
  const { meeting } = await meetingNamed('Standup');
  await pressesInChat('zoe', `ask:${meeting.key}`);
  const { sees, presses } = await signIn('olga');
  const list = await sees();
  expect(list).toContain('Approve zoe');
  await presses(pressOf(list, 'Approve zoe'));
  expect((await meetingNamed('Standup')).invitations).toHaveLength(2);
  expect(await sees()).not.toContain('Approve zoe');
});

it('shows the own room once there is one, and admins what else goes on', async () => {
  const { signIn, says } = await openWeb();
  await says('olga', 'now Standup');
  const olga = await signIn('olga');
  const list = await olga.sees();
  expect(list).not.toContain('Personal room');
  await olga.presses(pressOf(list, 'My room'));
  expect(await olga.sees()).toContain('Personal room');
  const admin = await (await signIn('ada')).sees();
  expect(admin).toMatch(/No meetings coming up.*Other meetings in your workspace.*Standup/s);
  expect(admin).not.toContain('Show passcode of');
  expect(await (await signIn('gus')).sees()).not.toContain('New meeting');
});

it('does once what a browser sends twice', async () => {
  const { signIn, says, meetingNamed } = await openWeb();
  await says('olga', 'now Standup');
  const { meeting } = await meetingNamed('Standup');
  const { post } = await signIn('olga');
  const fields = [
    ['act', '0123456789abcdef'],
    ['press', `rotate:${meeting.key}`],
  ] as const;
  await post(fields);
  const { revision } = (await meetingNamed('Standup')).meeting;
  expect(await (await post(fields)).text()).toContain('This was done already.');
  expect((await meetingNamed('Standup')).meeting.revision).toBe(revision);
});

it('makes nothing of what none of its forms sends', async () => {
  const { signIn } = await openWeb();
  const { post, fills, presses } = await signIn('olga');
  const act = ['act', '0123456789abcdef'] as const;
  for (const fields of [
    [],
    [act],
    [['press', 'my']],
    [
      ['act', 'x'],
      ['press', 'my'],
    ],
    [act, ['press', 'x'.repeat(65)]],
  ] as const) {
    expect((await post(fields)).status).toBe(400);
  }
  expect(await presses('nonsense')).toContain('/meeting');
  expect(await fills(['call', 'nonsense'], { meeting: 'x' })).toContain('/meeting');
  const large = await post([act, ['press', 'my'], ['more', 'x'.repeat(300_000)]]);
  expect(large.status).toBe(413);
});

it('signs out here or everywhere, and whoever leaves the workspace', async () => {
  const { signIn, dispatcher, workspace } = await openWeb();
  const [one, two, three, other] = [
    await signIn('ivan'),
    await signIn('ivan'),
    await signIn('ivan'),
    await signIn('zoe'),
  ];
  const out = await one.signOut('this');
  expect(out.headers.getSetCookie()[0]).toMatch(/^my_session=; Max-Age=0/);
  expect(await out.text()).toContain('You are signed out');
  const pressed = await one.post([
    ['act', '0123456789abcdef'],
    ['press', 'my'],
  ]);
  expect(pressed.status).toBe(401);
  expect(await one.sees()).toContain('Ask the bot');
  await one.signOut('all');
  expect(await two.sees()).toContain('Signed in as ivan');
  await two.signOut('all');
  expect(await three.sees()).toContain('Ask the bot');
  expect(await other.sees()).toContain('Signed in as zoe');
  await dispatcher.left({
    platform: workspace.platform,
    workspace: workspace.foreignId,
    person: asId<ForeignId>('zoe'),
  });
  expect(await other.sees()).toContain('Ask the bot');
});

it('does not take the browser for a private chat that is open', async () => {
  const { signIn, says, meetingNamed, store } = await openWeb();
  const { presses } = await signIn('mia');
  await says('olga', 'now Standup');
  const mia = await store.accounts.byForeign(PLATFORM, asId<ForeignId>('mia'));
  expect(mia?.unreachable).toBeNull();
  const closed = { reason: 'dm-closed', since: MORNING };
  if (mia)
    await store.commit({
      ...emptyChange,
      accounts: [{ ...mia, unreachable: closed, version: mia.version + 1 }],
    });
  const { meeting } = await meetingNamed('Standup');
  await presses(`ask:${meeting.key}`); // commits her row too
  const after = await store.accounts.byForeign(PLATFORM, asId<ForeignId>('mia'));
  expect(after?.version).toBeGreaterThan((mia?.version ?? 0) + 1);
  expect(after?.unreachable).toEqual(closed);
});

it('knows nobody by a cookie that is not ours', async () => {
  const { send, tokenOf } = await openWeb();
  for (const value of ['', 'x', await tokenOf('olga')]) {
    const page = await send('/my', { headers: { Cookie: `my_session=${value}` } });
    expect(await page.text()).toContain('Ask the bot for your link');
  }
});

it('takes a time zone where there is none yet', async () => {
  const { signIn, store } = await openWeb();
  const { presses, fills } = await signIn('lee');
  const me = await presses('me');
  const form = await presses(pressOf(me, 'Change time zone'));
  expect(await fills(['submit', submitOf(form)], { zone: 'Nowhere' })).toContain('aria-invalid');
  await fills(['submit', submitOf(form)], { zone: 'Berlin' });
  const lee = await store.accounts.byForeign(PLATFORM, asId<ForeignId>('lee'));
  expect(lee?.zone).toBe('Europe/Berlin');
});

it('shows its organizer alone who came to the last calls, as a table and drawn', async () => {
  const { signIn, says, meetingNamed, store, clock } = await openWeb();
  await says('olga', 'now <b>Standup</b> @ivan');
  const { sees } = await signIn('olga');
  const occurrenceId = (await meetingNamed('<b>Standup</b>')).occurrences[0]?.id ?? expect.fail('no call');
  const guest = { occurrenceId, personKey: 'zoe', account: null, name: 'Zoe <i>', host: false } as const;
  const lease = { enteredAt: clock.now(), leaseUntil: clock.now() + HOUR } as const;
  await store.presence.enter({ ...guest, ...lease, state: 'inside' }, null, clock.now());
  expect(await sees()).not.toContain('Last calls');
  await clock.advance(10 * MINUTE);
  await store.presence.leave(occurrenceId, 'zoe', clock.now());
  await clock.advance(10 * MINUTE);
  await says('olga', 'end');
  const page = await sees();
  const table = page.slice(page.indexOf('Last calls'));
  expect(table).toContain('<span dir="auto">&lt;b&gt;Standup&lt;/b&gt;</span>');
  expect(table).toMatch(
    /<th scope="row" dir="auto">Zoe &lt;i&gt; \(guest\)<\/th>\s*<td>\d\d:\d\d–\d\d:\d\d<svg/,
  );
  expect(table).toContain('<rect x="0" width="500" height="8"/>');
  expect(table).toContain('<td>10 mins</td>');
  expect(await (await signIn('ivan')).sees()).not.toContain('Last calls');
});
