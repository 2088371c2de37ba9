import type { Crowd } from '../commands/arrange.ts';
import type { PersonProblem } from '../commands/command.ts';
import type { Ambiguity, NumberProblem, PasscodeProblem, Refusal } from '../meeting/refusal.ts';
import { LONGEST_SERIES, MOST_TIMES, WEEKDAYS, type Weekday } from '../time/rule.ts';
import type { Catalogue } from './catalogue.ts';
import type { Asking, Reason, Remedied, SaidRule, Telling, Words } from './en.ts';

/*
 * The same word for the same thing: meeting Besprechung, meeting ID Besprechungs-ID, passcode Passcode, code Code,
 * organizer Leitung, invitees Eingeladene, card Karte, door Eingang, waiting room Warteraum, call Gespräch,
 * live läuft, occurrence Termin, rotate neuer Passcode, recreate neu anlegen, lock sperren, mute stummschalten, provider Anbieter.
 * People are called "du".
 */

const rules = new Intl.PluralRules('de');
const numbers = new Intl.NumberFormat('de');
const items = new Intl.ListFormat('de');

const select = (n: number, one: string, other: string): string => (rules.select(n) === 'one' ? one : other);
const count = (n: number, one: string, other: string): string =>
  `${numbers.format(n)} ${select(n, one, other)}`;
const people = (n: number): string => count(n, 'Person', 'Personen');
const minutes = (n: number): string => count(n, 'Minute', 'Minuten');
/** `3 Personen bekommen …` */
const peopleGet = (n: number): string => `${people(n)} ${select(n, 'bekommt', 'bekommen')}`;

const fields = {
  meeting: 'Besprechung',
  meetingId: 'Besprechungs-ID',
  passcode: 'Passcode',
  topic: 'Thema',
  when: 'Wann',
  repeats: 'Wiederholung',
  duration: 'Dauer',
  people: 'Personen',
  person: 'Person',
  conversation: 'Karte geht an',
  access: 'Wer den Code haben darf',
  waitingRoom: 'Warteraum',
  provider: 'Gespräch läuft über',
  providers: 'Mitglieder dürfen wählen',
  room: 'In meinem Raum',
  number: 'Besprechungsnummer',
  zone: 'Zeitzone',
  language: 'Sprache',
  reminders: 'Erinnerung',
  organizer: 'Leitung',
  coming: 'Dabei',
  inside: 'Im Gespräch',
  door: 'Eingang',
  invitees: 'Eingeladene',
  links: 'Alle persönlichen Links ersetzen',
  doorMinutes: 'Eingang öffnet vor dem Beginn',
  creators: 'Wer Besprechungen anlegen darf',
  meetingsPerHour: 'Neue Besprechungen je Stunde und Mitglied',
  inviteesPerDay: 'Neue Eingeladene je Tag und Mitglied',
  muted: 'Personen, die ich stummgeschaltet habe',
  seriesCards: 'Karten bei Wiederholung',
  codeInCalendar: 'In Kalenderdateien, die oft auch andere sehen',
};

const access = {
  invitees: 'auf Einladung',
  members: 'alle hier dürfen den Code haben',
  request: 'andere dürfen um den Code bitten',
};

const reasons: Readonly<Record<Reason, string>> = {
  'dm-closed': 'nimmt keine Direktnachrichten an',
  'not-started': 'hat den Bot nicht gestartet',
  blocked: 'hat den Bot blockiert',
  'user-gone': 'ist nicht mehr da oder deaktiviert',
  'no-shared-server': 'ist auf keinem Server mit dem Bot',
  quarantined: 'die Plattform lässt den Bot niemand Neuem schreiben',
  'channel-gone': 'den Kanal gibt es nicht mehr',
  'not-in-channel': 'der Bot ist nicht in diesem Kanal',
  'message-gone': 'die Nachricht wurde gelöscht',
  'not-allowed': 'der Bot darf dort nicht schreiben',
  'opened-too-fast': 'die Plattform verlangt, dass der Bot langsamer schreibt',
  muted: 'möchte keine Einladungen von dieser Person',
  'not-met': 'hat dem Bot noch nie geschrieben',
  'no-mail': 'E-Mail ist hier nicht eingerichtet',
  'mail-refused': 'der Mailserver nimmt diese Adresse nicht an',
  'gave-up': 'die Plattform hat nicht rechtzeitig geantwortet',
  'too-late': 'die Besprechung war vorher zu Ende',
  revoked: 'der Bot wurde aus dem Workspace entfernt',
  unavailable: 'der Dienst antwortet nicht',
  'too-slow': 'der Dienst antwortet zu langsam',
  rejected: 'der Dienst hat es abgelehnt',
  busy: 'der Dienst verlangt, langsamer gefragt zu werden',
  'daily-limit': 'der Dienst nimmt heute keine Änderung für diese Leitung mehr an',
  credentials: 'der Dienst nimmt die Zugangsdaten nicht an, die hier hinterlegt sind',
  scopes: 'der App beim Dienst fehlt eine Berechtigung',
  'no-room': 'der Raum konnte nicht angelegt werden',
  'no-workspace-account': 'für diesen Workspace ist kein Konto beim Dienst eingerichtet',
  'no-account': 'das vom Betreiber genannte Konto ist beim Dienst nicht bekannt',
  'no-host': 'er kennt die Leitung nicht, und niemand sonst könnte aus dem Warteraum einlassen',
  'not-there': 'den Raum gibt es nicht mehr',
  'in-progress': 'das Gespräch läuft gerade',
  'passcode-policy': 'das Konto dort verlangt Passcodes, die nicht gebildet werden können',
  'not-understood': 'der Dienst hat eine Antwort gegeben, die nicht verstanden wird',
  'no-address': 'die Chat-Plattform sagt nicht, wer die Leitung ist',
  'deleted-elsewhere': 'der Raum wurde dort gelöscht',
};
const reasonOf: Readonly<Record<string, string>> = reasons;

const remedies: Readonly<Record<Remedied, (way: string) => string>> = {
  'dm-closed': (way) => `Sie können Direktnachrichten erlauben oder ${way}.`,
  'not-started': (way) => `Sie können den Bot starten oder ${way}.`,
  blocked: (way) => `Sie können den Bot wieder zulassen oder ${way}.`,
  'no-shared-server': (way) => `Sie können diesem Server wieder beitreten oder ${way}.`,
  muted: (way) => `Wenn sie kommen wollen, können sie ${way}.`,
  'not-met': (way) => `Sie können den Bot starten und ${way}.`,
  'no-mail': () => 'Lade sie über ein Konto dieses Workspace ein.',
  'mail-refused': () =>
    'Prüfe die Adresse, oder gib ihnen die Besprechungs-ID und lass sie um den Code bitten.',
  'user-gone': () => 'Lade sie über ein anderes Konto ein.',
};
const remedyOf: Readonly<Record<string, (way: string) => string>> = remedies;

const personProblems = {
  unknown: (name: string) => `${name} wurde nicht gefunden. Prüfe die Schreibweise.`,
  bot: (name: string) => `${name} ist ein Bot und kann nicht eingeladen werden.`,
  twice: (name: string) => `${name} ist schon eingeladen.`,
  'not-invited': (name: string) => `${name} ist nicht eingeladen.`,
  'not-met': (name: string) =>
    `${name} hat dem Bot noch nicht geschrieben. Bitte sie, ihn zuerst zu starten.`,
  'no-account': (name: string) => `${name} ist eine E-Mail-Adresse. Nenne jemanden mit einem Konto hier.`,
  'group-refused': (name: string) =>
    `Du darfst ${name} hier nicht erwähnen, darum wurde aus der Gruppe niemand eingeladen.`,
  'group-unavailable': (name: string) =>
    `Der Betreiber dieses Bots hat nicht freigegeben, wer in ${name} ist. Nenne die Personen einzeln.`,
  'group-unknown': (name: string) =>
    `${name} konnte nicht gelesen werden, darum wurde aus der Gruppe niemand eingeladen.`,
  'no-mail': (name: string) => `${name} kann nicht eingeladen werden: E-Mail ist hier nicht eingerichtet.`,
  'muted-you': (name: string) => `${name} nimmt keine Einladungen von dir an.`,
  'not-a-member': (name: string) =>
    `${name} ist kein Mitglied dieses Workspace und käme mit dem Link nicht hinein. Nimm die Person zuerst auf.`,
} satisfies Record<PersonProblem['why'], (name: string) => string>;

const passcodeProblems: Readonly<Record<PasscodeProblem, string>> = {
  length: 'Er muss 8 bis 10 Zeichen haben.',
  characters: 'Nur Buchstaben und Ziffern, ohne U.',
  numeric: 'Er braucht auch Buchstaben.',
  weak: 'Er ist zu leicht zu erraten.',
};

