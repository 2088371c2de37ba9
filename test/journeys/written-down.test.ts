import { expect, it } from 'vitest';
import { SECOND } from '../../src/clock.ts';
import type { Answer } from '../../src/messages/answer.ts';
import type { AuditEntry } from '../../src/ports/store/audit.ts';
import { type Journey, openWorkspace, pressIn, type Who } from './workspace.ts';

type Step = readonly [who: Who, typed: string, yes: string | null, written: readonly string[]];

/** What is done to a meeting from its first day to its last, what answers *Sure?*, and what is written of it. */
const DAYS: readonly Step[] = [
  ['olga', 'plan Standup at tomorrow 9:00 @ivan', 'Plan it', ['created by olga']],
  ['olga', 'invite Standup @zoe', null, ['invited by olga']],
  ['zoe', 'code Standup', null, ['claimed by zoe']],
  ['zoe', 'press reveal:KEY', null, ['revealed by zoe']],
  ['zoe', 'press calendar:KEY', null, []],
  ['olga', 'press invitation:KEY:passcode', null, ['revealed by olga']],
  ['lee', 'press ask:KEY', null, ['requested by lee']],
  ['olga', 'press approve:REQ', null, ['approved by olga']],
  ['gus', 'press ask:KEY', null, ['requested by gus']],
  ['olga', 'press deny:REQ', null, ['denied by olga']],
  ['olga', 'cohost Standup @ivan', null, ['cohost by olga']],
  ['olga', 'move Standup tomorrow 10:00', 'Move it', ['moved by olga']],
  ['ada', 'rotate NUMBER', null, ['rotated by ada']],
  ['olga', 'rotate Standup with links', null, ['links-replaced by olga', 'rotated by olga']],
  ['olga', 'uninvite Standup @lee', 'Take it back', ['rotated by olga', 'uninvited by olga']],
  ['olga', 'start Standup', null, ['started by olga']],
  ['zoe', 'join NUMBER CODE', null, ['leaked by zoe']],
  ['olga', 'transfer Standup @ivan', 'Hand it over', ['transferred by olga']],
  ['ivan', 'end Standup', null, ['ended by ivan']],
  ['olga', 'plan Retro at tomorrow 9:00 @ivan', 'Plan it', ['created by olga']],
  ['olga', 'recreate Retro', 'Create anew', ['cancelled by olga', 'created by olga']],
  ['olga', 'cancel Retro', 'Cancel the meeting', ['cancelled by olga']],
  ['ada', 'lock', 'Lock', ['locked by ada']],
  ['ada', 'unlock', null, ['unlocked by ada']],
];

/** The line with what stands in it for what the meeting is known by now. */
async function filledIn(line: string, { records, passcodeOf }: Journey): Promise<string> {
  const record = (await records()).find(({ meeting }) => meeting.topic === 'Standup');
  if (!record) return line;
  const { key, meetingId } = record.meeting;
  const request = record.requests.find(({ state }) => state === 'open')?.id ?? '';
  return line
    .replace('KEY', key)
    .replace('REQ', request)
    .replace('NUMBER', meetingId)
    .replace('CODE', passcodeOf(record));
}

it('writes down what is done to a meeting and a workspace, once, and by whom', async () => {
  const entries: AuditEntry[] = [];
  const journey = await openWorkspace({
    wrapStore: (store) => ({
      ...store,
      async commit(change) {
        const result = await store.commit(change);
        if (result === 'done') entries.push(...change.audit);
        return result;
      },
    }),
  });
  const { says, presses, furnish, workspace, pass, person } = journey;
  await furnish({ settings: { ...workspace.settings, access: 'request' } });
  const names = new Map<string | null, string>([[null, 'nobody']]);
  for (const who of ['olga', 'ivan', 'zoe', 'lee', 'ada', 'gus'] as const) {
    await says(who, 'list');
    names.set((await person(who)).id, who);
  }

  const written: Step[] = [];
  for (const [who, typed, yes] of DAYS) {
    entries.length = 0;
    const line = await filledIn(typed, journey);
    const does = async (): Promise<Answer> =>
      line.startsWith('press ') ? presses(who, line.replace('press ', '')) : says(who, line);
    const answer = await does();
    if (yes !== null) await presses(who, pressIn(answer, yes));
    const did = entries.map(({ action, actor }) => `${action} by ${names.get(actor)}`).toSorted();
    written.push([who, typed, yes, did]);
    await pass(SECOND);
  }
  expect(written).toEqual(DAYS);
});
