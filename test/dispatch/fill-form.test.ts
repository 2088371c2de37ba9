import { describe, expect, it } from 'vitest';
import { HOUR } from '../../src/clock.ts';
import { asId, type ForeignId } from '../../src/ids.ts';
import type { Answer } from '../../src/messages/answer.ts';
import type { Form, FormField } from '../../src/messages/form.ts';
import type { PersonRef, Values } from '../../src/ports/inbox.ts';
import { type Journey, openWorkspace, submitOf, textOf, type Who } from '../journeys/workspace.ts';

const formIn = (answer: Answer): Form =>
  answer.kind === 'form' ? answer.form : expect.fail(`no form but:\n${textOf(answer)}`);

const fieldIn = (answer: Answer, name: string): FormField =>
  formIn(answer).fields.find((field) => field.name === name) ?? expect.fail(`no field ${name}`);

const idOf = (answer: Answer) => submitOf(answer).split(':')[1] ?? '';

/** How a platform without modals fills in a form: field by field, by buttons and by plain text. */
async function open() {
  const journey = await openWorkspace();
  const { handle, invocation, presses } = journey;
  return {
    ...journey,
    fill: (who: Who, form: Answer, values: Values) =>
      handle(invocation(who, { kind: 'fill', submit: submitOf(form), values }, 'direct')),
    asks: (who: Who, form: Answer, field: string) => presses(who, `ask:${idOf(form)}:${field}`, 'direct'),
    tells: (who: Who, text: string, ...people: readonly PersonRef[]) =>
      handle(invocation(who, { kind: 'said', text, people }, 'direct')),
  };
}

/** The form of a new meeting at its second step. */
async function secondStep({ says, fills }: Pick<Journey, 'says' | 'fills'>): Promise<Answer> {
  return fills('olga', submitOf(await says('olga', 'new', 'direct')), { topic: 'Standup' });
}

describe('a field of a form that is chosen', () => {
  it('is kept with the others, and the same step is shown again', async () => {
    const { says, fill } = await open();
    const form = await says('olga', 'new', 'direct');
    await fill('olga', form, { room: true });
    const shown = await fill('olga', form, { duration: '45 min' });
    expect(formIn(shown)).toMatchObject({ step: 1, asking: null });
    expect(fieldIn(shown, 'room').value).toBe(true);
    expect(fieldIn(shown, 'duration').value).toBe('45 min');
  });

  it('is told what is wrong with it, and nothing of those that are still empty', async () => {
    const { says, fill } = await open();
    const shown = await fill('olga', await says('olga', 'new', 'direct'), { when: 'half past nine' });
    expect(fieldIn(shown, 'when')).toMatchObject({ value: 'half past nine' });
    expect(fieldIn(shown, 'when').error).toContain('was not understood as a time');
    expect(fieldIn(shown, 'topic').error).toBeNull();
  });

  it('can be emptied', async () => {
    const { says, fill } = await open();
    const form = await says('olga', 'new Standup at tomorrow 9:30', 'direct');
    expect(fieldIn(await fill('olga', form, { when: '' }), 'when').value).toBeNull();
  });

  it('is one of the step that is open: others stay as they are', async () => {
    const { says, fill, fills } = await open();
    const form = await says('olga', 'new Standup', 'direct');
    const second = await fills('olga', submitOf(form), { topic: 'Standup' });
    await fill('olga', second, { topic: 'Another', access: 'request' });
    const done = await fills('olga', submitOf(second), { access: 'request' });
    expect(textOf(done)).toContain('Standup is live');
  });

  it('is filled in by its asker alone, and not after it was sent', async () => {
    const { says, fill, fills } = await open();
    const form = await says('olga', 'new', 'direct');
    expect(textOf(await fill('ivan', form, { topic: 'Mine' }))).toContain('too old or was sent already');
    const second = await fills('olga', submitOf(form), { topic: 'Standup' });
    await fills('olga', submitOf(second), {});
    expect(textOf(await fill('olga', form, { topic: 'Late' }))).toContain('too old or was sent already');
  });
});