const numberProblems: Readonly<Record<NumberProblem, string>> = {
  length: 'Sie muss 10 Ziffern haben.',
  'first-digit': 'Sie darf nicht mit 0 oder 1 beginnen.',
  prefix: 'Ihre ersten drei Ziffern sind reserviert.',
  repeats: 'Sie wiederholt dieselben Ziffern zu oft.',
  run: 'Sie zählt auf- oder abwärts und ist leicht zu erraten.',
};

const ambiguities: Readonly<Record<Ambiguity, string>> = {
  repeated: 'Die Uhren werden dann zurückgestellt, diese Zeit kommt zweimal.',
  skipped: 'Die Uhren werden dann vorgestellt, diese Zeit gibt es nicht.',
  'which-half': 'Das kann am Morgen oder am Nachmittag sein.',
  'which-midnight': 'Mitternacht kann der Anfang oder das Ende dieses Tages sein.',
  'which-week': 'Das kann ein Tag dieser oder der nächsten Woche sein.',
  'which-date': 'Hier kann zuerst der Tag oder zuerst der Monat stehen.',
  'other-weekday': 'Dieses Datum ist ein anderer Wochentag.',
};

const creators = {
  admins: 'Nur Admins',
  creators: 'Wer auf der Plattform Events anlegen darf',
  members: 'Mitglieder, keine Gäste',
  everyone: 'Alle',
};

const weekdayNames = new Intl.DateTimeFormat('de', { weekday: 'long', timeZone: 'UTC' });
/** Der 1. Januar 2024 war ein Montag. */
const weekday = (day: Weekday): string => weekdayNames.format(Date.UTC(2024, 0, 1 + WEEKDAYS.indexOf(day)));
const weekdays = (days: readonly Weekday[]): string => items.format(days.map(weekday));
const NTHS = { 1: 'ersten', 2: 'zweiten', 3: 'dritten', 4: 'vierten', [-1]: 'letzten' } as const;
/** `jeden Tag`, `alle 2 Wochen` */
const each = (interval: number, one: string, several: string): string =>
  interval === 1 ? one : `alle ${numbers.format(interval)} ${several}`;

function pattern({ rule: { pattern, interval }, day }: SaidRule): string {
  switch (pattern.kind) {
    case 'days':
      return each(interval, 'jeden Tag', 'Tage');
    case 'weeks':
      if (interval > 1) return `${each(interval, '', 'Wochen')} am ${weekdays(pattern.days)}`;
      return pattern.days.join() === WEEKDAYS.slice(0, 5).join()
        ? 'jeden Werktag'
        : `jeden ${weekdays(pattern.days)}`;
    case 'months':
      return `${each(interval, 'jeden Monat', 'Monate')} am ${pattern.day}.`;
    case 'months-by-weekday':
      return `${each(interval, 'jeden Monat', 'Monate')} am ${NTHS[pattern.nth]} ${weekday(pattern.day)}`;
    case 'years':
      return `${each(interval, 'jedes Jahr', 'Jahre')} am ${day}`;
  }
}

function ending({ rule: { ends }, until }: SaidRule): string {
  switch (ends.kind) {
    case 'never':
      return '';
    case 'until':
      return ` bis ${until}`;
    case 'count':
      return `, ${numbers.format(ends.count)}-mal`;
  }
}

const sentence = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

const seated = ({ seats, provider }: Crowd): string =>
  `${provider} hat Platz für ${people(seats)} zugleich, dich eingerechnet. Die anderen warten, bis jemand geht.`;

