import { describe, expect, it } from 'vitest';
import { HOUR, MINUTE } from '../../src/clock.ts';
import { asId, type ForeignId } from '../../src/ids.ts';
import type { Answer } from '../../src/messages/answer.ts';
import type { FormField } from '../../src/messages/form.ts';
import { openWorkspace, pressIn, submitOf, textOf } from '../journeys/workspace.ts';

function fieldIn(answer: Answer, name: string): FormField {
  const field = answer.kind === 'form' && answer.form.fields.find((one) => one.name === name);
  if (!field) throw new Error(`no field ${name} in:\n${textOf(answer)}`);
  return field;
}

describe('a form', () => {
  it('opens with what was typed filled in, and goes on step by step', async () => {
    const { says, fills, meetingNamed } = await openWorkspace();
    const first = await says('olga', 'new Standup at tomorrow 9:30');
    expect(fieldIn(first, 'topic').value).toBe('Standup');
    expect(fieldIn(first, 'when').value).toBe('tomorrow 9:30');
    const second = await fills('olga', submitOf(first), {
      topic: 'Standup',
      when: 'tomorrow 9:30',
      duration: '15',
    });
    expect(textOf(second)).toContain('Understood as Wed 25 Nov 2026, 09:30–09:45 (Europe/Berlin), 15 min');
    const done = await fills('olga', submitOf(second), { access: 'members', conversation: 'nowhere' });
    expect(textOf(done)).toContain('Standup is planned');
    expect((await meetingNamed('Standup')).meeting.access).toBe('members');
  });

  it('opens for a bare line, and for one that begins with a mention', async () => {
    const { says, dispatcher, invocation } = await openWorkspace();
    const bare = invocation('olga', { kind: 'words', words: [] }, 'general');
    expect(dispatcher.acknowledgement(bare)).toBe('form');
    expect(textOf(await dispatcher.handle(bare))).toContain('New meeting');
    const named = await says('olga', '@ivan Standup');
    expect(fieldIn(named, 'topic').value).toBe('Standup');
  });

  it('says what is wrong below the field, keeps the rest, and is filled in again', async () => {
    const { says, fills, records } = await openWorkspace();
    const first = await says('olga', 'new');
    const wrong = await fills('olga', submitOf(first), {
      topic: ' ',
      when: 'half past nine',
      duration: '1 min',
    });
    expect(fieldIn(wrong, 'topic').error).toBe('Fill this in.');
    expect(fieldIn(wrong, 'when').error).toContain('“half past nine” was not understood as a time.');
    expect(fieldIn(wrong, 'when').value).toBe('half past nine');
    expect(fieldIn(wrong, 'duration').error).toContain('From 5 minutes to 24 hours');
    expect(await records()).toEqual([]);
    const second = await fills('olga', submitOf(wrong), { topic: 'Standup' });
    expect(textOf(second)).toContain('Starts at once.');
    expect(textOf(await fills('olga', submitOf(second), {}))).toContain('Standup is live');
  });

  it('is emptied where its asker has emptied it', async () => {
    const { says, fills, meetingNamed } = await openWorkspace();
    const first = await says('olga', 'new Standup at tomorrow 9:30');
    const second = await fills('olga', submitOf(first), { topic: 'Standup', when: '' });
    await fills('olga', submitOf(second), {});
    expect((await meetingNamed('Standup')).meeting.kind).toBe('instant');
  });

  it('comes back with everything in it after a refusal at its end', async () => {
    const { says, fills, presses, clock } = await openWorkspace();
    const first = await says('olga', 'new');
    const second = await fills('olga', submitOf(first), { topic: 'Standup', when: '2026-11-24 10:31' });
    await clock.advance(35 * MINUTE);
    const refused = await fills('olga', submitOf(second), {});
    expect(textOf(refused)).toContain('is in the past.');
    const again = await presses('olga', pressIn(refused, 'Edit again'));
    expect(fieldIn(again, 'topic').value).toBe('Standup');
    expect(fieldIn(again, 'when').value).toBe('2026-11-24 10:31');
  });

  it('expires after an hour, and is gone once it was sent', async () => {
    const { says, fills, clock } = await openWorkspace();
    const first = await says('olga', 'new');
    await clock.advance(HOUR);
    expect(textOf(await fills('olga', submitOf(first), { topic: 'Late' }))).toContain('This form is too old');
    const fresh = await fills('olga', submitOf(await says('olga', 'new')), { topic: 'Standup' });
    await fills('olga', submitOf(fresh), {});
    expect(textOf(await fills('olga', submitOf(fresh), {}))).toContain('was sent already');
  });

  it('is shown only to who may use it', async () => {
    const { says, presses, meetingNamed } = await openWorkspace();
    expect(textOf(await says('ivan', 'settings'))).toContain('Only admins');
    expect(textOf(await says('ivan', 'new'))).toContain('You may not create meetings here.');
    await says('olga', 'now Standup @ivan');
    const { meeting } = await meetingNamed('Standup');
    expect(textOf(await presses('ivan', `place:${meeting.key}`))).toContain('Only the organizer');
    expect((await presses('olga', `place:${meeting.key}`)).kind).toBe('form');
  });

  it('goes on in the workspace where it was opened', async () => {
    const { says, handle, invocation, meetingNamed, workspace } = await openWorkspace();
    const first = await says('olga', 'new');
    const fill = (submit: string, values: Readonly<Record<string, string>>) => {
      const asked = invocation('olga', { kind: 'submit', submit, values }, 'direct');
      return handle({ ...asked, workspace: { foreignId: asId<ForeignId>('dm-olga'), name: 'olga' } });
    };
    const second = await fill(submitOf(first), { topic: 'Standup' });
    await fill(submitOf(second), { conversation: 'general' });
    const { meeting, occurrences } = await meetingNamed('Standup');
    expect(meeting.workspaceId).toBe(workspace.id);
    expect(occurrences.map(({ card }) => card)).toEqual(['general']);
  });
});

