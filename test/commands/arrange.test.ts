import { describe, expect, it } from 'vitest';
import { SECOND } from '../../src/clock.ts';
import { ROOM } from '../jobs/stage.ts';
import { openWorkspace, pressIn, textOf } from '../journeys/workspace.ts';

describe('a call in the own room', () => {
  it('has its own topic on the card and in the slips', async () => {
    const { says, pass, seen } = await openWorkspace();
    expect(textOf(await says('olga', 'now Review @ivan in my room'))).toContain('Review is live');
    await pass(SECOND);
    expect(seen('general').join()).toMatch(/^Review\n/);
    expect(seen('ivan').join()).toContain('Your code for Review');
    expect(textOf(await says('olga', 'show review'))).toMatch(/^Review\n/);
  });

  it('is called like the room where no topic was given', async () => {
    const { says, presses, pass, seen } = await openWorkspace();
    const answer = await presses('olga', pressIn(await says('olga', 'room'), 'Start'));
    expect(textOf(answer)).toContain('olga is live');
    await pass(SECOND);
    expect(seen('general').join()).toMatch(/^olga\n/);
  });

  it('waits for the one that is live', async () => {
    const { says } = await openWorkspace();
    await says('olga', 'now Review in my room');
    expect(textOf(await says('olga', 'now Retro in my room'))).toContain('This meeting is live.');
  });

  it('is planned with the form that its button opens', async () => {
    const { says, presses } = await openWorkspace();
    const form = await presses('olga', pressIn(await says('olga', 'room'), 'Plan'));
    const room = form.kind === 'form' && form.form.fields.find(({ name }) => name === 'room');
    expect(room).toMatchObject({ value: true });
  });
});

describe('more people than seats', () => {
  it('are part of the one question about the time', async () => {
    const { says, presses, records } = await openWorkspace({ abilities: ROOM });
    const question = await says('olga', 'plan Standup at tomorrow 9:30 @ivan @zoe');
    expect(textOf(question)).toBe(
      [
        'Plan Standup?',
        'Wed 25 Nov 2026, 09:30–10:30 (Europe/Berlin).',
        '2 people get the code in private.',
        'Calls seats 2 people at once, you among them. The others wait until somebody leaves.',
        '[Plan it] [Leave it]',
      ].join('\n'),
    );
    expect(await records()).toEqual([]);
    expect(textOf(await presses('olga', pressIn(question, 'Plan it')))).toContain('Standup is planned');
  });

  it('are not counted with who asks, and not mentioned where they have seats', async () => {
    const { says } = await openWorkspace({ abilities: ROOM });
    const question = textOf(await says('olga', 'plan Standup at tomorrow 9:30 @ivan @olga'));
    expect(question).toContain('1 person gets the code in private.');
    expect(question).not.toContain('seats');
  });
});

it('gives an organizer whom no message reaches a way to their code in the answer', async () => {
  const { says, presses, close, meetingNamed, passcodeOf } = await openWorkspace();
  close('olga');
  const answer = await says('olga', 'now Standup');
  const shown = textOf(await presses('olga', pressIn(answer, 'Show')));
  expect(shown).toContain(passcodeOf(await meetingNamed('Standup')));
});