function refusal(refused: Refusal, { time, field }: Telling): Words {
  switch (refused.why) {
    case 'no-such-meeting':
      return {
        what: 'Diese Besprechung gibt es nicht.',
        next: 'Prüfe die Besprechungs-ID. Deine Besprechungen zeigt /meeting list.',
      };
    case 'unknown-command':
      return refused.nearest === null
        ? { what: `Einen Befehl „${refused.typed}“ gibt es nicht.`, next: '/meeting help zeigt alle.' }
        : {
            what: `Einen Befehl „${refused.typed}“ gibt es nicht.`,
            next: `Meintest du /meeting ${refused.nearest}? /meeting help zeigt alle.`,
          };
    case 'missing':
      return { what: `Es fehlt: ${field(refused.field)}.`, next: 'Zum Beispiel:', example: refused.example };
    case 'not-understood':
      return {
        what: refused.field
          ? `„${refused.typed}“ wurde als Angabe für „${field(refused.field)}“ nicht verstanden.`
          : `„${refused.typed}“ wurde nicht verstanden.`,
        next: 'Zum Beispiel:',
        example: refused.example,
      };
    case 'several-meetings':
      return { what: 'Mehrere Besprechungen passen.', next: 'Wähle eine.' };
    case 'no-meetings':
      return { what: 'Bei dir stehen keine Besprechungen an.', next: 'Beginne eine mit /meeting now.' };
    case 'not-organizer':
      return { what: 'Das kann nur die Leitung der Besprechung.', next: 'Frag die Leitung.' };
    case 'not-admin':
      return { what: 'Das können nur Admins dieses Workspace.', next: 'Frag jemanden von ihnen.' };
    case 'may-not-create':
      return {
        what: 'Du darfst hier keine Besprechungen anlegen.',
        next: `Erlaubt ist es für: ${creators[refused.who]}. Ein Admin kann das mit /meeting settings ändern.`,
      };
    case 'not-invited':
      return refused.canAsk
        ? { what: 'Du bist nicht eingeladen.', next: 'Du kannst die Leitung um den Code bitten.' }
        : { what: 'Du bist nicht eingeladen.', next: 'Nur die Leitung kann dich einladen.' };
    case 'claim-first':
      return {
        what: 'Du bist über deinen Benutzernamen eingeladen.',
        next: 'Hol zuerst deinen Code. Dann weiß der Bot, dass du es bist.',
      };
    case 'not-a-member':
      return {
        what: 'Du bist kein Mitglied dieses Workspace.',
        next: 'Besprechungen hier sind für seine Mitglieder. Bitte die Leitung, dich als Gast einzulassen.',
      };
    case 'is-invited':
      return {
        what: 'Du bist schon eingeladen.',
        next: 'Deinen Code gibt es mit „Meinen Code holen“ oder mit /meeting code.',
      };
    case 'locked':
      return {
        what: 'Besprechungen sind in diesem Workspace gesperrt.',
        next: 'Niemand kann anlegen, Codes holen oder beitreten, bis ein Admin sie entsperrt. Persönliche Links gelten weiter.',
      };
    case 'plan':
      return {
        what:
          refused.what === 'number'
            ? 'Eine Besprechungsnummer zu wählen gehört zum Plan pro, und dieser Workspace hat den Plan free.'
            : 'Einen Passcode zu wählen gehört zum Plan pro, und dieser Workspace hat den Plan free.',
        next:
          refused.what === 'number'
            ? 'Der Betreiber dieses Bots kann den Plan ändern.'
            : 'Der Betreiber dieses Bots kann den Plan ändern. Ein neuer zufälliger ist frei: /meeting rotate.',
      };
    case 'too-many-meetings':
      return {
        what: `Du hast in einer Stunde ${count(refused.limit, 'Besprechung', 'Besprechungen')} angelegt, mehr geht hier nicht.`,
        next: `Versuche es wieder ab: ${time(refused.again)}.`,
      };
    case 'too-many-invitees':
      return {
        what: `Damit hättest du an einem Tag mehr als ${people(refused.limit)} eingeladen, so viele gehen hier nicht.`,
        next: `Nenne weniger, oder versuche es wieder ab: ${time(refused.again)}.`,
      };
    case 'meeting-too-large':
      return { what: `Eine Besprechung hat höchstens ${people(refused.limit)}.`, next: 'Nenne weniger.' };
    case 'time-past':
      return { what: `${time(refused.at)} ist schon vorbei.`, next: 'Nenne eine Zeit, die noch kommt.' };
    case 'time-ambiguous':
      return { what: ambiguities[refused.because], next: 'Schreibe eine von diesen:' };
    case 'time-of-day-missing':
      return {
        what: `„${refused.typed}“ nennt den Tag, aber keine Uhrzeit.`,
        next: 'Zum Beispiel: morgen 9:00.',
      };
    case 'zone-unclear':
      return {
        what: `„${refused.typed}“ kann mehr als eine Zeitzone sein.`,
        next: 'Nenne eine Stadt oder eine Zeitzone, zum Beispiel Berlin oder America/New_York.',
      };
    case 'repeats-not-understood':
      return {
        what: `„${refused.typed}“ wurde nicht als Wiederholung verstanden.`,
        next: 'Zum Beispiel: jeden Werktag, jeden Montag und Donnerstag, alle 2 Wochen, jeden ersten Dienstag im Monat; bis 20. Dezember, oder 10-mal.',
      };
    case 'repeats-day-missing':
      return {
        what: 'Es ist nicht gesagt, an welchem Tag das ist.',
        next: 'Nenne einen, zum Beispiel: alle 2 Wochen am Montag 9:00.',
      };
    case 'repeats-never':
      return { what: 'Das ergibt keine Zeit, die noch kommt.', next: 'Wähle ein späteres Ende.' };
    case 'repeats-too-long':
      return {
        what: `Eine Besprechung kann höchstens ${numbers.format(MOST_TIMES)}-mal und ${LONGEST_SERIES} Jahre lang wiederholt werden.`,
        next: 'Wähle ein früheres Ende, oder keines: absagen kannst du jederzeit.',
      };
    case 'repeats-in-room':
      return {
        what: 'Ein Gespräch in deinem persönlichen Raum kann nicht wiederholt werden.',
        next: 'Plane es als eigene Besprechung.',
      };
    case 'time-not-understood':
      return {
        what: `„${refused.typed}“ wurde nicht als Zeit verstanden.`,
        next: 'Zum Beispiel: 15:30, morgen 9:00, in 20 Minuten, 25.11.2030 9:30.',
      };
    case 'duration-not-understood':
      return {
        what: `„${refused.typed}“ wurde nicht als Dauer verstanden.`,
        next: 'Von 5 Minuten bis 24 Stunden, zum Beispiel: 45 min, 1 h 30.',
      };
    case 'time-too-far':
      return {
        what: `${time(refused.at)} ist mehr als zwei Jahre entfernt.`,
        next: 'Wähle eine frühere Zeit.',
      };
    case 'passcode-policy':
      return { what: 'Dieser Passcode geht nicht.', next: passcodeProblems[refused.problem] };
    case 'number-rules':
      return { what: 'Diese Nummer geht nicht.', next: numberProblems[refused.problem] };
    case 'number-taken':
      return { what: 'Diese Nummer ist vergeben.', next: 'Wähle eine andere.' };
    case 'is-cancelled':
      return {
        what: 'Diese Besprechung ist abgesagt.',
        next: 'Ihr Code und ihre Links gelten nicht mehr. „Neu anlegen“ macht eine neue.',
      };
    case 'is-over':
      return {
        what: 'Diese Besprechung ist vorbei.',
        next: '„Neu anlegen“ macht eine neue mit denselben Personen.',
      };
    case 'not-planned':
      return {
        what: 'Diese Besprechung hat schon begonnen.',
        next: 'Nur eine geplante kann verschoben oder begonnen werden.',
      };
    case 'is-live':
      return { what: 'Diese Besprechung läuft.', next: 'Beende sie zuerst.' };
    case 'not-live':
      return { what: 'Diese Besprechung läuft nicht.', next: 'Beginne sie zuerst.' };
    case 'personal-room':
      return {
        what: 'Das geht nicht mit einem persönlichen Raum.',
        next: 'Sag ein einzelnes Gespräch ab, oder ändere den Code mit „Neuer Passcode“.',
      };
    case 'is-organizer':
      return {
        what: 'Diese Person leitet die Besprechung.',
        next: 'Übergib die Besprechung zuerst jemand anderem: /meeting transfer.',
      };
    case 'not-an-invitee':
      return {
        what: 'Diese Person ist nicht eingeladen.',
        next: 'Lade sie zuerst ein: /meeting invite.',
      };
    case 'nobody-named':
      return { what: 'Es wurde niemand genannt.', next: 'Zum Beispiel:', example: refused.example };
    case 'person':
      return {
        what: personProblems[refused.problem.why](refused.problem.name),
        next: 'Nenne jemand anderen.',
      };
    case 'already-asked':
      return {
        what: 'Du hast schon gefragt.',
        next: 'Die Leitung hat deine Anfrage. Du bekommst eine Nachricht, wenn sie entschieden ist.',
      };
    case 'asked-too-often':
      return {
        what: 'Du hast zu oft gefragt.',
        next: `Du kannst wieder fragen ab: ${time(refused.again)}.`,
      };
    case 'not-open-any-more':
      return { what: 'Das ist schon entschieden.', next: 'Es wurde nichts geändert.' };
    case 'not-in-conversation':
      return { what: 'Du bist nicht in dieser Unterhaltung.', next: 'Wähle eine, in der du bist.' };
    case 'typed-in-public':
      return {
        what: 'Ein Passcode wurde dort getippt, wo andere ihn lesen können. Darum wurde er nicht benutzt.',
        next: 'Tippe ihn im privaten Chat mit dem Bot. War er richtig, weiß es die Leitung schon.',
      };
    case 'form-expired':
      return {
        what: 'Dieses Formular ist zu alt oder wurde schon abgeschickt.',
        next: 'Öffne es noch einmal.',
      };
    case 'nothing-asked':
      return {
        what: 'Das ist kein Befehl, und kein Formular wartet darauf.',
        next: 'Befehle beginnen mit /meeting. /meeting help zeigt alle.',
      };
    case 'busy':
      return {
        what: 'An dieser Besprechung geschieht gerade zu viel zugleich. Es wurde nichts geändert.',
        next: 'Versuche es noch einmal.',
      };
    case 'failed':
      return {
        what: 'Hier ist etwas schiefgegangen. Es wurde nichts geändert.',
        next: 'Versuche es in einer Minute noch einmal.',
      };
  }
}

