import { expect, it } from 'vitest';
import { SECOND } from '../../src/clock.ts';
import { type Journey, openWorkspace, pressIn, submitOf, textOf, type Who } from './workspace.ts';

/** What the platform tells of somebody's language from now on. */
function speaks({ chat }: Journey, name: Who, locale: string) {
  for (const [id, member] of chat.members) {
    if (id === name) chat.members.set(id, { ...member, person: { ...member.person, locale } });
  }
}

it('goes from the card to the call in German, and each reads their own language', async () => {
  const journey = await openWorkspace();
  const { says, presses, pass, seen } = journey;
  speaks(journey, 'olga', 'de-DE');
  speaks(journey, 'ivan', 'de-AT');
  speaks(journey, 'zoe', 'und');
  const planned = await says('olga', 'plan Standup morgen um 15 Uhr für 45 Minuten @ivan @zoe');
  expect(textOf(planned)).toContain('Standup planen?');
  expect(textOf(planned)).toContain('Mi. 25. Nov. 2026, 15:00–15:45 Uhr (Europe/Berlin)');
  expect(textOf(planned)).toContain('2 Personen bekommen den Code privat.');
  const done = await presses('olga', pressIn(planned, 'Planen'));
  expect(textOf(done)).toContain('Standup ist geplant');
  await pass(SECOND);
  expect(seen('ivan').join('\n')).toContain('Dein Code für Standup');
  expect(seen('zoe').join('\n')).toContain('Your code for Standup');
});

it('knows the commands by their German names too, whoever types them', async () => {
  const { says } = await openWorkspace();
  expect(textOf(await says('olga', 'jetzt Standup'))).toContain('Standup is live');
  expect(textOf(await says('olga', 'Liste'))).toContain('1 meeting coming up');
  expect(textOf(await says('ada', 'einstellungen'))).toContain('Workspace settings');
});

it('says in German what is wrong, with what can be typed in German', async () => {
  const journey = await openWorkspace();
  speaks(journey, 'olga', 'de');
  expect(textOf(await journey.says('olga', 'palan'))).toContain('Einen Befehl „palan“ gibt es nicht.');
  expect(textOf(await journey.says('olga', 'move Standup'))).toContain('Diese Besprechung gibt es nicht.');
  expect(textOf(await journey.says('olga', 'plan Standup'))).toContain('Es fehlt: Wann.');
});

it('takes the language that somebody chose here, whatever the platform tells', async () => {
  const journey = await openWorkspace();
  const { says, presses, fills, person } = journey;
  speaks(journey, 'lee', 'en-DE');
  const me = await says('lee', 'me');
  expect(textOf(me)).toContain('Your language is English.');
  const form = await presses('lee', pressIn(me, 'Change language'));
  expect(form).toMatchObject({
    form: {
      fields: [
        {
          value: 'auto',
          choices: [
            { value: 'auto', label: 'As the chat app has it' },
            { value: 'en', label: 'English' },
            { value: 'de', label: 'Deutsch' },
          ],
        },
      ],
    },
  });
  expect(textOf(await fills('lee', submitOf(form), { language: 'de' }))).toContain(
    'Deine Sprache ist Deutsch.',
  );
  expect(await person('lee')).toMatchObject({ language: 'de', locale: 'en-DE' });
  const again = await says('lee', 'me');
  expect(textOf(again)).toContain('Deine Sprache ist Deutsch.');
  const back = await presses('lee', pressIn(again, 'Sprache ändern'));
  expect(textOf(await fills('lee', submitOf(back), { language: 'auto' }))).toContain(
    'Deine Sprache ist die deiner Chat-App.',
  );
  expect(textOf(await says('lee', 'me'))).toContain('Your language is English.');
});

it('does not know a language that it has no words for', async () => {
  const { handle, invocation } = await openWorkspace();
  const request = { kind: 'call', command: 'language', values: { language: 'tlh' } } as const;
  expect(textOf(await handle(invocation('lee', request, 'direct')))).toContain(
    '“tlh” was not understood as language.',
  );
});

it('speaks the workspace’s language to whom the platform tells none', async () => {
  const journey = await openWorkspace();
  const { says, furnish, workspace, pass, seen } = journey;
  await furnish({ settings: { ...workspace.settings, locale: 'de' } });
  speaks(journey, 'ivan', 'und');
  await says('olga', 'now Standup @ivan @zoe');
  await pass(SECOND);
  expect(seen('ivan').join('\n')).toContain('Dein Code für Standup');
  expect(seen('zoe').join('\n')).toContain('Your code for Standup');
  expect(seen('general').join('\n')).toContain('Läuft jetzt');
  expect(textOf(await says('ivan', 'list'))).toContain('1 Besprechung steht an');
});
