import { expect, it } from 'vitest';
import { DAY, HOUR, MINUTE, SECOND } from '../../src/clock.ts';
import { asId, type ForeignId, type ProviderName } from '../../src/ids.ts';
import type { Person } from '../../src/ports/directory.ts';
import { ROOM, ZOOM } from '../jobs/stage.ts';
import { openWorkspace, pressIn, submitOf, textOf } from './workspace.ts';

it('starts a meeting at once, sends each their code and posts a card without it', async () => {
  const { says, pass, seen, meetingNamed, passcodeOf } = await openWorkspace();
  const answer = textOf(await says('olga', 'now Standup @ivan @zoe'));
  expect(answer).toContain('Standup is live');
  expect(answer).toContain('2 people get the code in private.');
  expect(answer).toContain('The card is posted without the code.');
  await pass(SECOND);
  const passcode = passcodeOf(await meetingNamed('Standup'));
  expect(seen('ivan').join()).toContain(passcode);
  expect(seen('zoe').join()).toContain(passcode);
  expect(seen('olga').join()).toContain(passcode);
  expect(seen('general').join()).toContain('Standup');
});

it('starts one without a topic, people or card from a private chat', async () => {
  const { says, pass, seen } = await openWorkspace();
  const answer = textOf(await says('olga', 'now', 'direct'));
  expect(answer).toContain('Nobody is invited yet.');
  expect(answer).toContain('There is no card.');
  await pass(SECOND);
  expect(seen('general')).toEqual([]);
});

it('holds one call after the other in the own room, which is made once', async () => {
  const { says, records } = await openWorkspace();
  expect(textOf(await says('olga', 'now in my room Review @ivan'))).toContain('Review is live');
  expect(textOf(await says('olga', 'now in my room Second @zoe'))).toContain('This meeting is live.');
  await says('olga', 'end');
  expect(textOf(await says('olga', 'now in my room Second @zoe'))).toContain('Second is live');
  expect((await records()).map(({ meeting }) => meeting.kind)).toEqual(['personal']);
});

it('lets nobody create who may not', async () => {
  const { says, records, furnish, workspace } = await openWorkspace();
  expect(textOf(await says('gus', 'now Standup'))).toContain('You may not create meetings here.');
  expect(await records()).toEqual([]);
  await furnish({ settings: { ...workspace.settings, creators: 'everyone' } });
  expect(textOf(await says('gus', 'now Standup'))).toContain('Standup is live');
});

it('lets somebody create ten meetings an hour', async () => {
  const { says, records, clock } = await openWorkspace();
  for (let n = 1; n <= 10; n += 1) await says('olga', `now Standup ${n}`);
  expect(textOf(await says('olga', 'now One more'))).toContain('You have created 10 meetings within an hour');
  expect(await records()).toHaveLength(10);
  expect(textOf(await says('ada', 'now Mine'))).toContain('Mine is live');
  await clock.advance(HOUR + SECOND);
  expect(textOf(await says('olga', 'now One more'))).toContain('One more is live');
});

it('keeps the limit when everything is sent at once', async () => {
  const { says, records, furnish, workspace } = await openWorkspace();
  await furnish({ settings: { ...workspace.settings, meetingsPerHour: 2 } });
  await Promise.all(['One', 'Two', 'Three', 'Four'].map((topic) => says('olga', `now ${topic}`)));
  expect(await records()).toHaveLength(2);
});

it('makes one meeting of an event that is delivered twice', async () => {
  const { handle, invocation, records } = await openWorkspace();
  const event = invocation('olga', { kind: 'words', words: ['now', 'Standup'] }, 'general');
  expect(textOf(await handle(event))).toContain('Standup is live');
  expect(await handle(event)).toEqual({ kind: 'nothing' });
  expect(await records()).toHaveLength(1);
});

it('lets somebody invite as many a day as the workspace says, over all their meetings', async () => {
  const { says, furnish, workspace, clock } = await openWorkspace();
  expect(workspace.settings.inviteesPerDay).toBe(200);
  await furnish({ settings: { ...workspace.settings, inviteesPerDay: 3 } });
  await says('olga', 'now First @ivan @zoe');
  expect(textOf(await says('olga', 'now Second @ivan @zoe'))).toContain(
    'more than 3 people invited by you within a day',
  );
  expect(textOf(await says('olga', 'now Second @ivan'))).toContain('Second is live');
  await clock.advance(DAY + SECOND);
  expect(textOf(await says('olga', 'now Third @ivan @zoe'))).toContain('Third is live');
});