/** German. */
export const de = {
  untitled: 'Besprechung',
  somebody: 'jemand',
  guest: 'Gast',
  hidden: 'verborgen',
  nobody: 'niemand',
  nowhere: 'Nirgends',
  yes: 'Ja',
  no: 'Nein',
  minutes,
  hours: (n) => count(n, 'Stunde', 'Stunden'),
  people,
  names: (names) => items.format(names),
  andMore: (n) => `und ${numbers.format(n)} weitere`,
  of: (n, all) => `${numbers.format(n)} von ${numbers.format(all)}`,
  slot: (label) => label,

  fields,
  keywords: {
    at: 'um',
    to: 'auf',
    for: 'für',
    'in my room': 'in meinem raum',
    'with links': 'mit links',
  },
  hints: {
    topic: 'Worum es geht',
    when: '15:30, morgen 9:00, in 20 Minuten, 25.11.2030 9:30; leer: jetzt',
    duration: '45 min, 1 h 30; ohne Angabe 60 Minuten',
    repeats: 'jeden Werktag bis 20. Dezember, alle 2 Wochen, monatlich; leer: einmal',
    people: 'Jede Person bekommt den Code privat',
    conversation: 'Die Karte zeigt nie den Code',
    number: '10 Ziffern, nicht mit 0 oder 1 am Anfang',
    zone: 'Eine Stadt oder eine Zeitzone, zum Beispiel Berlin oder America/New_York',
    zoneSeveral: (typed) => `„${typed}“ gibt es mehrmals: wähle deine Zeitzone.`,
    zoneOnce:
      'Stadt oder Zeitzone, etwa Berlin. Einmal gefragt: darin werden deine Zeiten gelesen und gezeigt.',
    doorMinutes: 'Minuten',
    providers: 'Worüber Gespräche laufen dürfen, mit Kommas, etwa room, zoom',
    required: 'Fülle das aus.',
    between: (least, most) => `Eine ganze Zahl von ${numbers.format(least)} bis ${numbers.format(most)}.`,
  },
  choices: {
    access: {
      auto: 'Wie es zur Besprechung passt',
      invitees: 'Nur Eingeladene',
      members: 'Alle in der Unterhaltung',
      request: 'Andere dürfen fragen',
    },
    waitingRoom: { off: 'Aus', typed: 'Für alle, die den Passcode getippt haben', all: 'Für alle' },
    creators,
    seriesCards: { one: 'Eine, die das nächste Mal zeigt', each: 'Für jedes Mal eine' },
    codeInCalendar: {
      nothing: 'Nichts Geheimes',
      passcode: 'Der Passcode',
      link: 'Der Passcode und der persönliche Link',
    },
    language: { auto: 'Wie in der Chat-App' },
    reminders: { off: 'Keine', before: (n) => `${minutes(n)} vor dem Beginn` },
  },

  chat: {
    working: 'Wird erledigt. Das dauert einen Moment.',
    doneAlready: 'Das ist schon geschehen.',
    about: 'Eine Besprechung anlegen; alle Eingeladenen bekommen den Code privat',
    inviteMenu: 'Zu Besprechung einladen',
    parts: {
      meeting: 'ihre Nummer oder ein Teil ihres Themas; ohne Angabe: die passende',
      people: 'mit @ erwähnen, auch Rollen und Kanäle',
      when: '15:30, morgen 9:00, in 20 Minuten, 25.11.2030 9:30',
      duration: '45 min, 1 h 30',
    },
    formLate: 'Das Formular hat zu lange gebraucht. Jetzt ist es bereit.',
    title: 'Latchkey',
    done: 'Erledigt',
    everyoneIn: (label) => `${label}: alle aus`,
    others: (label) => `${label}: Gruppen und andere`,
    othersExample: '@team, @zoe',
    anotherChannel: (label) => `${label}: anderer Kanal`,
    privateChannel: 'diesen privaten Kanal',
    groupMessage: 'diese Gruppennachricht',
    chosenChannel: 'den gewählten Kanal',
    open: 'Öffnen',
    goOn: 'Weiter',
    channelLink: 'Ein Link zum Kanal: „Link kopieren“ in seinem Menü',
    noCard: 'leer: keine Karte',
    thisServer: 'diesem Server',
    inPrivate: 'Die Antwort steht in unserem privaten Chat.',
    opensPrivate: 'Die Antwort ist nur für dich. Öffne unseren privaten Chat, um sie zu lesen.',
    openPrivate: 'Privaten Chat öffnen',
    notShown: 'Die Antwort konnte nicht gezeigt werden. Versuche es gleich noch einmal.',
    fileInPrivate: (name) => `Die Datei ist in unserem privaten Chat: ${name}`,
    fileNotSent: 'Die Datei konnte nicht gesendet werden. Versuche es gleich noch einmal.',
    nameless:
      'Niemand weiß, wer hier im Namen einer Gruppe oder eines Kanals schreibt. Schreibe als du selbst, oder öffne unseren privaten Chat.',
    formMessage: {
      empty: '–',
      now: 'Jetzt',
      chooseDay: 'Tag wählen',
      typeTime: 'Zeit tippen',
      typeLength: 'Dauer tippen',
      typeIt: (label) => `Tippen: ${label}`,
      choosePeople: 'Personen wählen',
      clear: (label) => `Leeren: ${label}`,
      back: 'Zurück',
      write: (label) => `Schreibe jetzt: ${label}.`,
      name: 'Wähle Personen mit dem Knopf unten, oder schreibe jetzt ihre @Benutzernamen.',
    },
  },
  buttons: {
    join: 'Beitreten',
    code: 'Meinen Code holen',
    coming: 'Bin dabei',
    declined: 'Kann nicht',
    show: 'Zeigen',
    details: 'Einzelheiten',
    copyPasscode: 'Passcode kopieren',
    copyId: 'ID kopieren',
    copyInvitation: 'Einladung kopieren',
    copyWithPasscode: 'Mit Passcode kopieren',
    copyNote: 'Hinweis für sie kopieren',
    rotate: 'Neuer Passcode',
    replaceLinks: 'Neuer Passcode und neue Links',
    recreate: 'Neu anlegen',
    tryAgain: 'Noch einmal versuchen',
    useRoom: 'Eingebauten Raum nehmen',
    cancel: 'Absagen',
    start: 'Beginnen',
    end: 'Beenden',
    extend: '30 Minuten mehr',
    ask: 'Leitung fragen',
    approve: (name) => `${name} zulassen`,
    deny: (name) => `${name} ablehnen`,
    denyAll: 'Alle ablehnen',
    close: 'Schließen',
    mute: 'Nichts mehr von dieser Person',
    unmute: (name) => `Wieder von ${name} hören`,
    place: 'Anderen Ort wählen',
    leaveIt: 'So lassen',
    edit: 'Noch einmal ändern',
    next: 'Weiter',
    create: 'Anlegen',
    plan: 'Planen',
    save: 'Speichern',
    chooseNumber: 'Nummer wählen',
    room: 'Mein Raum',
    me: 'Über mich',
    changeZone: 'Zeitzone ändern',
    changeLanguage: 'Sprache ändern',
    changeReminders: 'Erinnerungen ändern',
    addToCalendar: 'In den Kalender',
    takeFromCalendar: 'Aus dem Kalender nehmen',
  },

  commandNames: {
    new: 'neu',
    now: 'jetzt',
    plan: 'planen',
    list: 'liste',
    show: 'zeigen',
    code: 'code',
    join: 'beitreten',
    invite: 'einladen',
    uninvite: 'ausladen',
    cohost: 'mitleiten',
    transfer: 'übergeben',
    rotate: 'passcode',
    move: 'verschieben',
    cancel: 'absagen',
    recreate: 'neuanlegen',
    start: 'beginnen',
    end: 'beenden',
    room: 'raum',
    me: 'ich',
    settings: 'einstellungen',
    lock: 'sperren',
    unlock: 'entsperren',
    web: 'web',
    help: 'hilfe',
  },
  commands: {
    new: 'Eine Besprechung Schritt für Schritt anlegen',
    now: 'Jetzt eine Besprechung beginnen',
    plan: 'Eine Besprechung planen',
    list: 'Meine Besprechungen',
    show: 'Eine Besprechung mit allen Einzelheiten',
    code: 'Meinen Code holen oder um ihn bitten',
    join: 'Mit Besprechungs-ID und Passcode beitreten',
    invite: 'Personen einladen',
    uninvite: 'Einladungen zurücknehmen',
    cohost: 'Jemanden mitleiten lassen',
    transfer: 'Die Leitung der Besprechung übergeben',
    rotate: 'Den Passcode ändern; der alte gilt sofort nicht mehr',
    move: 'Auf eine andere Zeit verschieben; der Code bleibt',
    cancel: 'Eine Besprechung absagen; Code und Links gelten nicht mehr',
    recreate: 'Absagen und neu anlegen, mit neuer ID und neuem Code',
    start: 'Eine geplante Besprechung beginnen',
    end: 'Eine laufende Besprechung beenden',
    room: 'Mein persönlicher Raum',
    me: 'Meine Zeitzone, Sprache und Erinnerungen und wen ich stummgeschaltet habe',
    settings: 'Einstellungen dieses Workspace',
    lock: 'Anlegen, Codes holen und Beitreten hier anhalten',
    unlock: 'Es wieder erlauben',
    web: 'Meine Besprechungen im Browser',
    help: 'Alle Befehle',
  },

  forms: {
    new: 'Neue Besprechung',
    zone: 'Deine Zeitzone',
    language: 'Deine Sprache',
    reminders: 'Deine Erinnerungen',
    me: 'Über mich',
    settings: 'Einstellungen',
    place: 'Anderen Ort wählen',
    number: 'Nummer wählen',
    // “15 Min.” ends in a full stop already
    understoodAs: (time) => `Verstanden als ${time.replace(/\.$/, '')}.`,
    startsNow: 'Beginnt sofort.',
  },

  repeats: {
    rule: (said) => `${pattern(said)} um ${said.time}${ending(said)}`,
    first: (times) => `${times.length === 1 ? 'Das erste Mal' : 'Die ersten Male'}: ${times.join('; ')}`,
    also: 'Weitere Termine:',
  },

  card: {
    access,
    live: 'Läuft jetzt',
    ended: 'Diese Besprechung ist zu Ende.',
    cancelled: 'Diese Besprechung ist abgesagt. Ihr Code und ihre Links gelten nicht mehr.',
    gettingReady: 'Der Raum wird vorbereitet. Die Codes gehen dann hinaus.',
    failed: 'Der Raum konnte nicht vorbereitet werden. Die Leitung weiß Bescheid.',
    door: 'Oder mit deinem Code unter',
    notice: (topic, time) => `${topic}, ${time}`,
    noticeLive: (topic) => `${topic} läuft`,
    noticeEnded: (topic) => `${topic} ist zu Ende`,
    noticeCancelled: (topic) => `${topic} ist abgesagt`,
  },

  slip: {
    title: (topic) => `Dein Code für ${topic}`,
    from: 'Von',
    passcodeOf: (topic) => `Passcode von ${topic}`,
    codesOf: (provider) => `Zum Tippen in ${provider}:`,
    labelOf: (label, topic) => `${label} von ${topic}`,
    keep: 'Dieser Link gehört nur dir. Gib ihn nicht weiter.',
    openLinks: (provider) =>
      `${provider} lässt alle ein, die die Adresse des Gesprächs haben: behalte für dich, was dein Browser dort zeigt.`,
    replaced: (topic) => `Ersetzt: dein Code für ${topic}`,
    replacedThen: 'Dieser Code wurde geändert. Der neue steht in einer neueren Nachricht des Bots.',
    cancelled: (topic) => `Abgesagt: ${topic}`,
    cancelledThen: 'Der Code und dein Link gelten nicht mehr.',
    withdrawn: (topic) => `Zurückgenommen: deine Einladung zu ${topic}`,
    withdrawnThen: 'Du bist nicht mehr eingeladen. Dein Link gilt nicht mehr.',
  },

  report: {
    have: (n, all) =>
      `${numbers.format(n)} von ${numbers.format(all)} ${select(all, 'Person hat', 'Personen haben')} ihren Code`,
    nobodyInvited: 'Noch ist niemand eingeladen.',
    gettingReady: 'Der Raum wird vorbereitet. Die Codes gehen dann hinaus.',
    notReached: 'Nicht erreicht:',
    pressCode: '„Meinen Code holen“ auf der Karte drücken',
    typeCode: 'dem Bot /meeting code schreiben',
    cardFailed: (reason) =>
      `Die Karte konnte nicht gezeigt werden: ${reason}. Die Besprechung gilt, und die Codes gehen hinaus.`,
    note: (topic, time) =>
      `Du bist eingeladen zu ${topic}, ${time}. Der Bot konnte dir nicht schreiben, darum wartet dein Code noch.`,
    noteThen: (way) => `Du kannst ${way}, dann siehst nur du ihn.`,
    noteTitle: 'Ein Hinweis für sie. Er enthält keinen Code.',
  },

  attended: {
    title: (topic) => `Wer bei ${topic} war`,
    people,
    guest: (name) => `${name} (Gast)`,
    absent: 'Nicht gekommen:',
    lastCalls: 'Letzte Gespräche',
    person: 'Person',
    times: 'Im Gespräch',
    stay: 'Wie lange',
  },

  requests: {
    title: (n, topic) => `${count(n, 'Person bittet', 'Personen bitten')} um den Code für ${topic}`,
    none: (topic) => `Niemand bittet um den Code für ${topic}`,
    approved: 'Zugelassen',
    denied: 'Abgelehnt',
    next: 'Wen du zulässt, ist eingeladen und bekommt einen eigenen Code.',
  },

  list: {
    title: (n) => `${count(n, 'Besprechung steht', 'Besprechungen stehen')} an`,
    later: (n) => `Danach ${count(n, 'weitere Besprechung', 'weitere Besprechungen')}`,
    empty: 'Es stehen keine Besprechungen an',
    emptyThen: 'Beginne eine mit /meeting now, oder plane eine mit /meeting plan.',
    organizer: 'du leitest sie',
    cohost: 'du leitest sie mit',
    invitee: 'du bist eingeladen',
    none: 'in deinem Workspace',
    more: (n) => `Und ${numbers.format(n)} weitere. Nenne eine: /meeting show <Thema oder Besprechungs-ID>.`,
  },

  show: {
    states: { planned: 'geplant', live: 'läuft', ended: 'zu Ende', cancelled: 'abgesagt' },
    rsvp: { none: 'keine Antwort', coming: 'ist dabei', declined: 'kann nicht' },
    reach: {
      has: 'hat den Code',
      waiting: 'Code ist unterwegs',
      missed: (reason) => `nicht erreicht (${reason})`,
    },
    cohost: 'Co-Leitung',
    doorOpens: 'Der Eingang öffnet am',
    doorOpen: 'Der Eingang ist offen.',
    secretNote: 'Das siehst nur du.',
    personalRoom: 'Persönlicher Raum',
    noCalls: 'Kein Gespräch ist darin geplant.',
  },

  invitation: {
    title: 'Einladung, überall einzufügen',
    withoutPasscode: 'Sie enthält keinen Passcode.',
    withPasscode: 'Sie enthält den Passcode: wer sie liest, kommt hinein.',
    door: (url) => `Unter ${url}`,
  },

  calendar: {
    title: (topic) => `${topic} für deinen Kalender`,
    cancelled: (topic) => `${topic} aus dem Kalender nehmen`,
    file: 'Öffne die Datei mit deinem Kalender. Wird die Besprechung verschoben, drücke den Knopf noch einmal: Eine spätere Datei tritt an die Stelle der früheren.',
    cancelledFile: 'Öffne die Datei mit deinem Kalender: Sie nimmt die Besprechung heraus.',
    links: 'Oder füge sie im Web hinzu:',
    onlyNext: 'Die Links fügen nur das nächste Mal hinzu, die Datei alle.',
    google: 'Google Kalender',
    outlook: 'Outlook.com',
    microsoft: 'Microsoft 365',
    secretInside: 'Die Datei enthält Geheimes: Wer deinen Kalender sieht, kann hineinkommen.',
    codeElsewhere: 'Dein Passcode und dein eigener Link stehen in der privaten Nachricht von Latchkey.',
  },

  news: {
    started: (topic) => `${topic} hat begonnen`,
    startedThen: 'Tritt mit deinem eigenen Link bei.',
    reminder: (topic) => `${topic} beginnt gleich`,
    moved: (topic) => `${topic} ist verschoben`,
    movedThen: 'Dein Code und dein Link bleiben gleich.',
    movedOneThen: 'Nur dieser Termin ist verschoben. Dein Code und dein Link bleiben gleich.',
    movedAllThen: 'Alle Termine von da an sind verschoben. Dein Code und dein Link bleiben gleich.',
    cancelled: (topic) => `${topic} ist abgesagt`,
    cancelledThen: 'Der Code und die Links gelten nicht mehr.',
    callCancelledThen: 'Dein Link gilt nicht mehr.',
    oneCancelledThen:
      'Nur dieser Termin ist abgesagt. Für die anderen gelten dein Code und dein Link weiter.',
    allCancelledThen:
      'Alle Termine von da an sind abgesagt. Bis dahin gelten dein Code und dein Link weiter.',
    withdrawn: (topic) => `Du bist nicht mehr zu ${topic} eingeladen`,
    withdrawnThen: 'Dein Link gilt nicht mehr.',
    stillGoing: (topic) => `${topic} läuft noch`,
    stillGoingThen: (time) =>
      `Geplantes Ende war ${time}. Die Besprechung bleibt offen, bis du sie beendest oder verlängerst.`,
    extended: (topic) => `${topic} geht weiter`,
    extendedThen: (time) => `Bis ${time}.`,
    over: (topic) => `${topic} ist zu Ende`,
    guarded: (topic) => `Jemand versucht, den Passcode von ${topic} zu erraten`,
    guardedThen:
      'Der Passcode wird eine Weile abgelehnt, ob richtig oder falsch. Persönliche Links gelten weiter, „Meinen Code holen“ auch. „Neuer Passcode“ gibt allen einen neuen; ihre Links bleiben gültig.',
    leaked: (topic) => `Der Passcode von ${topic} wurde dort getippt, wo andere ihn lesen können`,
    leakedThen:
      'Niemand kam damit hinein, und er gilt noch. „Neuer Passcode“ gibt allen einen neuen; ihre Links bleiben gültig.',
    full: (seats) => `Der Raum ist voll (${seats} von ${seats})`,
    fullThen: (topic) => `Andere warten darauf, ${topic} beizutreten. Sie kommen hinein, wenn jemand geht.`,
    secondUse: (name, topic) => `${name} kam ein zweites Mal zu ${topic}`,
    secondUseThen:
      'Das Gespräch ging in ein anderes Fenster oder Gerät über und endete im ersten. War es jemand Fremdes, ersetze die Links: wer damit kam, ist draußen und bekommt privat einen neuen.',
    conferenceFailed: (provider, topic) => `${provider} konnte den Raum für ${topic} nicht anlegen`,
    conferenceNotChanged: (provider, topic) => `${provider} hat die Änderung an ${topic} nicht angenommen`,
    conferenceReason: (reason) => `Der Grund: ${reason}.`,
    conferenceDeleted: (provider, topic) => `Der Raum von ${topic} wurde bei ${provider} gelöscht`,
    conferenceWaits: 'Die Codes warten darauf.',
    conferenceOldCodes: (provider) => `Was ${provider} vorher ausgegeben hat, gilt vielleicht noch.`,
    conferenceChoices: {
      room: 'Versuche es noch einmal, oder nimm den eingebauten Raum.',
      none: 'Versuche es noch einmal, oder sage ab.',
    },
    approved: (topic) => `Du bist zu ${topic} eingeladen`,
    approvedThen: 'Dein Code steht in einer eigenen Nachricht.',
    denied: (topic) => `Du hast den Code für ${topic} nicht bekommen`,
    deniedThen: 'Die Leitung hat abgelehnt.',
  },

  answers: {
    live: (topic) => `${topic} läuft`,
    planned: (topic) => `${topic} ist geplant`,
    codesGoOut: (n) => `${peopleGet(n)} den Code privat.`,
    nobodyInvited: 'Noch ist niemand eingeladen.',
    cardHere: 'Die Karte wird ohne den Code gezeigt.',
    cardNowhere: 'Es gibt keine Karte.',
    ownSlip: 'Dein eigener Code steht in einer privaten Nachricht.',
    invited: (n, topic) => `${people(n)} zu ${topic} eingeladen`,
    nobodyNew: (topic) => `Zu ${topic} wurde niemand neu eingeladen`,
    uninvited: (names, topic) =>
      `${items.format(names)} ${select(names.length, 'ist', 'sind')} nicht mehr zu ${topic} eingeladen`,
    linksDead: (n) => select(n, 'Der Link gilt nicht mehr.', 'Die Links gelten nicht mehr.'),
    passcodeChanged: (n) =>
      `Der Passcode war schon angekommen, darum ist er geändert. ${peopleGet(n)} den neuen privat.`,
    passcodeKept: 'Der Passcode war noch nicht angekommen, darum bleibt er.',
    cohost: (name, topic) => `${name} leitet ${topic} mit`,
    transferred: (name, topic) => `${name} leitet jetzt ${topic}`,
    transferredThen: 'Du bleibst eingeladen.',
    rotated: (topic) => `${topic} hat einen neuen Passcode`,
    rotatedThen: (n) => `Der alte gilt nicht mehr. ${peopleGet(n)} den neuen privat.`,
    linksKept: 'Persönliche Links bleiben, wie sie sind.',
    linksReplaced: 'Alle persönlichen Links sind auch neu.',
    moved: (topic) => `${topic} ist verschoben`,
    movedThen: 'Der Code bleibt gleich. Die Eingeladenen erfahren es.',
    movedOneThen: 'Die anderen Termine bleiben, und der Code auch. Die Eingeladenen erfahren es.',
    movedAllThen:
      'Alle Termine von da an sind verschoben. Der Code bleibt gleich. Die Eingeladenen erfahren es.',
    cancelled: (topic) => `${topic} ist abgesagt`,
    cancelledThen: 'Code und Links gelten nicht mehr. Die Eingeladenen erfahren es.',
    callCancelledThen:
      'Die Links gelten nicht mehr. Die Eingeladenen erfahren es. Der Raum behält seinen Code.',
    oneCancelled: (topic, time) => `${topic} ist abgesagt für ${time}`,
    oneCancelledThen: 'Die anderen Termine und der Code bleiben. Die Eingeladenen erfahren es.',
    allCancelledThen:
      'Alle Termine von da an sind abgesagt. Die früheren und der Code bleiben. Die Eingeladenen erfahren es.',
    recreated: (topic) => `${topic} ist neu angelegt`,
    recreatedThen: 'Die alte ID, der alte Passcode und die alten Links gelten nicht mehr.',
    started: (topic) => `${topic} hat begonnen`,
    startedThen: 'Der Eingang ist offen. Die Eingeladenen erfahren es.',
    ended: (topic) => `${topic} ist zu Ende`,
    endedThen: 'Niemand kommt mehr hinein.',
    extended: (time) => `Es geht weiter bis ${time}`,
    triedAgain: (provider, topic) => `${provider} wird noch einmal nach ${topic} gefragt`,
    triedAgainThen: 'Die Codes gehen hinaus, wenn der Raum bereit ist. Wenn nicht, liest du es hier.',
    nothingFails: (topic) => `Mit dem Raum von ${topic} ist alles in Ordnung`,
    roomUsed: (topic) => `${topic} ist jetzt im eingebauten Raum`,
    roomOff: 'Der eingebaute Raum ist hier abgeschaltet',
    roomOffThen: 'Ein Admin kann ihn mit /meeting settings einschalten.',
    roomUsedThen:
      'Besprechungs-ID, Passcode und Links bleiben, wie sie sind. Wer auf einen Code wartet, bekommt ihn jetzt.',
    coming: (topic) => `Du bist bei ${topic} dabei`,
    declined: (topic) => `Du bist bei ${topic} nicht dabei`,
    declinedThen: 'Du bleibst eingeladen und kannst es dir anders überlegen.',
    asked: (topic) => `Die Leitung von ${topic} hat deine Anfrage`,
    askedThen: 'Du bekommst eine Nachricht, wenn sie entschieden ist.',
    confirmThen: 'Du bist über deinen Benutzernamen eingeladen. Die Leitung bestätigt, dass du es bist.',
    approved: (name) => `${name} ist eingeladen und bekommt einen Code`,
    denied: (name) => `${name} bekommt keinen Code`,
    deniedAll: (n) => `${people(n)} abgelehnt`,
    requestsClosed: (topic) => `Niemand kann mehr um den Code für ${topic} bitten`,
    muted: (name) => `Von ${name} kommen keine Einladungen mehr zu dir`,
    mutedThen: 'Diese Einladung bleibt. Mit /meeting me lässt du wieder welche zu.',
    unmuted: (name) => `Einladungen von ${name} kommen wieder zu dir`,
    wayIn: (topic) => `Du kannst ${topic} beitreten`,
    wayInThen: 'Dieser Link gilt zehn Minuten und nur für dich.',
    personalWayInThen: 'Dieser Link gehört nur dir. Gib ihn nicht weiter.',
    numberChanged: (number) => `Dein Raum hat jetzt die Nummer ${number}`,
    numberChangedThen: 'Die alte Nummer gilt nicht mehr.',
    settingsSaved: 'Die Einstellungen sind gespeichert',
    zoneIs: (zone) => `Deine Zeitzone ist ${zone}.`,
    zoneUnknown: 'Deine Zeitzone ist noch nicht bekannt.',
    languageIs: 'Deine Sprache ist Deutsch.',
    languageAuto: 'Deine Sprache ist die deiner Chat-App.',
    reminderIs: (n) => `Du wirst ${minutes(n)} vor dem Beginn einer Besprechung erinnert.`,
    reminderOff: 'Du bekommst keine Erinnerungen.',
    nobodyMuted: 'Du hast niemanden stummgeschaltet.',
    locked: 'Besprechungen sind in diesem Workspace gesperrt',
    lockedThen:
      'Anlegen, Codes holen, Fragen und Passcodes sind angehalten. Mit /meeting unlock entsperrst du sie.',
    unlocked: 'Besprechungen sind in diesem Workspace entsperrt',
    unlockedThen: 'Alles geht wie vorher.',
    nothingChanged: 'Es wurde nichts geändert',
    copy: 'Kopiere das:',
    placed: 'Die Karte wird dort gezeigt',
    notEveryone: 'Nicht alle konnten eingeladen werden:',
  },

  questions: {
    plan: (topic, times, invitees, crowd): Asking => ({
      ask: `${topic} planen?`,
      effect: [
        ...times.map((time) => `${sentence(time)}.`),
        invitees === 0 ? 'Noch ist niemand eingeladen.' : `${peopleGet(invitees)} den Code privat.`,
        ...(crowd ? [seated(crowd)] : []),
      ],
      yes: 'Planen',
    }),
    move: (topic, time): Asking => ({
      ask: `${topic} verschieben?`,
      effect: `${time}. Der Code bleibt gleich, und die Eingeladenen erfahren es.`,
      yes: 'Verschieben',
    }),
    moveRepeated: (topic, time, rule): Asking => ({
      ask: `${topic} verschieben?`,
      effect: [
        `${time}.`,
        rule === null
          ? 'Die anderen Termine bleiben, wie sie sind.'
          : `Nur dieser Termin, oder auch alle folgenden: ${rule}.`,
        'Der Code bleibt gleich, und die Eingeladenen erfahren es.',
      ],
      yes: 'Diesen verschieben',
      ...(rule === null ? {} : { following: 'Alle ab diesem verschieben' }),
    }),
    cancelRepeated: (topic, time, invitees, whole): Asking => ({
      ask: `${topic} absagen, oder nur diesen Termin?`,
      effect: [
        `Dieser Termin ist ${time}: die anderen und der Code bleiben.`,
        whole
          ? 'Mit allen folgenden gelten Code und Links nicht mehr, und das lässt sich nicht rückgängig machen.'
          : 'Mit allen folgenden bleiben die früheren Termine und der Code.',
        `${people(invitees)} ${select(invitees, 'erfährt', 'erfahren')} es.`,
      ],
      yes: 'Diesen absagen',
      following: 'Alle ab diesem absagen',
    }),
    cancel: (topic, invitees): Asking => ({
      ask: `${topic} absagen?`,
      effect: `Code und Links gelten dann nicht mehr, und ${people(invitees)} ${select(invitees, 'erfährt', 'erfahren')} es. Das lässt sich nicht rückgängig machen.`,
      yes: 'Besprechung absagen',
    }),
    cancelCall: (topic, invitees): Asking => ({
      ask: `Das Gespräch ${topic} absagen?`,
      effect: `Die Links gelten dann nicht mehr, und ${people(invitees)} ${select(invitees, 'erfährt', 'erfahren')} es. Der Raum behält seinen Code.`,
      yes: 'Gespräch absagen',
    }),
    recreate: (topic, invitees): Asking => ({
      ask: `${topic} neu anlegen?`,
      effect: `ID, Passcode und Links gelten dann nicht mehr, und ${peopleGet(invitees)} neue.`,
      yes: 'Neu anlegen',
    }),
    end: (topic, inside): Asking => ({
      ask: `${topic} für alle beenden?`,
      effect:
        inside === 0
          ? 'Niemand kommt mehr hinein.'
          : `${people(inside)} ${select(inside, 'ist', 'sind')} im Gespräch und dann draußen.`,
      yes: 'Für alle beenden',
    }),
    uninvite: (names, topic, rotates): Asking => ({
      ask: `Die Einladung von ${items.format(names)} zu ${topic} zurücknehmen?`,
      effect: rotates
        ? 'Der Passcode war schon angekommen, darum ändert er sich einmal, und alle anderen bekommen den neuen.'
        : 'Der Passcode war noch nicht angekommen, darum bleibt er.',
      yes: 'Zurücknehmen',
    }),
    transfer: (name, topic, own): Asking => ({
      ask: `${topic} an ${name} übergeben?`,
      effect: own
        ? `${name} leitet dann die Besprechung. Du kannst das nicht selbst zurücknehmen.`
        : `${name} leitet dann die Besprechung.`,
      yes: 'Übergeben',
    }),
    lock: (workspace): Asking => ({
      ask: `Alle Besprechungen in ${workspace} sperren?`,
      effect:
        'Anlegen, Codes holen, Fragen und Passcodes werden sofort für alle angehalten. Persönliche Links gelten weiter.',
      yes: 'Sperren',
    }),
    seats: (invitees, crowd): Asking => ({
      ask: `${people(invitees)} auf ${count(crowd.seats, 'Platz', 'Plätze')} einladen?`,
      effect: seated(crowd),
      yes: 'Trotzdem einladen',
    }),
  },

  refusal,
  invalidCode: {
    title: 'Ungültiger Zugangscode',
    next: [
      'Kopiere den Passcode noch einmal aus der neuesten Nachricht des Bots.',
      'Wurde er geändert, gilt der ältere nicht mehr.',
      'Warte nach mehreren Versuchen ein paar Minuten.',
      'Geht es dann immer noch nicht, frag die Leitung.',
    ],
  },
  throttled: {
    title: 'Zu viele Versuche',
    next: (wait) => `Versuche es in ${wait} noch einmal.`,
  },
  notOpen: {
    title: 'Der Eingang ist noch nicht offen',
    next: (time) => `Er öffnet: ${time}.`,
  },
  ended: {
    title: 'Diese Besprechung ist zu Ende',
    next: 'Dein Code war richtig. Frag die Leitung, ob es eine weitere gibt.',
  },
  full: {
    title: 'Der Raum ist voll',
    next: 'Dein Code war richtig. Versuche es noch einmal, wenn jemand geht.',
  },

  personProblem: (problem) => personProblems[problem.why](problem.name),
  reason: (word) => (word !== null && reasonOf[word]) || 'die Nachricht konnte nicht zugestellt werden',
  remedy: (word, way) => {
    const remedy = word === null ? undefined : remedyOf[word];
    return remedy ? remedy(way) : `Sie können ${way}.`;
  },
  providerReason: (word) => reasonOf[word] ?? word,

  help: {
    title: 'Was ich kann',
    intro: 'Ich lege Besprechungen an und gebe allen Eingeladenen den Code privat.',
    id: 'Für <id> schreibe die Besprechungs-ID oder einen Teil des Themas. Bei einer einzigen Besprechung kannst du sie weglassen.',
  },

  door: {
    title: 'Einer Besprechung beitreten',
    lead: 'Besprechungs-ID und Passcode stehen in der privaten Nachricht des Bots.',
    meetingId: 'Besprechungs-ID',
    passcode: 'Passcode',
    name: 'Dein Name',
    nameHint: 'Andere sehen ihn, als Gast gekennzeichnet.',
    join: 'Beitreten',
    checking: 'Wird geprüft',
    byLink: 'Dein Link wird geprüft',
    byLinkThen: 'Er gehört nur dir. Du kommst hinein, ohne etwas zu tippen.',
    entered: 'Du kannst hinein',
    enteredThen: 'Dieser Weg hinein gehört nur dir und gilt ein paar Minuten.',
    enter: 'Zum Gespräch',
    invalid: 'Ungültiger Zugangscode',
    invalidThen:
      'Kopiere ihn noch einmal aus der neuesten Nachricht des Bots. Warte nach mehreren Versuchen ein paar Minuten. Geht es dann immer noch nicht, frag die Leitung.',
    linkInvalid: 'Dieser Link gilt nicht mehr',
    linkInvalidThen: 'Nimm die neueste Nachricht des Bots, oder tippe Besprechungs-ID und Passcode.',
    notOpen: 'Der Eingang ist noch nicht offen',
    notOpenThen: (time) => `Er öffnet: ${time}.`,
    notOpenWait: 'Lass diese Seite offen, dann kommst du hinein.',
    ended: 'Diese Besprechung ist zu Ende',
    endedThen: 'Frag die Leitung, ob es eine weitere gibt.',
    full: 'Der Raum ist voll',
    fullThen: 'Versuche es noch einmal, wenn jemand geht.',
    fullWait: 'Lass diese Seite offen, du kommst hinein, wenn jemand geht.',
    throttled: 'Zu viele Versuche',
    throttledThen: (wait) => `Versuche es in ${wait} noch einmal.`,
    nameTaken: 'Jemand Eingeladenes hat diesen Namen',
    nameTakenThen: 'Tippe einen anderen.',
    nameNeeded: 'Ein Name fehlt',
    nameNeededThen: 'Tippe den Namen, den andere im Gespräch sehen sollen.',
    unreadable: 'Etwas fehlt',
    unreadableThen: 'Fülle Besprechungs-ID, Passcode und deinen Namen aus.',
    offline: 'Es gibt keine Verbindung',
    offlineThen: 'Prüfe dein Netz, dann versuche es noch einmal.',
    unavailable: 'Das Gespräch ist gerade nicht zu erreichen',
    unavailableThen: 'Dein Code war richtig. Versuche es in einer Minute noch einmal.',
    failed: 'Hier ist etwas schiefgegangen',
    failedThen: 'Versuche es in einer Minute noch einmal.',
    scriptNeeded: 'Diese Seite braucht JavaScript.',
    notFound: 'Hier ist nichts',
    notFoundThen: 'Prüfe die Adresse, oder tritt einer Besprechung bei.',
  },

  install: {
    done: (workspace) => `Latchkey ist in ${workspace} installiert`,
    doneThen: 'Tippe /meeting in einem Kanal oder einer Nachricht, um zu beginnen.',
    open: 'Slack öffnen',
    again: 'Noch einmal beginnen',
    notInstalled: 'Latchkey wurde nicht installiert',
    deniedThen:
      'Slack sagt, dass es nicht erlaubt wurde. Wenn du keine Apps installieren darfst, bitte einen Admin deines Workspace, diese Seite zu öffnen.',
    otherBrowser: 'Diese Installation wurde nicht hier begonnen',
    otherBrowserThen:
      'Sie begann in einem anderen Browser oder vor mehr als zehn Minuten, oder dieser Browser behält keine Cookies. Beginne sie hier noch einmal.',
    stale: 'Diese Installation ist abgelaufen',
    staleThen: 'Slack nimmt jede einmal an, innerhalb von zehn Minuten. Beginne sie noch einmal.',
    wholeOrganization: 'Latchkey kann nicht für eine ganze Organisation installiert werden',
    wholeOrganizationThen:
      'Beginne noch einmal, und wähle oben rechts auf der Seite von Slack einen ihrer Workspaces.',
    rotatingThen:
      'Diese Slack-App hat Token Rotation eingeschaltet. Latchkey folgt ihr nicht, und Slack schaltet sie nicht wieder ab. Bitte den Betreiber, die App aus ihrem Manifest neu anzulegen.',
    refused: 'Slack hat dieses Latchkey nicht angenommen',
    refusedThen: (word) =>
      `Die Antwort war ${word}. Bitte den Betreiber, SLACK_CLIENT_ID, SLACK_CLIENT_SECRET und die Redirect-URL mit api.slack.com/apps zu vergleichen.`,
    unanswered: 'Slack hat nicht geantwortet',
    unansweredThen: 'Es wurde nichts installiert. Versuche es in ein paar Minuten noch einmal.',
  },

  web: {
    download: 'Datei herunterladen',
    title: 'Meine Besprechungen',
    link: 'Dein Weg zu „Meine Besprechungen“',
    linkThen: 'Dieser Link gehört nur dir und gilt zehn Minuten und für einen Browser. Gib ihn nicht weiter.',
    open: 'Meine Besprechungen öffnen',
    others: 'Andere Besprechungen in deinem Workspace',
    move: 'Verschieben',
    invite: 'Personen einladen',
    uninvite: 'Einladungen zurücknehmen',
    signedOut: 'Lass dir vom Bot deinen Link geben',
    signedOutThen:
      'Tippe /meeting web dort, wo du mit dem Bot sprichst. Er antwortet mit einem Link auf diese Seite, der nur dir gehört.',
    linkDead: 'Dieser Link gilt nicht mehr',
    linkDeadThen:
      'Ein Link gilt zehn Minuten und öffnet einen Browser, einmal. Tippe /meeting web für einen neuen.',
    opening: 'Deine Besprechungen werden geöffnet',
    over: 'Du bist abgemeldet',
    overThen: 'Tippe /meeting web für einen neuen Link.',
    as: (name) => `Angemeldet als ${name}`,
    signOut: 'Abmelden',
    signOutEverywhere: 'Überall abmelden',
    back: 'Zurück zu meinen Besprechungen',
    again: 'Es wurde nichts getan',
    crossSite: 'Das kam von einer anderen Seite. Öffne „Meine Besprechungen“ und versuche es dort.',
    showCode: (of) => `Passcode von ${of} zeigen`,
    copy: 'Kopieren',
    copyOf: (what, of) => `Kopieren: ${what}, ${of}`,
    copied: 'Kopiert',
    notCopied: 'Markiere den Text und kopiere ihn von Hand.',
    spelled: (code) => `buchstabiert: ${code}`,
    step: (step, steps) => `Schritt ${step} von ${steps}`,
    unchanged: 'Wie es ist',
    people: 'Namen mit @ davor, etwa @ivan @lee',
    toAccounts: 'Eigene Konten dieses Workspace',
    accounts: (workspace) => `Konten von ${workspace}`,
    accountAt: (provider) => `Konto bei ${provider}`,
    accountsNone: 'Hier gibt es nichts einzustellen',
    accountsNoneThen:
      'Nur Admins eines Workspace können ihm ein Konto geben, und nur, wo der Betreiber es zulässt.',
    accountIsKept:
      'Neue Gespräche laufen im Konto dieses Workspace. Was eingegeben wurde, ist versiegelt und wird nicht mehr gezeigt.',
    accountIsNone: 'Dieser Workspace hat kein eigenes.',
    accountEvents: 'Seine Ereignisse gehen an',
    accountKeep: 'Dieses Konto verwenden',
    accountReplace: 'Konto ersetzen',
    accountDrop: 'Konto wegnehmen',
    accountKept: 'Das Konto wird verwendet',
    accountKeptThen: 'Neue Gespräche laufen darin. Gespräche, die in einem anderen entstanden, bleiben dort.',
    accountDropSure: (provider) => `Das Konto bei ${provider} wegnehmen?`,
    accountDropThen:
      'Wer in einem dieser Gespräche ist, wird hinausgesetzt. Jedes Treffen bekommt ein anderes Gespräch und neue Codes dafür, wo das ohne das Konto geht. Wo nicht, erfährt es, wer es leitet, und wählt.',
    accountDropYes: 'Wegnehmen',
    accountDropNo: 'Behalten',
    accountCalls: (meetings, live) =>
      meetings === 0
        ? 'Kein Treffen hat sein Gespräch darin.'
        : `${meetings === 1 ? 'Ein Treffen hat sein' : `${meetings} Treffen haben ihr`} Gespräch darin, ${live === 0 ? 'keines' : live} davon gerade jetzt.`,
    accountOther: 'Das ist ein anderes Konto',
    accountOtherThen: 'Nimm zuerst das weg, das hinterlegt ist, und gib dann dieses an.',
    accountDropped: 'Das Konto wurde weggenommen',
    accountRefused: 'Das Konto wurde nicht angenommen',
    accountRefusedThen:
      'Kopiere alle Felder neu und sieh nach, ob die App aktiviert ist und ihre Scopes hat.',
  },

  zoom: {
    label: 'Zoom',
    account: {
      accountId: 'Account ID',
      clientId: 'Client ID',
      clientSecret: 'Client Secret',
      webhookSecret: 'Secret Token',
    },
    meetingId: 'Zoom-Meeting-ID',
    passcode: 'Zoom-Kenncode',
    guest: (name) => `${name} (Gast)`,
  },

  jitsi: {
    label: 'Jitsi',
    guest: (name) => `${name} (Gast)`,
  },

  room: {
    label: 'Eingebauter Raum',
    inside: (n) => `${people(n)} im Raum`,
    you: 'du',
    organizer: 'Leitung',
    guest: 'Gast',
    waiting: 'Du bist im Warteraum',
    waitingThen: 'Die Leitung lässt dich ein.',
    waitingPeople: (n) => `${people(n)} im Warteraum`,
    title: 'Im Gespräch',
    entering: 'Der Raum wird betreten',
    letIn: (name) => `Einlassen: ${name}`,
    letInShort: 'Einlassen',
    turnAway: (name) => `Abweisen: ${name}`,
    turnAwayShort: 'Abweisen',
    turnedAway: 'Du wurdest nicht eingelassen',
    turnedAwayThen: 'Frag die Leitung, dann versuche es noch einmal.',
    full: (seats) => `Der Raum ist voll (${seats} von ${seats})`,
    fullThen: 'Du kommst hinein, wenn jemand geht. Lass diese Seite offen.',
    again: 'Noch einmal versuchen',
    leave: 'Verlassen',
    left: 'Du hast das Gespräch verlassen',
    leftThen: 'Dein Link lässt dich wieder ein, solange die Besprechung läuft.',
    ended: 'Diese Besprechung ist zu Ende',
    lost: 'Die Verbindung ist weg',
    lostThen: 'Sie wird wieder aufgebaut.',
    expired: 'Dieser Weg hinein ist zu alt',
    expiredThen: 'Nimm deinen Link noch einmal.',
    readyThen: (name) => `Du kommst als ${name} hinein. Noch sieht und hört dich niemand.`,
    enter: 'Eintreten',
    microphone: 'Mikrofon',
    camera: 'Kamera',
    screen: 'Bildschirm teilen',
    on: 'an',
    off: 'aus',
    muted: 'stumm',
    devices: 'Geräte',
    noMedia: 'Kein Mikrofon und keine Kamera hier',
    noMediaThen:
      'Du kannst hinein, sehen und hören. Um zu sprechen, öffne deinen Link im eigenen Browser des Telefons.',
    copyLink: 'Meinen Link kopieren',
    copied: 'Kopiert',
    deviceBlocked: 'Der Browser erlaubt es nicht',
    deviceBlockedThen:
      'Erlaube Mikrofon und Kamera in den Einstellungen dieser Seite, dann drücke noch einmal.',
    deviceMissing: 'Kein solches Gerät wurde gefunden',
    deviceMissingThen: 'Schließe es an, dann drücke noch einmal.',
    deviceBusy: 'Das Gerät kann nicht benutzt werden',
    deviceBusyThen: 'Vielleicht benutzt es ein anderes Programm. Schließe das, dann drücke noch einmal.',
    sound: 'Ton einschalten',
    connecting: 'Verbindung wird aufgebaut',
    screenOf: 'teilt den Bildschirm',
    remove: (name) => `Entfernen: ${name}`,
    removeShort: 'Entfernen',
    removeAsk: (name) => `${name} aus dem Gespräch entfernen?`,
    removed: 'Du wurdest entfernt',
    removedThen: 'Frag die Leitung, ob du wieder kommen darfst.',
    moved: 'Das Gespräch ist in einem anderen Fenster',
    movedThen: 'Du hast es dort geöffnet. Drücke den Knopf, um es wieder hier zu haben.',
    elsewhere: 'Hierher holen?',
    elsewhereThen:
      'Du bist in einem anderen Fenster oder auf einem anderen Gerät in diesem Gespräch. Wenn du hier hineinkommst, endet es dort.',
    moveHere: 'Hierher holen',
    replaced: 'Dein Link wurde ersetzt',
    replacedThen: 'Nimm den Link aus der neuesten Nachricht des Bots.',
    here: 'Hier weiter',
    endForAll: 'Für alle beenden',
    endAsk: 'Das Gespräch für alle beenden?',
    cancel: 'Zurück',
  },
} satisfies Catalogue;
