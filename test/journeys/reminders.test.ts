import { expect, it } from 'vitest';
import { DAY } from '../../src/clock.ts';
import { formatExact } from '../../src/time/format.ts';
import { type Journey, openWorkspace, pressIn, submitOf, textOf, type Who } from './workspace.ts';

/** When somebody was reminded, in Berlin. */
const reminded = ({ chat }: Journey, who: Who): readonly string[] =>
  chat.posted
    .filter(({ place, versions }) => String(place) === who && versions.join().includes('starts soon'))
    .map(({ at }) => formatExact(at, 'Europe/Berlin').slice('2026-'.length, '2026-11-25 08:50'.length));

it('reminds of each time of what is repeated, but not of one that is cancelled, nor who declined that one', async () => {
  const journey = await openWorkspace();
  const { says, presses, fills, pass, meetingNamed } = journey;
  const asked = await says('olga', 'plan Standup at tomorrow 9:00 for 15 min every day @ivan @zoe');
  await presses('olga', pressIn(asked, 'Plan it'));
  const choice = await presses('zoe', pressIn(await says('zoe', 'me'), 'Change reminders'));
  await fills('zoe', submitOf(choice), { reminders: '30' });
  await pass(DAY);
  const cancelled = await says('olga', 'cancel Standup');
  expect(textOf(await presses('olga', pressIn(cancelled, 'Cancel this one')))).toContain(
    'Standup is cancelled',
  );
  const coming = (await meetingNamed('Standup')).occurrences.find(({ state }) => state === 'planned');
  await presses('ivan', `rsvp:${coming?.id}:no`);
  await pass(3 * DAY);
  expect(reminded(journey, 'olga')).toEqual(['11-25 08:50', '11-27 08:50', '11-28 08:50']);
  expect(reminded(journey, 'ivan')).toEqual(['11-25 08:50', '11-28 08:50']);
  expect(reminded(journey, 'zoe')).toEqual(['11-25 08:30', '11-27 08:30', '11-28 08:30']);
});