it('asks before more people are invited than there are seats', async () => {
  const { says, presses, records } = await openWorkspace({ abilities: ROOM });
  const asked = await says('olga', 'now Standup @ivan @zoe');
  expect(textOf(asked)).toContain('2 seats');
  expect(await records()).toEqual([]);
  expect(textOf(await presses('olga', pressIn(asked, 'Leave it')))).toContain('Nothing was changed');
  expect(await records()).toEqual([]);
  const again = await says('olga', 'now Standup @ivan @zoe');
  expect(textOf(await presses('olga', pressIn(again, 'Invite them anyway')))).toContain('Standup is live');
  expect(await records()).toHaveLength(1);
});

it('invites whom it can and names the others', async () => {
  const { says, presses, pass, chat, meetingNamed } = await openWorkspace();
  await says('olga', 'now First @zoe');
  await pass(SECOND);
  const zoes = (await meetingNamed('First')).invitations.find(({ role }) => role === 'invitee');
  expect(textOf(await presses('zoe', `mute:${zoes?.id}`))).toContain('No more invitations from olga');
  chat.groups.set(asId<ForeignId>('designers'), { kind: 'unknown' });
  const answer = textOf(
    await says('olga', 'now Standup @ivan @ivan @robo @zoe @nobody @designers mail@example.com @olga'),
  );
  expect(answer).toContain('Not everyone could be invited:');
  expect(answer).toContain('ivan is invited already.');
  expect(answer).toContain('robo is a bot');
  expect(answer).toContain('zoe does not take invitations from you.');
  expect(answer).toContain('@designers could not be read');
  expect(answer).toContain('1 person gets the code');
});

it('invites the people of a group, but not by somebody who may not mention it', async () => {
  const { says, chat } = await openWorkspace();
  const crew = asId<ForeignId>('crew');
  const people = ['ivan', 'zoe', 'robo'].flatMap(
    (name) => chat.members.get(asId<ForeignId>(name))?.person ?? [],
  );
  chat.groups.set(crew, { kind: 'people', people });
  expect(textOf(await says('olga', 'now First @crew'))).toContain('2 people get the code');
  chat.mayNotMention.add(asId<ForeignId>('olga'));
  expect(textOf(await says('olga', 'now Second @crew'))).toContain('You may not mention @crew here');
});

it('refuses a meeting of more than a thousand people', async () => {
  const { says, chat, furnish, workspace, records } = await openWorkspace({ abilities: ZOOM });
  await furnish({ settings: { ...workspace.settings, inviteesPerDay: 5_000 } });
  const people = Array.from({ length: 1_001 }, (_, n): Person => {
    const name = `person${n}`;
    return {
      foreignId: asId<ForeignId>(name),
      name,
      handle: name,
      bot: false,
      zone: null,
      locale: 'en',
    };
  });
  chat.groups.set(asId<ForeignId>('all'), { kind: 'people', people });
  expect(textOf(await says('olga', 'now Standup @all'))).toContain('A meeting has at most 1,000 people.');
  expect(await records()).toEqual([]);
});

it('gives a new meeting the access that its place asks for, or that the workspace chose', async () => {
  const { says, meetingNamed, furnish, workspace } = await openWorkspace();
  await says('olga', 'now Public');
  await says('olga', 'now Private', 'team');
  await says('olga', 'now Named @ivan', 'team');
  await furnish({ settings: { ...workspace.settings, access: 'members' } });
  await says('olga', 'now Chosen @ivan');
  const accessOf = async (topic: string) => (await meetingNamed(topic)).meeting.access;
  expect(await accessOf('Public')).toBe('request');
  expect(await accessOf('Private')).toBe('members');
  expect(await accessOf('Named')).toBe('invitees');
  expect(await accessOf('Chosen')).toBe('members');
});