describe('the place of a card', () => {
  it('is a conversation that the organizer is in', async () => {
    const { says, fills, presses, records } = await openWorkspace();
    const second = await fills('olga', submitOf(await says('olga', 'new')), { topic: 'Standup' });
    const refused = await fills('olga', submitOf(second), { conversation: 'board-room' });
    expect(textOf(refused)).toContain('You are not in that conversation.');
    expect(await records()).toEqual([]);
    const again = await presses('olga', pressIn(refused, 'Edit again'));
    const last = await fills('olga', submitOf(again), { topic: 'Standup' });
    expect(textOf(await fills('olga', submitOf(last), { conversation: 'team' }))).toContain(
      'Standup is live',
    );
  });
});

describe('a time zone that is not known', () => {
  it('is asked once, in the middle of a form, which then goes on where it was', async () => {
    const { says, fills, furnish, workspace, meetingNamed } = await openWorkspace();
    await furnish({ settings: { ...workspace.settings, creators: 'everyone' } });
    const first = await says('lee', 'new');
    const zone = await fills('lee', submitOf(first), { topic: 'Standup', when: '2026-11-25 09:30' });
    expect(textOf(zone)).toContain('Your time zone');
    const unknown = await fills('lee', submitOf(zone), { zone: 'Nowhere' });
    expect(fieldIn(unknown, 'zone').error).toContain('A city or a zone');
    const second = await fills('lee', submitOf(unknown), { zone: 'New York' });
    expect(textOf(second)).toContain('Understood as Wed 25 Nov 2026, 09:30–10:30 (America/New_York)');
    await fills('lee', submitOf(second), {});
    const { occurrences } = await meetingNamed('Standup');
    expect(occurrences.map(({ startsAt }) => startsAt)).toEqual([Date.parse('2026-11-25T14:30:00Z')]);
    const next = await fills('lee', submitOf(await says('lee', 'new')), {
      topic: 'Next',
      when: 'tomorrow 9:00',
    });
    expect(textOf(next)).toContain('Understood as');
  });

  it('is not asked where no time was typed', async () => {
    const { says, furnish, workspace } = await openWorkspace();
    await furnish({ settings: { ...workspace.settings, creators: 'everyone' } });
    expect(textOf(await says('lee', 'now Standup'))).toContain('Standup is live');
  });
});

describe('several meetings that fit', () => {
  it('are offered to pick from, and the command goes on with the one that is picked', async () => {
    const { says, presses, records } = await openWorkspace();
    await says('olga', 'now Standup one');
    await says('olga', 'now Standup two');
    const offered = await says('olga', 'rotate standup with links');
    expect(textOf(offered)).toContain('Several meetings fit.');
    const [two] = (await records()).filter(({ meeting }) => meeting.topic === 'Standup two');
    const label =
      textOf(offered)
        .split('[')
        .find((text) => text.includes('Standup two'))
        ?.split(']')[0] ?? '';
    expect(textOf(await presses('olga', pressIn(offered, label)))).toContain(
      'All personal links are new too.',
    );
    const after = await records();
    expect(after.find(({ meeting }) => meeting.key === two?.meeting.key)?.meeting.revision).toBe(2);
    expect(after.filter(({ meeting }) => meeting.revision === 2)).toHaveLength(1);
  });

  it('are told apart by the topic of a call in a personal room', async () => {
    const { says, presses, records } = await openWorkspace();
    await presses('olga', pressIn(await says('olga', 'plan Review at tomorrow 9:00 in my room'), 'Plan it'));
    await presses('olga', pressIn(await says('olga', 'plan Retro at tomorrow 11:00 in my room'), 'Plan it'));
    await presses('olga', pressIn(await says('olga', 'cancel retro'), 'Cancel the call'));
    const [room] = await records();
    const calls = room?.occurrences.filter(({ topic }) => topic !== null);
    expect(calls?.map(({ topic, state }) => [topic, state])).toEqual([
      ['Review', 'planned'],
      ['Retro', 'cancelled'],
    ]);
  });
});