describe('a field of a form that is asked for', () => {
  it('is filled in by what its asker writes next', async () => {
    const { says, asks, tells } = await open();
    const form = await says('olga', 'new Standup', 'direct');
    expect(formIn(await asks('olga', form, 'duration'))).toMatchObject({ step: 1, asking: 'duration' });
    const shown = await tells('olga', ' 45 min ');
    expect(fieldIn(shown, 'duration').value).toBe('45 min');
    expect(formIn(shown).asking).toBeNull();
  });

  it('is asked for again until it is understood', async () => {
    const { says, asks, tells } = await open();
    await asks('olga', await says('olga', 'new Standup', 'direct'), 'when');
    const wrong = await tells('olga', 'some day');
    expect(formIn(wrong).asking).toBe('when');
    expect(fieldIn(wrong, 'when').error).toContain('“some day” was not understood');
    const right = await tells('olga', 'tomorrow 9:30');
    expect(fieldIn(right, 'when')).toMatchObject({ value: 'tomorrow 9:30', error: null });
  });

  it('is asked for no longer once another one was chosen', async () => {
    const { says, asks, fill, tells } = await open();
    const form = await says('olga', 'new Standup', 'direct');
    await asks('olga', form, 'when');
    await fill('olga', form, { room: true });
    expect(textOf(await tells('olga', 'tomorrow 9:30'))).toContain('no form waits for it');
  });

  it('is one that can be typed, of the step that is open', async () => {
    const { says, asks } = await open();
    const form = await says('olga', 'new', 'direct');
    for (const name of ['room', 'access', 'people', 'nothing', '']) {
      expect(textOf(await asks('olga', form, name))).toContain('too old or was sent already');
    }
  });

  it('is the topic before anything was asked, because a form needs it', async () => {
    const { says, tells } = await open();
    await says('olga', 'new', 'direct');
    const shown = await tells('olga', 'Standup');
    expect(fieldIn(shown, 'topic').value).toBe('Standup');
    expect(textOf(await tells('olga', 'thank you'))).toContain('no form waits for it');
  });

  it('belongs to the form that was touched last', async () => {
    const { says, asks, tells, clock, fill } = await open();
    const older = await says('olga', 'new Standup', 'direct');
    await asks('olga', older, 'when');
    await clock.advance(1_000);
    const newer = await says('olga', 'new Retro', 'direct');
    await asks('olga', newer, 'duration');
    expect(submitOf(await tells('olga', '20 min'))).toBe(submitOf(newer));
    await clock.advance(1_000);
    expect(submitOf(await tells('olga', 'tomorrow 9:30'))).toBe(submitOf(older));
    expect(fieldIn(await fill('olga', newer, {}), 'duration').value).toBe('20 min');
  });

  it('is forgotten with its form after an hour', async () => {
    const { says, asks, tells, clock } = await open();
    await asks('olga', await says('olga', 'new Standup', 'direct'), 'when');
    await clock.advance(HOUR);
    expect(textOf(await tells('olga', 'tomorrow 9:30'))).toContain('no form waits for it');
  });
});

describe('people of a form that are written', () => {
  const ivan = asId<ForeignId>('ivan');

  it('are added to those who were named before, each once', async () => {
    const journey = await open();
    const form = await secondStep(journey);
    await journey.asks('olga', form, 'people');
    const first = await journey.tells('olga', '', { kind: 'person', foreignId: ivan });
    expect(fieldIn(first, 'people').value).toEqual([{ kind: 'person', foreignId: ivan }]);
    await journey.asks('olga', form, 'people');
    const second = await journey.tells('olga', '@lee, @Lee; lee@example.com and others.', {
      kind: 'person',
      foreignId: ivan,
    });
    expect(fieldIn(second, 'people').value).toEqual([
      { kind: 'person', foreignId: ivan },
      { kind: 'handle', handle: 'Lee' },
      { kind: 'email', address: 'lee@example.com' },
    ]);
    const group = { kind: 'group', foreignId: asId<ForeignId>('G1'), name: 'team' } as const;
    await journey.asks('olga', form, 'people');
    const third = await journey.tells('olga', '@zoe.', group, group);
    expect(fieldIn(third, 'people').value).toHaveLength(5);
    expect(fieldIn(await journey.fill('olga', form, { people: [] }), 'people').value).toEqual([]);
  });

  it('are taken for people without being asked for, when they come without a word', async () => {
    const journey = await open();
    const form = await secondStep(journey);
    const person = { kind: 'person', foreignId: ivan } as const;
    const shown = await journey.tells('olga', ' ', person);
    expect(submitOf(shown)).toBe(submitOf(form));
    expect(fieldIn(shown, 'people').value).toEqual([person]);
    expect(textOf(await journey.tells('olga', ' '))).toContain('no form waits for it');
  });

  it('are no topic, where no field is for people', async () => {
    const { says, tells } = await open();
    await says('olga', 'new', 'direct');
    const shown = await tells('olga', '', { kind: 'person', foreignId: ivan });
    expect(textOf(shown)).toContain('no form waits for it');
  });

  it('are asked for again when nobody is named', async () => {
    const journey = await open();
    await journey.asks('olga', await secondStep(journey), 'people');
    const shown = await journey.tells('olga', 'everybody');
    expect(formIn(shown).asking).toBe('people');
    expect(fieldIn(shown, 'people').error).toContain('Nobody was named.');
  });

  it('get their codes once the form is sent', async () => {
    const journey = await open();
    const form = await secondStep(journey);
    await journey.asks('olga', form, 'people');
    const shown = await journey.tells('olga', '@ivan');
    const values = Object.fromEntries(formIn(shown).fields.map(({ name, value }) => [name, value ?? '']));
    expect(textOf(await journey.fills('olga', submitOf(shown), values))).toContain('1 person');
    const { invitations } = await journey.meetingNamed('Standup');
    expect(invitations).toHaveLength(2);
  });
});

it('asks whose zone is not known for it as soon as a time is chosen, and shows the step again', async () => {
  const { says, fill, fills, furnish, chat, workspace, asks, tells } = await open();
  await furnish({ settings: { ...workspace.settings, creators: 'members' } });
  expect(chat.members.get(asId<ForeignId>('lee'))?.person.zone).toBeNull();
  const form = await says('lee', 'new Standup', 'direct');
  const zone = await fill('lee', form, { when: 'tomorrow 9:30' });
  expect(fieldIn(zone, 'zone').required).toBe(true);
  await asks('lee', zone, 'zone');
  const again = fieldIn(await tells('lee', 'somewhere'), 'zone');
  expect(again.error).not.toBeNull();
  const step = await fills('lee', submitOf(zone), { zone: 'Berlin' });
  expect(formIn(step)).toMatchObject({ step: 1, submit: submitOf(form) });
  expect(fieldIn(step, 'when').value).toBe('tomorrow 9:30');
});

it('says to whoever just writes how commands begin', async () => {
  const { tells } = await open();
  expect(textOf(await tells('ivan', 'hello'))).toContain('Commands begin with /meeting.');
});