it('creates nothing with a provider that is not configured any more, and says where to choose another', async () => {
  const { says, furnish, workspace, records } = await openWorkspace();
  await furnish({ settings: { ...workspace.settings, provider: asId<ProviderName>('gone') } });
  expect(textOf(await says('olga', 'now Standup'))).toMatch(/gone.*\/meeting settings/s);
  expect(await records()).toEqual([]);
});

it('plans a meeting only after its time was read back in full', async () => {
  const { says, presses, records, meetingNamed, clock } = await openWorkspace();
  const noon = Date.parse('2026-11-25T11:00:00Z');
  const asked = await says('olga', 'plan Standup at tomorrow 12:00 for 15 min @ivan');
  expect(textOf(asked)).toContain('Plan Standup?');
  expect(await records()).toEqual([]);
  await clock.advance(MINUTE);
  expect(textOf(await presses('olga', pressIn(asked, 'Plan it')))).toContain('Standup is planned');
  const [occurrence] = (await meetingNamed('Standup')).occurrences;
  expect(occurrence?.startsAt).toBe(noon);
  expect(occurrence?.endsAt).toBe(noon + 15 * MINUTE);
});

it('means the moment that was agreed to, however long the asker thought about it', async () => {
  const { says, presses, meetingNamed, clock } = await openWorkspace();
  const asked = await says('olga', 'plan Standup at in 20 minutes', 'direct');
  const meant = clock.now() + 20 * MINUTE;
  await clock.advance(5 * MINUTE);
  expect(textOf(await presses('olga', pressIn(asked, 'Plan it'), 'direct'))).toContain('There is no card.');
  const [occurrence] = (await meetingNamed('Standup')).occurrences;
  expect(occurrence?.startsAt).toBe(meant);
  expect(occurrence?.endsAt).toBe(meant + HOUR);
});

it('asks once about the time and the seats', async () => {
  const { says, presses } = await openWorkspace({ abilities: ROOM });
  const asked = await says('olga', 'plan Standup at tomorrow 12:00 @ivan @zoe');
  expect(textOf(asked)).toContain('Plan Standup?');
  expect(textOf(asked)).toContain('Calls seats 2 people at once');
  expect(textOf(await presses('olga', pressIn(asked, 'Plan it')))).toContain('Standup is planned');
});

it('plans a call in the own room, and nothing when the answer is no', async () => {
  const { says, presses, records } = await openWorkspace();
  const asked = await says('olga', 'plan in my room Review at tomorrow 9:30 @ivan');
  expect(textOf(await presses('olga', pressIn(asked, 'Leave it')))).toContain('Nothing was changed');
  expect(await records()).toEqual([]);
  expect(textOf(await presses('olga', pressIn(asked, 'Plan it')))).toContain('too old or was sent already');
  const again = await says('olga', 'plan in my room Review at tomorrow 9:30 @ivan');
  await presses('olga', pressIn(again, 'Plan it'));
  expect((await records()).map(({ meeting }) => meeting.kind)).toEqual(['personal']);
});

it('says what is not understood of a time and a duration', async () => {
  const { says, handle, invocation } = await openWorkspace();
  expect(textOf(await says('olga', 'plan Standup at whenever'))).toContain('whenever');
  expect(textOf(await says('olga', 'plan Standup at 2020-01-01 10:00'))).toContain('is in the past');
  const call = (when: string, duration: string) =>
    handle(
      invocation(
        'olga',
        { kind: 'call', command: 'plan', values: { topic: 'Standup', when, duration } },
        'general',
      ),
    );
  expect(textOf(await call('whenever', '1 h'))).toContain('was not understood as a time');
  expect(textOf(await call('tomorrow 9:00', 'a while'))).toContain(
    '“a while” was not understood as a duration',
  );
});

it('asks for the zone of somebody whose platform does not tell it, then goes on', async () => {
  const { says, fills, furnish, workspace } = await openWorkspace();
  await furnish({ settings: { ...workspace.settings, creators: 'everyone' } });
  const asked = await says('lee', 'plan Standup at tomorrow 9:00');
  expect(textOf(asked)).toContain('Your time zone');
  expect(textOf(await fills('lee', submitOf(asked), { zone: 'Tokyo' }))).toContain('Plan Standup?');
});
