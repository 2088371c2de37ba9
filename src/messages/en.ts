import type { Time } from '../clock.ts';
import type { Crowd } from '../commands/arrange.ts';
import type { PersonProblem } from '../commands/command.ts';
import type { Ambiguity, NumberProblem, PasscodeProblem, Refusal } from '../meeting/refusal.ts';
import { LONGEST_SERIES, MOST_TIMES, type Rule, WEEKDAYS, type Weekday } from '../time/rule.ts';

/** What was wrong, then what to do. */
export type Words = {
  readonly what: string;
  readonly next: string;
  /** What stands behind it: a whole command, or what a field may hold. */
  readonly example?: string;
};
/** A question before something that cannot be undone: what it does, and the button that does it. */
export type Asking = {
  readonly ask: string;
  /** A paragraph, or several. */
  readonly effect: string | readonly string[];
  readonly yes: string;
  /** Of what is repeated: the button that does it to all that follow too. */
  readonly following?: string;
};
/** A rule with the times and days in it as the reader's region writes them. `day`: of the year, for what comes once in it. */
export type SaidRule = {
  readonly rule: Rule;
  readonly time: string;
  readonly until: string;
  readonly day: string;
};

const rules = new Intl.PluralRules('en');
const numbers = new Intl.NumberFormat('en');
const items = new Intl.ListFormat('en');

const count = (n: number, one: string, other: string): string =>
  `${numbers.format(n)} ${rules.select(n) === 'one' ? one : other}`;
const people = (n: number): string => count(n, 'person', 'people');
const minutes = (n: number): string => count(n, 'minute', 'minutes');

const fields = {
  meeting: 'Meeting',
  meetingId: 'Meeting ID',
  passcode: 'Passcode',
  topic: 'Topic',
  when: 'When',
  repeats: 'Repeats',
  duration: 'Duration',
  people: 'People',
  person: 'Person',
  conversation: 'Card goes to',
  access: 'Who may have the code',
  waitingRoom: 'Waiting room',
  provider: 'Call runs on',
  providers: 'Members may choose',
  room: 'In my room',
  number: 'Meeting number',
  zone: 'Time zone',
  language: 'Language',
  reminders: 'Reminder',
  organizer: 'Organizer',
  coming: 'Coming',
  inside: 'In the call',
  door: 'Door',
  invitees: 'Invitees',
  links: 'Replace all personal links',
  doorMinutes: 'Door opens before the start',
  creators: 'Who may create meetings',
  meetingsPerHour: 'New meetings an hour, per member',
  inviteesPerDay: 'New invitees a day, per member',
  muted: 'People I muted',
  seriesCards: 'Cards of a meeting that repeats',
  codeInCalendar: 'In calendar files, which others often see',
};

const access = {
  invitees: 'by invitation',
  members: 'everyone here may have the code',
  request: 'others may ask for the code',
};

/** Why a message did not arrive. The words come from the chat adapters and from the job table. */
const reasons = {
  'dm-closed': 'direct messages are closed',
  'not-started': 'has not started the bot',
  blocked: 'has blocked the bot',
  'user-gone': 'has left or is deactivated',
  'no-shared-server': 'is in no server with the bot',
  quarantined: 'the platform does not let the bot write to new people',
  'channel-gone': 'the channel does not exist any more',
  'not-in-channel': 'the bot is not in that channel',
  'message-gone': 'the message was deleted',
  'not-allowed': 'the bot may not write there',
  'opened-too-fast': 'the platform asks the bot to write more slowly',
  muted: 'does not want invitations from this person',
  'not-met': 'has never written to the bot',
  'no-mail': 'mail is not set up here',
  'mail-refused': 'the mail server does not take this address',
  'gave-up': 'the platform did not answer in time',
  'too-late': 'the meeting was over first',
  revoked: 'the bot was removed from the workspace',
  unavailable: 'the service does not answer',
  'too-slow': 'the service answers too slowly',
  rejected: 'the service refused it',
  busy: 'the service asks to be called more slowly',
  'daily-limit': 'the service takes no more changes for this organizer today',
  credentials: 'the service does not take the credentials that are set here',
  scopes: 'the app at the service lacks a permission',
  'no-room': 'the room could not be made',
  'no-workspace-account': 'no account at the service is set up for this workspace',
  'no-account': 'the account at the service that the operator named is not known there',
  'no-host': 'it does not know the organizer, and nobody else could let people in from the waiting room',
  'not-there': 'the room is not there any more',
  'in-progress': 'the call is under way',
  'passcode-policy': 'the account there asks for passcodes that cannot be made',
  'not-understood': 'the service gave an answer that is not understood',
  'no-address': 'the chat platform does not answer who the organizer is',
  'deleted-elsewhere': 'the room was deleted there',
};
/** Every reason that has words, so that another language has words for the same. */
export type Reason = keyof typeof reasons;
const reasonOf: Readonly<Record<string, string>> = reasons;

/** What to do about it. `way`: how a person gets the code although no message reaches them. */
const remedies = {
  'dm-closed': (way: string) => `They can open direct messages, or ${way}.`,
  'not-started': (way: string) => `They can start the bot, or ${way}.`,
  blocked: (way: string) => `They can unblock the bot, or ${way}.`,
  'no-shared-server': (way: string) => `They can join this server again, or ${way}.`,
  muted: (way: string) => `If they want to come, they can ${way}.`,
  'not-met': (way: string) => `They can start the bot and ${way}.`,
  'no-mail': () => 'Invite them by an account of this workspace.',
  'mail-refused': () => 'Look whether the address is right, or give them the meeting ID and let them ask.',
  'user-gone': () => 'Invite them by another account.',
};
/** Every reason that something can be done about. */
export type Remedied = keyof typeof remedies;
const remedyOf: Readonly<Record<string, (way: string) => string>> = remedies;

const personProblems = {
  unknown: (name: string) => `${name} was not found. Check the spelling.`,
  bot: (name: string) => `${name} is a bot and cannot be invited.`,
  twice: (name: string) => `${name} is invited already.`,
  'not-invited': (name: string) => `${name} is not invited.`,
  'not-met': (name: string) => `${name} has not written to the bot yet. Ask them to start it first.`,
  'no-account': (name: string) => `${name} is an e-mail address. Name somebody with an account here.`,
  'group-refused': (name: string) => `You may not mention ${name} here, so its people were not invited.`,
  'group-unavailable': (name: string) =>
    `The operator of this bot has not enabled reading who is in ${name}. Name its people one by one.`,
  'group-unknown': (name: string) => `${name} could not be read, so its people were not invited.`,
  'no-mail': (name: string) => `${name} cannot be invited: mail is not set up here.`,
  'muted-you': (name: string) => `${name} does not take invitations from you.`,
  'not-a-member': (name: string) =>
    `${name} is not a member of this workspace, so their link would not let them in. Add them to it first.`,
} satisfies Record<PersonProblem['why'], (name: string) => string>;

const passcodeProblems: Readonly<Record<PasscodeProblem, string>> = {
  length: 'It must have 8 to 10 characters.',
  characters: 'Only letters and digits, without U.',
  numeric: 'It needs letters too.',
  weak: 'It is too easy to guess.',
};

const numberProblems: Readonly<Record<NumberProblem, string>> = {
  length: 'It must have 10 digits.',
  'first-digit': 'It must not start with 0 or 1.',
  prefix: 'Its first three digits are reserved.',
  repeats: 'It repeats the same digits too often.',
  run: 'It counts up or down, which is easy to guess.',
};

const ambiguities: Readonly<Record<Ambiguity, string>> = {
  repeated: 'The clocks are put back then, so this time comes twice.',
  skipped: 'The clocks are put forward then, so this time does not exist.',
  'which-half': 'This can be in the morning or in the afternoon.',
  'which-midnight': 'Midnight can be the beginning or the end of that day.',
  'which-week': 'This can be a day of this week or of the next.',
  'which-date': 'This can be read day first or month first.',
  'other-weekday': 'That date is another day of the week.',
};

const creators = {
  admins: 'Admins only',
  creators: 'Whom the platform lets create events',
  members: 'Members, not guests',
  everyone: 'Everyone',
};

const weekdayNames = new Intl.DateTimeFormat('en', { weekday: 'long', timeZone: 'UTC' });
/** 1 January 2024 was a Monday. */
const weekday = (day: Weekday): string => weekdayNames.format(Date.UTC(2024, 0, 1 + WEEKDAYS.indexOf(day)));
const weekdays = (days: readonly Weekday[]): string => items.format(days.map(weekday));
const ordinals = new Intl.PluralRules('en', { type: 'ordinal' });
const ordinal = (n: number): string => {
  const rule = ordinals.select(n);
  return `${n}${rule === 'one' ? 'st' : rule === 'two' ? 'nd' : rule === 'few' ? 'rd' : 'th'}`;
};
const NTHS = { 1: 'first', 2: 'second', 3: 'third', 4: 'fourth', [-1]: 'last' } as const;
/** `every week`, `every 2 weeks` */
const each = (interval: number, unit: string): string =>
  interval === 1 ? `every ${unit}` : `every ${numbers.format(interval)} ${unit}s`;

function pattern({ rule: { pattern, interval }, day }: SaidRule): string {
  switch (pattern.kind) {
    case 'days':
      return each(interval, 'day');
    case 'weeks':
      if (interval > 1) return `${each(interval, 'week')} on ${weekdays(pattern.days)}`;
      return pattern.days.join() === WEEKDAYS.slice(0, 5).join()
        ? 'every weekday'
        : `every ${weekdays(pattern.days)}`;
    case 'months':
      return `${each(interval, 'month')} on the ${ordinal(pattern.day)}`;
    case 'months-by-weekday':
      return `${each(interval, 'month')} on the ${NTHS[pattern.nth]} ${weekday(pattern.day)}`;
    case 'years':
      return `${each(interval, 'year')} on ${day}`;
  }
}

function ending({ rule: { ends }, until }: SaidRule): string {
  switch (ends.kind) {
    case 'never':
      return '';
    case 'until':
      return ` until ${until}`;
    case 'count':
      return `, ${count(ends.count, 'time', 'times')}`;
  }
}

const seated = ({ seats, provider }: Crowd): string =>
  `${provider} seats ${people(seats)} at once, you among them. The others wait until somebody leaves.`;

const sentence = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** A label in the middle of a sentence: `Meeting ID` is `meeting ID` there. */
const inSentence = (label: string): string => label.charAt(0).toLowerCase() + label.slice(1);

/** What a refusal says with the reader's own eyes: their way of writing times, the labels of the fields they see. */
export type Telling = { time(at: Time): string; field(name: string): string };

/** Every reason why something was not done. A reason without words does not compile. */
function refusal(refused: Refusal, { time, field }: Telling): Words {
  switch (refused.why) {
    case 'no-such-meeting':
      return { what: 'No such meeting.', next: 'Check the meeting ID, or see yours with /meeting list.' };
    case 'unknown-command':
      return refused.nearest === null
        ? { what: `There is no command “${refused.typed}”.`, next: '/meeting help shows all of them.' }
        : {
            what: `There is no command “${refused.typed}”.`,
            next: `Did you mean /meeting ${refused.nearest}? /meeting help shows all of them.`,
          };
    case 'missing':
      return {
        what: `Missing: ${inSentence(field(refused.field))}.`,
        next: 'For example:',
        example: refused.example,
      };
    case 'not-understood':
      return {
        what: refused.field
          ? `“${refused.typed}” was not understood as ${inSentence(field(refused.field))}.`
          : `“${refused.typed}” was not understood.`,
        next: 'For example:',
        example: refused.example,
      };
    case 'several-meetings':
      return { what: 'Several meetings fit.', next: 'Choose one.' };
    case 'no-meetings':
      return { what: 'You have no meetings coming up.', next: 'Start one with /meeting now.' };
    case 'not-organizer':
      return { what: 'Only the organizer can do that.', next: 'Ask the organizer.' };
    case 'not-admin':
      return { what: 'Only admins of this workspace can do that.', next: 'Ask one of them.' };
    case 'may-not-create':
      return {
        what: 'You may not create meetings here.',
        next: `Allowed: ${creators[refused.who].toLowerCase()}. An admin can change it with /meeting settings.`,
      };
    case 'not-invited':
      return refused.canAsk
        ? { what: 'You are not invited.', next: 'You can ask the organizer for the code.' }
        : { what: 'You are not invited.', next: 'Only the organizer can invite you.' };
    case 'claim-first':
      return {
        what: 'You are invited by your username.',
        next: 'Get your code first. Then the bot knows that it is you.',
      };
    case 'not-a-member':
      return {
        what: 'You are not a member of this workspace.',
        next: 'Meetings here are for its members. Ask the organizer to let you in as a guest.',
      };
    case 'is-invited':
      return { what: 'You are invited already.', next: 'Your code is behind Get my code, or /meeting code.' };
    case 'locked':
      return {
        what: 'Meetings are locked in this workspace.',
        next: 'Nobody can create, claim or join until an admin unlocks them. Personal links still work.',
      };
    case 'plan':
      return {
        what:
          refused.what === 'number'
            ? 'Choosing a meeting number is part of the pro plan, and this workspace is on free.'
            : 'Choosing a passcode is part of the pro plan, and this workspace is on free.',
        next:
          refused.what === 'number'
            ? 'The operator of this bot can change the plan.'
            : 'The operator of this bot can change the plan. A new random one is free: /meeting rotate.',
      };
    case 'too-many-meetings':
      return {
        what: `You have created ${count(refused.limit, 'meeting', 'meetings')} within an hour, the limit here.`,
        next: `Try again after ${time(refused.again)}.`,
      };
    case 'too-many-invitees':
      return {
        what: `That would be more than ${people(refused.limit)} invited by you within a day, the limit here.`,
        next: `Name fewer, or try again after ${time(refused.again)}.`,
      };
    case 'meeting-too-large':
      return { what: `A meeting has at most ${people(refused.limit)}.`, next: 'Name fewer.' };
    case 'time-past':
      return { what: `${time(refused.at)} is in the past.`, next: 'Give a time that is still to come.' };
    case 'time-ambiguous':
      return { what: ambiguities[refused.because], next: 'Write one of these:' };
    case 'time-of-day-missing':
      return {
        what: `“${refused.typed}” says the day, but not the time.`,
        next: 'For example: tomorrow 9:00.',
      };
    case 'zone-unclear':
      return {
        what: `“${refused.typed}” can be more than one time zone.`,
        next: 'Name a city or a zone, for example Berlin or America/New_York.',
      };
    case 'repeats-not-understood':
      return {
        what: `“${refused.typed}” was not understood as a repetition.`,
        next: 'For example: every weekday, every Monday and Thursday, every 2 weeks, every month on the first Tuesday; until Dec 20, or 10 times.',
      };
    case 'repeats-day-missing':
      return {
        what: 'It is not said on which day that is.',
        next: 'Name one, for example: every 2 weeks on Monday 9:00.',
      };
    case 'repeats-never':
      return { what: 'That gives no time that is still to come.', next: 'Choose a later end.' };
    case 'repeats-too-long':
      return {
        what: `A meeting can be repeated at most ${numbers.format(MOST_TIMES)} times, and for ${LONGEST_SERIES} years.`,
        next: 'Choose an earlier end, or none: you can cancel it at any time.',
      };
    case 'repeats-in-room':
      return {
        what: 'A call in your personal room cannot be repeated.',
        next: 'Plan it as a meeting of its own.',
      };
    case 'time-not-understood':
      return {
        what: `“${refused.typed}” was not understood as a time.`,
        next: 'For example: 15:30, tomorrow 9:00, in 20 minutes, 2030-11-25 09:30.',
      };
    case 'duration-not-understood':
      return {
        what: `“${refused.typed}” was not understood as a duration.`,
        next: 'From 5 minutes to 24 hours, for example: 45 min, 1 h 30.',
      };
    case 'time-too-far':
      return { what: `${time(refused.at)} is more than two years ahead.`, next: 'Choose an earlier time.' };
    case 'passcode-policy':
      return { what: 'This passcode cannot be used.', next: passcodeProblems[refused.problem] };
    case 'number-rules':
      return { what: 'This number cannot be used.', next: numberProblems[refused.problem] };
    case 'number-taken':
      return { what: 'This number is taken.', next: 'Choose another one.' };
    case 'is-cancelled':
      return {
        what: 'This meeting is cancelled.',
        next: 'Its code and links are dead. Recreate makes a new one.',
      };
    case 'is-over':
      return { what: 'This meeting is over.', next: 'Recreate makes a new one with the same people.' };
    case 'not-planned':
      return {
        what: 'This meeting has started already.',
        next: 'Only a planned meeting can be moved or started.',
      };
    case 'is-live':
      return { what: 'This meeting is live.', next: 'End it first.' };
    case 'not-live':
      return { what: 'This meeting is not live.', next: 'Start it first.' };
    case 'personal-room':
      return {
        what: 'That does not work on a personal room.',
        next: 'Cancel a single call, or change the code with Rotate.',
      };
    case 'is-organizer':
      return {
        what: 'That person is the organizer.',
        next: 'Hand the meeting to somebody else first: /meeting transfer.',
      };
    case 'not-an-invitee':
      return { what: 'That person is not invited.', next: 'Invite them first: /meeting invite.' };
    case 'nobody-named':
      return { what: 'Nobody was named.', next: 'For example:', example: refused.example };
    case 'person':
      return { what: personProblems[refused.problem.why](refused.problem.name), next: 'Name somebody else.' };
    case 'already-asked':
      return {
        what: 'You have asked already.',
        next: 'The organizer has your request. You get a message when it is decided.',
      };
    case 'asked-too-often':
      return { what: 'You have asked too often.', next: `You can ask again after ${time(refused.again)}.` };
    case 'not-open-any-more':
      return { what: 'This was decided already.', next: 'Nothing was changed.' };
    case 'not-in-conversation':
      return { what: 'You are not in that conversation.', next: 'Choose one that you are in.' };
    case 'typed-in-public':
      return {
        what: 'A passcode was typed where others can read it, so it was not used.',
        next: 'Type it in a private chat with the bot. If it was the right one, the organizer was told.',
      };
    case 'form-expired':
      return { what: 'This form is too old or was sent already.', next: 'Open it again.' };
    case 'nothing-asked':
      return {
        what: 'This is no command, and no form waits for it.',
        next: 'Commands begin with /meeting. /meeting help shows all of them.',
      };
    case 'busy':
      return { what: 'Too much happens to this meeting at once. Nothing was changed.', next: 'Try again.' };
    case 'failed':
      return { what: 'Something went wrong here. Nothing was changed.', next: 'Try again in a minute.' };
  }
}

/** English, the measure of the others: whoever adds a text here adds it in every other language too. */
export const en = {
  /** Used where a topic has nothing that can be shown. */
  untitled: 'Meeting',
  somebody: 'somebody',
  guest: 'guest',
  hidden: 'hidden',
  nobody: 'nobody',
  nowhere: 'Nowhere',
  yes: 'Yes',
  no: 'No',
  minutes,
  hours: (n: number) => count(n, 'hour', 'hours'),
  people,
  /** Names in a row: `a, b, and c`. */
  names: (names: readonly string[]) => items.format(names),
  andMore: (n: number) => `and ${numbers.format(n)} more`,
  of: (n: number, all: number) => `${numbers.format(n)} of ${numbers.format(all)}`,
  /** A part of a command in its line: `<meeting>`. */
  slot: (label: string) => label.toLowerCase(),

  fields,
  /** What announces a part of a command among typed words, in lower case. The English ones work for everybody. */
  keywords: { at: 'at', to: 'to', for: 'for', 'in my room': 'in my room', 'with links': 'with links' },
  hints: {
    topic: 'What it is about',
    when: '15:30, tomorrow 9:00, in 20 minutes, 2030-11-25 09:30; empty: now',
    duration: '45 min, 1 h 30; 60 minutes unless told',
    repeats: 'every weekday until Dec 20, every 2 weeks, monthly; empty: once',
    people: 'Each gets the code in private',
    conversation: 'The card never shows the code',
    number: '10 digits, not starting with 0 or 1',
    zone: 'A city or a zone, for example Berlin or America/New_York',
    zoneSeveral: (typed: string) => `“${typed}” is in more than one time zone: choose yours.`,
    zoneOnce: 'A city or a zone, such as Berlin. Asked once: your times are read and shown in it.',
    doorMinutes: 'Minutes',
    providers: 'Where calls may run, with commas, such as room, zoom',
    required: 'Fill this in.',
    between: (least: number, most: number) =>
      `A whole number from ${numbers.format(least)} to ${numbers.format(most)}.`,
  },
  choices: {
    access: {
      auto: 'As the meeting asks for it',
      invitees: 'Only invitees',
      members: 'Everyone in the conversation',
      request: 'Others may ask',
    },
    waitingRoom: { off: 'Off', typed: 'For people who typed the passcode', all: 'For everyone' },
    creators,
    seriesCards: { one: 'One that shows the next time', each: 'One for each time' },
    language: { auto: 'As the chat app has it' },
    codeInCalendar: {
      nothing: 'No secret',
      passcode: 'The passcode',
      link: 'The passcode and the personal link',
    },
    reminders: { off: 'None', before: (n: number) => `${minutes(n)} before the start` },
  },

  /** What only a chat platform's own forms and waits say. */
  chat: {
    working: 'Working on it. This takes a moment.',
    doneAlready: 'This was done already.',
    about: 'Create a meeting; each invitee gets the code privately',
    inviteMenu: 'Invite to a meeting',
    /** By kind of field, behind its label, where a command's parts are typed one by one. */
    parts: {
      meeting: 'its number or part of its topic; left out: the one that fits',
      people: 'mention them with @, roles and channels too',
      when: '15:30, tomorrow 9:00, in 20 minutes, 2030-11-25 09:30',
      duration: '45 min, 1 h 30',
    },
    formLate: 'The form took too long to open. It is ready now.',
    title: 'Latchkey',
    done: 'Done',
    /** Labels of what stands beside a field of a form. */
    everyoneIn: (label: string) => `${label}: everyone in`,
    others: (label: string) => `${label}: user groups and others`,
    othersExample: '@team, @zoe',
    anotherChannel: (label: string) => `${label}: another channel`,
    /** Conversations that the platform does not name. */
    privateChannel: 'this private channel',
    groupMessage: 'this group message',
    chosenChannel: 'the chosen channel',
    open: 'Open',
    /** Forms that cannot follow each other: a message stands between them. */
    goOn: 'Continue',
    /** Where the platform's list of channels shows none. */
    channelLink: 'A link to the channel: Copy Link in its menu',
    noCard: 'empty: no card',
    thisServer: 'this server',
    /** Where a private answer went, and how to get it where the private chat is not open. */
    inPrivate: 'The answer is in our private chat.',
    opensPrivate: 'The answer is for you alone. Open our private chat to read it.',
    openPrivate: 'Open our private chat',
    notShown: 'The answer could not be shown. Try again in a moment.',
    fileInPrivate: (name: string) => `The file is in our private chat: ${name}`,
    fileNotSent: 'The file could not be sent. Try again in a moment.',
    nameless:
      'Nobody can tell who writes here in the name of a group or channel. Write as yourself, or open our private chat.',
    /** A form that is a message: its fields are filled in one by one, by buttons and by what is typed. */
    formMessage: {
      empty: '–',
      now: 'Now',
      chooseDay: 'Choose a day',
      typeTime: 'Type a time',
      typeLength: 'Type a length',
      typeIt: (label: string) => `Type: ${label}`,
      choosePeople: 'Choose people',
      clear: (label: string) => `Clear: ${label}`,
      back: 'Back',
      write: (label: string) => `Write it now: ${label}.`,
      name: 'Choose people with the button below, or write their @usernames now.',
    },
  },
  buttons: {
    join: 'Join',
    code: 'Get my code',
    coming: "I'm in",
    declined: "Can't",
    show: 'Show',
    details: 'Details',
    copyPasscode: 'Copy passcode',
    copyId: 'Copy ID',
    copyInvitation: 'Copy invitation',
    copyWithPasscode: 'Copy with passcode',
    copyNote: 'Copy a note for them',
    rotate: 'Rotate',
    replaceLinks: 'Rotate and replace all links',
    recreate: 'Recreate',
    tryAgain: 'Try again',
    useRoom: 'Use the built-in room',
    cancel: 'Cancel',
    start: 'Start',
    end: 'End',
    extend: '30 minutes more',
    ask: 'Ask the organizer',
    approve: (name: string) => `Approve ${name}`,
    deny: (name: string) => `Deny ${name}`,
    denyAll: 'Deny all',
    close: 'Close',
    mute: 'No more from this person',
    unmute: (name: string) => `Unmute ${name}`,
    place: 'Choose another place',
    leaveIt: 'Leave it',
    edit: 'Edit again',
    next: 'Next',
    create: 'Create',
    plan: 'Plan',
    save: 'Save',
    chooseNumber: 'Choose number',
    room: 'My room',
    me: 'About me',
    changeZone: 'Change time zone',
    changeLanguage: 'Change language',
    changeReminders: 'Change reminders',
    addToCalendar: 'Add to calendar',
    takeFromCalendar: 'Take out of calendar',
  },

  /** What may be typed for a command instead of its English name, which works for everybody: one lower-case word. */
  commandNames: {
    new: 'new',
    now: 'now',
    plan: 'plan',
    list: 'list',
    show: 'show',
    code: 'code',
    join: 'join',
    invite: 'invite',
    uninvite: 'uninvite',
    cohost: 'cohost',
    transfer: 'transfer',
    rotate: 'rotate',
    move: 'move',
    cancel: 'cancel',
    recreate: 'recreate',
    start: 'start',
    end: 'end',
    room: 'room',
    me: 'me',
    settings: 'settings',
    lock: 'lock',
    unlock: 'unlock',
    web: 'web',
    help: 'help',
  },
  /** One line each, for menus and help. */
  commands: {
    new: 'Create a meeting step by step',
    now: 'Start a meeting now',
    plan: 'Plan a meeting',
    list: 'My meetings',
    show: 'One meeting in detail',
    code: 'Get my code, or ask for it',
    join: 'Join with meeting ID and passcode',
    invite: 'Invite people',
    uninvite: 'Take invitations back',
    cohost: 'Make somebody co-organizer',
    transfer: 'Hand the meeting to another organizer',
    rotate: 'Change the passcode; the old one is dead at once',
    move: 'Move to another time; the code stays',
    cancel: 'Cancel a meeting; its code and links die',
    recreate: 'Cancel and create anew, with a new ID and code',
    start: 'Start a planned meeting',
    end: 'End a live meeting',
    room: 'My personal room',
    me: 'My time zone, language, reminders and the people I muted',
    settings: 'Settings of this workspace',
    lock: 'Stop creating, claiming and joining here',
    unlock: 'Allow it again',
    web: 'My meetings in the browser',
    help: 'All commands',
  },

  forms: {
    new: 'New meeting',
    zone: 'Your time zone',
    language: 'Your language',
    reminders: 'Your reminders',
    me: 'About me',
    settings: 'Workspace settings',
    place: 'Choose another place',
    number: 'Choose a meeting number',
    understoodAs: (time: string) => `Understood as ${time}.`,
    startsNow: 'Starts at once.',
  },

  /** Of what is repeated. */
  repeats: {
    /** `every weekday at 09:00 until 20 Dec 2026` */
    rule: (said: SaidRule) => `${pattern(said)} at ${said.time}${ending(said)}`,
    first: (times: readonly string[]) =>
      `${times.length === 1 ? 'First time' : 'First times'}: ${times.join('; ')}`,
    also: 'Other times:',
  },

  card: {
    access,
    live: 'Live now',
    ended: 'This meeting has ended.',
    cancelled: 'This meeting is cancelled. Its code and links are dead.',
    gettingReady: 'Getting the room ready. Codes go out when it is.',
    failed: 'The room could not be made ready. The organizer has been told.',
    door: 'Or with your code at',
    notice: (topic: string, time: string) => `${topic}, ${time}`,
    noticeLive: (topic: string) => `${topic} is live`,
    noticeEnded: (topic: string) => `${topic} has ended`,
    noticeCancelled: (topic: string) => `${topic} is cancelled`,
  },

  slip: {
    title: (topic: string) => `Your code for ${topic}`,
    from: 'From',
    passcodeOf: (topic: string) => `passcode of ${topic}`,
    codesOf: (provider: string) => `For typing into ${provider}:`,
    labelOf: (label: string, topic: string) => `${label} of ${topic}`,
    keep: "This link is yours alone. Don't forward it.",
    openLinks: (provider: string) =>
      `${provider} lets in whoever has the address of the call: keep to yourself what your browser shows there.`,
    replaced: (topic: string) => `Replaced: your code for ${topic}`,
    replacedThen: 'This code was changed. The new one is in a newer message from the bot.',
    cancelled: (topic: string) => `Cancelled: ${topic}`,
    cancelledThen: 'The code and your link do not work any more.',
    withdrawn: (topic: string) => `Withdrawn: your invitation to ${topic}`,
    withdrawnThen: 'You are not invited any more. Your link does not work any more.',
  },

  report: {
    have: (n: number, all: number) =>
      `${numbers.format(n)} of ${numbers.format(all)} ${all === 1 ? 'has' : 'have'} their code`,
    nobodyInvited: 'Nobody is invited yet.',
    gettingReady: 'The room is being made ready. Codes go out when it is.',
    notReached: 'Not reached:',
    pressCode: 'press Get my code on the card',
    typeCode: 'type /meeting code to the bot',
    cardFailed: (reason: string) =>
      `The card could not be posted: ${reason}. The meeting stands, and the codes go out.`,
    note: (topic: string, time: string) =>
      `You are invited to ${topic}, ${time}. The bot could not write to you, so your code is still waiting.`,
    noteThen: (way: string) => `You can ${way}, and it is shown to you alone.`,
    noteTitle: 'A note for them. It holds no code.',
  },

  /** Who came to a call that is over. */
  attended: {
    title: (topic: string) => `Who came to ${topic}`,
    people,
    guest: (name: string) => `${name} (guest)`,
    absent: 'Did not come:',
    lastCalls: 'Last calls',
    person: 'Person',
    times: 'In the call',
    stay: 'For how long',
  },

  requests: {
    title: (n: number, topic: string) => `${count(n, 'person asks', 'people ask')} for the code of ${topic}`,
    none: (topic: string) => `Nobody is asking for the code of ${topic}`,
    approved: 'Approved',
    denied: 'Denied',
    next: 'Whoever you approve is invited and gets a code of their own.',
  },

  list: {
    title: (n: number) => `${count(n, 'meeting', 'meetings')} coming up`,
    later: (n: number) => `${count(n, 'more meeting', 'more meetings')} after it`,
    empty: 'No meetings coming up',
    emptyThen: 'Start one with /meeting now, or plan one with /meeting plan.',
    organizer: 'you organize it',
    cohost: 'you co-organize it',
    invitee: 'you are invited',
    none: 'in your workspace',
    more: (n: number) => `And ${numbers.format(n)} more. Name one: /meeting show <topic or meeting ID>.`,
  },

  show: {
    states: { planned: 'planned', live: 'live', ended: 'ended', cancelled: 'cancelled' },
    rsvp: { none: 'no answer', coming: 'coming', declined: "can't" },
    reach: {
      has: 'has the code',
      waiting: 'code on its way',
      missed: (reason: string) => `not reached (${reason})`,
    },
    cohost: 'co-organizer',
    doorOpens: 'The door opens',
    doorOpen: 'The door is open.',
    secretNote: 'Shown to you alone.',
    personalRoom: 'Personal room',
    noCalls: 'No call is planned in it.',
  },

  invitation: {
    title: 'Invitation to paste anywhere',
    withoutPasscode: 'It holds no passcode.',
    withPasscode: 'It holds the passcode: whoever reads it can come in.',
    door: (url: string) => `At ${url}`,
  },

  /** What answers *Add to calendar*, and what stands in a calendar. */
  calendar: {
    title: (topic: string) => `${topic} for your calendar`,
    cancelled: (topic: string) => `Take ${topic} out of your calendar`,
    file: 'Open the file with your calendar. When the meeting is moved, press the button again: a later file takes the place of the earlier one.',
    cancelledFile: 'Open the file with your calendar: it takes the meeting out.',
    links: 'Or add it on the web:',
    onlyNext: 'The links add only the next time; the file holds all of them.',
    google: 'Google Calendar',
    outlook: 'Outlook.com',
    microsoft: 'Microsoft 365',
    secretInside: 'The file holds secrets: whoever sees your calendar can come in.',
    codeElsewhere: 'Your passcode and your own link are in the private message from Latchkey.',
  },

  news: {
    started: (topic: string) => `${topic} has started`,
    startedThen: 'Join with your own link.',
    reminder: (topic: string) => `${topic} starts soon`,
    moved: (topic: string) => `${topic} is moved`,
    movedThen: 'Your code and your link stay the same.',
    movedOneThen: 'Only this time is moved. Your code and your link stay the same.',
    movedAllThen: 'All times from then on are moved. Your code and your link stay the same.',
    cancelled: (topic: string) => `${topic} is cancelled`,
    cancelledThen: 'The code and the links do not work any more.',
    callCancelledThen: 'Your link does not work any more.',
    oneCancelledThen: 'Only this time is cancelled. Your code and your link stay good for the others.',
    allCancelledThen: 'All times from then on are cancelled. Your code and your link stay good until then.',
    withdrawn: (topic: string) => `You are not invited to ${topic} any more`,
    withdrawnThen: 'Your link does not work any more.',
    stillGoing: (topic: string) => `${topic} is still going`,
    stillGoingThen: (time: string) =>
      `It was planned to end at ${time}. It stays open until you end it or add time.`,
    extended: (topic: string) => `${topic} goes on`,
    extendedThen: (time: string) => `Until ${time}.`,
    over: (topic: string) => `${topic} has ended`,
    guarded: (topic: string) => `Somebody is guessing the passcode of ${topic}`,
    guardedThen:
      'The passcode is refused for a while, right or wrong. Personal links still work, and so does Get my code. Rotate gives everyone a new passcode; their links stay alive.',
    leaked: (topic: string) => `The passcode of ${topic} was typed where others can read it`,
    leakedThen:
      'Nobody was let in by it, and it still works. Rotate gives everyone a new passcode; their links stay alive.',
    full: (seats: number) => `The room is full (${seats} of ${seats})`,
    fullThen: (topic: string) => `Others are waiting to join ${topic}. They come in as somebody leaves.`,
    secondUse: (name: string, topic: string) => `${name} came to ${topic} a second time`,
    secondUseThen:
      'They moved to another window or device, and the call ended in the first. If it was not them, replace the links: whoever came by one is put out and gets a new one in private.',
    conferenceFailed: (provider: string, topic: string) => `${provider} could not make the room for ${topic}`,
    conferenceNotChanged: (provider: string, topic: string) =>
      `${provider} did not take the change to ${topic}`,
    conferenceReason: (reason: string) => `It said: ${reason}.`,
    conferenceDeleted: (provider: string, topic: string) => `The room of ${topic} was deleted at ${provider}`,
    conferenceWaits: 'The codes wait for it.',
    conferenceOldCodes: (provider: string) => `What ${provider} issued before may still work.`,
    conferenceChoices: { room: 'Try again, or use the built-in room.', none: 'Try again, or cancel it.' },
    approved: (topic: string) => `You are invited to ${topic}`,
    approvedThen: 'Your code is in a message of its own.',
    denied: (topic: string) => `You did not get the code of ${topic}`,
    deniedThen: 'The organizer said no.',
  },

  /** What each command answers once it is done. */
  answers: {
    live: (topic: string) => `${topic} is live`,
    planned: (topic: string) => `${topic} is planned`,
    codesGoOut: (n: number) => `${people(n)} ${n === 1 ? 'gets' : 'get'} the code in private.`,
    nobodyInvited: 'Nobody is invited yet.',
    cardHere: 'The card is posted without the code.',
    cardNowhere: 'There is no card.',
    ownSlip: 'Your own code is in a private message.',
    invited: (n: number, topic: string) => `${people(n)} invited to ${topic}`,
    nobodyNew: (topic: string) => `Nobody new was invited to ${topic}`,
    uninvited: (names: readonly string[], topic: string) =>
      `${items.format(names)} ${names.length === 1 ? 'is' : 'are'} not invited to ${topic} any more`,
    linksDead: (n: number): string => (n === 1 ? 'Their link is dead.' : 'Their links are dead.'),
    passcodeChanged: (n: number) =>
      `The passcode had reached them, so it is changed. ${people(n)} ${n === 1 ? 'gets' : 'get'} the new one in private.`,
    passcodeKept: 'The passcode had not reached them, so it stays.',
    cohost: (name: string, topic: string) => `${name} is co-organizer of ${topic}`,
    transferred: (name: string, topic: string) => `${name} is the organizer of ${topic} now`,
    transferredThen: 'You stay invited.',
    rotated: (topic: string) => `${topic} has a new passcode`,
    rotatedThen: (n: number) =>
      `The old one is dead. ${people(n)} ${n === 1 ? 'gets' : 'get'} the new one in private.`,
    linksKept: 'Personal links stay as they are.',
    linksReplaced: 'All personal links are new too.',
    moved: (topic: string) => `${topic} is moved`,
    movedThen: 'The code stays the same. Invitees are told.',
    movedOneThen: 'The other times stay as they are, and so does the code. Invitees are told.',
    movedAllThen: 'All times from then on are moved. The code stays the same. Invitees are told.',
    cancelled: (topic: string) => `${topic} is cancelled`,
    cancelledThen: 'Its code and links are dead. Invitees are told.',
    callCancelledThen: 'Its links are dead. Invitees are told. The room keeps its code.',
    oneCancelled: (topic: string, time: string) => `${topic} is cancelled for ${time}`,
    oneCancelledThen: 'The other times and the code stay. Invitees are told.',
    allCancelledThen:
      'All times from then on are cancelled. The earlier ones and the code stay. Invitees are told.',
    recreated: (topic: string) => `${topic} is created anew`,
    recreatedThen: 'The old ID, passcode and links are dead.',
    started: (topic: string) => `${topic} has started`,
    startedThen: 'The door is open. Invitees are told.',
    ended: (topic: string) => `${topic} has ended`,
    endedThen: 'Nobody comes in any more.',
    extended: (time: string) => `It goes on until ${time}`,
    triedAgain: (provider: string, topic: string) => `${provider} is asked again for ${topic}`,
    triedAgainThen: 'Codes go out when the room is ready. If it is not, you read it here.',
    nothingFails: (topic: string) => `Nothing is wrong with the room of ${topic}`,
    roomUsed: (topic: string) => `${topic} is in the built-in room now`,
    roomOff: 'The built-in room is switched off here',
    roomOffThen: 'An admin can switch it on with /meeting settings.',
    roomUsedThen: 'Meeting ID, passcode and links stay as they are. Whoever waits for a code gets it now.',
    coming: (topic: string) => `You are coming to ${topic}`,
    declined: (topic: string) => `You are not coming to ${topic}`,
    declinedThen: 'You stay invited and can change your mind.',
    asked: (topic: string) => `The organizer of ${topic} has your request`,
    askedThen: 'You get a message when it is decided.',
    confirmThen: 'You are invited by your username. The organizer confirms that it is you.',
    approved: (name: string) => `${name} is invited and gets a code`,
    denied: (name: string) => `${name} gets no code`,
    deniedAll: (n: number) => `${people(n)} denied`,
    requestsClosed: (topic: string) => `Nobody can ask for the code of ${topic} any more`,
    muted: (name: string) => `No more invitations from ${name} reach you`,
    mutedThen: 'This invitation stays. Unmute them with /meeting me.',
    unmuted: (name: string) => `Invitations from ${name} reach you again`,
    wayIn: (topic: string) => `You can join ${topic}`,
    wayInThen: 'This link works for ten minutes and only for you.',
    personalWayInThen: "This link is yours alone. Don't forward it.",
    numberChanged: (number: string) => `Your room has the number ${number} now`,
    numberChangedThen: 'The old number does not work any more.',
    settingsSaved: 'Settings are saved',
    zoneIs: (zone: string) => `Your time zone is ${zone}.`,
    zoneUnknown: 'Your time zone is not known yet.',
    languageIs: 'Your language is English.',
    languageAuto: 'Your language is the one of your chat app.',
    reminderIs: (n: number) => `You are reminded ${minutes(n)} before a meeting starts.`,
    reminderOff: 'You get no reminders.',
    nobodyMuted: 'You have muted nobody.',
    locked: 'Meetings are locked in this workspace',
    lockedThen: 'Creating, claiming, asking and passcodes are stopped. Unlock with /meeting unlock.',
    unlocked: 'Meetings are unlocked in this workspace',
    unlockedThen: 'Everything works as before.',
    nothingChanged: 'Nothing was changed',
    copy: 'Copy this:',
    placed: 'The card is posted there',
    notEveryone: 'Not everyone could be invited:',
  },

  questions: {
    plan: (topic: string, times: readonly string[], invitees: number, crowd: Crowd | null): Asking => ({
      ask: `Plan ${topic}?`,
      effect: [
        ...times.map((time) => `${sentence(time)}.`),
        invitees === 0
          ? 'Nobody is invited yet.'
          : `${people(invitees)} ${invitees === 1 ? 'gets' : 'get'} the code in private.`,
        ...(crowd ? [seated(crowd)] : []),
      ],
      yes: 'Plan it',
    }),
    move: (topic: string, time: string): Asking => ({
      ask: `Move ${topic}?`,
      effect: `${time}. The code stays the same, and invitees are told.`,
      yes: 'Move it',
    }),
    /** `rule`: how it goes on if all that follow are moved too; null: they cannot be. */
    moveRepeated: (topic: string, time: string, rule: string | null): Asking => ({
      ask: `Move ${topic}?`,
      effect: [
        `${time}.`,
        rule === null
          ? 'The other times stay as they are.'
          : `This one alone, or all that follow too: ${rule}.`,
        'The code stays the same, and invitees are told.',
      ],
      yes: 'Move this one',
      ...(rule === null ? {} : { following: 'Move all that follow' }),
    }),
    /** `whole`: none is left before it, so that with all that follow goes the meeting. */
    cancelRepeated: (topic: string, time: string, invitees: number, whole: boolean): Asking => ({
      ask: `Cancel ${topic}, or only this time?`,
      effect: [
        `This time is ${time}: the other times and the code stay.`,
        whole
          ? 'With all that follow its code and links die, which cannot be undone.'
          : 'With all that follow the earlier times and the code stay.',
        `${people(invitees)} ${invitees === 1 ? 'is' : 'are'} told.`,
      ],
      yes: 'Cancel this one',
      following: 'Cancel all that follow',
    }),
    cancel: (topic: string, invitees: number): Asking => ({
      ask: `Cancel ${topic}?`,
      effect: `Its code and links die, and ${people(invitees)} ${invitees === 1 ? 'is' : 'are'} told. This cannot be undone.`,
      yes: 'Cancel the meeting',
    }),
    cancelCall: (topic: string, invitees: number): Asking => ({
      ask: `Cancel the call ${topic}?`,
      effect: `Its links die, and ${people(invitees)} ${invitees === 1 ? 'is' : 'are'} told. The room keeps its code.`,
      yes: 'Cancel the call',
    }),
    recreate: (topic: string, invitees: number): Asking => ({
      ask: `Create ${topic} anew?`,
      effect: `The ID, passcode and links die, and ${people(invitees)} ${invitees === 1 ? 'gets' : 'get'} new ones.`,
      yes: 'Create anew',
    }),
    end: (topic: string, inside: number): Asking => ({
      ask: `End ${topic} for all?`,
      effect:
        inside === 0
          ? 'Nobody comes in any more.'
          : `${people(inside)} ${inside === 1 ? 'is' : 'are'} in the call and will be out.`,
      yes: 'End for all',
    }),
    uninvite: (names: readonly string[], topic: string, rotates: boolean): Asking => ({
      ask: `Take back the invitation of ${items.format(names)} to ${topic}?`,
      effect: rotates
        ? 'The passcode had reached them, so it changes once and everyone else gets the new one.'
        : 'The passcode had not reached them, so it stays.',
      yes: 'Take it back',
    }),
    transfer: (name: string, topic: string, own: boolean): Asking => ({
      ask: `Hand ${topic} to ${name}?`,
      effect: own
        ? `${name} becomes the organizer. You cannot take it back yourself.`
        : `${name} becomes the organizer.`,
      yes: 'Hand it over',
    }),
    lock: (workspace: string): Asking => ({
      ask: `Lock all meetings in ${workspace}?`,
      effect:
        'Creating, claiming, asking and passcodes stop at once for everyone. Personal links still work.',
      yes: 'Lock',
    }),
    seats: (invitees: number, crowd: Crowd): Asking => ({
      ask: `Invite ${people(invitees)} to ${count(crowd.seats, 'seat', 'seats')}?`,
      effect: seated(crowd),
      yes: 'Invite them anyway',
    }),
  },

  refusal,
  invalidCode: {
    title: 'Invalid access code',
    next: [
      'Copy the passcode again from the newest message of the bot.',
      'If it was changed, the older one is dead.',
      'After several tries, wait a few minutes.',
      'If it still fails, ask the organizer.',
    ],
  },
  throttled: {
    title: 'Too many tries',
    next: (wait: string) => `Try again in ${wait}.`,
  },
  notOpen: {
    title: 'The door is not open yet',
    next: (time: string) => `It opens ${time}.`,
  },
  ended: {
    title: 'This meeting has ended',
    next: 'Your code was right. Ask the organizer whether there is another one.',
  },
  full: {
    title: 'The room is full',
    next: 'Your code was right. Try again when somebody leaves.',
  },

  personProblem: (problem: PersonProblem) => personProblems[problem.why](problem.name),
  reason: (word: string | null) => (word !== null && reasonOf[word]) || 'the message could not be delivered',
  remedy: (word: string | null, way: string) => {
    const remedy = word === null ? undefined : remedyOf[word];
    return remedy ? remedy(way) : `They can ${way}.`;
  },
  /** A provider's reason; one without words here is shown in the provider's own. */
  providerReason: (word: string) => reasonOf[word] ?? word,

  help: {
    title: 'What I can do',
    intro: 'I create meetings and give each invitee the code in private.',
    id: 'For <id> write the meeting ID or a part of the topic. With one meeting you can leave it out.',
  },

  /** The page where people join: `/` and `/j/<id>`. */
  door: {
    title: 'Join a meeting',
    lead: 'Meeting ID and passcode are in the private message from the bot.',
    meetingId: 'Meeting ID',
    passcode: 'Passcode',
    name: 'Your name',
    nameHint: 'Others see it, marked as guest.',
    join: 'Join',
    checking: 'Checking',
    byLink: 'Your link is being checked',
    byLinkThen: 'It is yours alone. You come in without typing anything.',
    entered: 'You can come in',
    enteredThen: 'This way in is yours alone, and good for a few minutes.',
    enter: 'Enter the call',
    invalid: 'Invalid access code',
    invalidThen:
      'Copy it again from the newest message of the bot. After several tries, wait a few minutes. If it still fails, ask the organizer.',
    linkInvalid: 'This link does not work any more',
    linkInvalidThen: 'Use the newest message from the bot, or type meeting ID and passcode.',
    notOpen: 'The door is not open yet',
    notOpenThen: (time: string) => `It opens ${time}.`,
    notOpenWait: 'Keep this page open, and you come in then.',
    ended: 'This meeting has ended',
    endedThen: 'Ask the organizer whether there is another one.',
    full: 'The room is full',
    fullThen: 'Try again when somebody leaves.',
    fullWait: 'Keep this page open, and you come in when somebody leaves.',
    throttled: 'Too many tries',
    throttledThen: (wait: string) => `Try again in ${wait}.`,
    nameTaken: 'Somebody invited has this name',
    nameTakenThen: 'Type another one.',
    nameNeeded: 'A name is missing',
    nameNeededThen: 'Type the name that others in the call should see.',
    unreadable: 'Something is missing',
    unreadableThen: 'Fill in meeting ID, passcode and your name.',
    offline: 'There is no connection',
    offlineThen: 'Check your network, then try again.',
    unavailable: 'The call cannot be reached just now',
    unavailableThen: 'Your code was right. Try again in a minute.',
    failed: 'Something went wrong here',
    failedThen: 'Try again in a minute.',
    scriptNeeded: 'This page needs JavaScript.',
    notFound: 'There is nothing here',
    notFoundThen: 'Check the address, or join a meeting.',
  },

  /** The pages that end an installation in Slack. */
  install: {
    done: (workspace: string) => `Latchkey is installed in ${workspace}`,
    doneThen: 'Type /meeting in any channel or message to begin.',
    open: 'Open Slack',
    again: 'Start again',
    notInstalled: 'Latchkey was not installed',
    deniedThen:
      'Slack says that it was not allowed. If you may not install apps, ask an admin of your workspace to open this page.',
    otherBrowser: 'This installation was not started here',
    otherBrowserThen:
      'It began in another browser or more than ten minutes ago, or this browser keeps no cookies. Start it again here.',
    stale: 'This installation has run out',
    staleThen: 'Slack accepts each one once, within ten minutes. Start it again.',
    wholeOrganization: 'Latchkey cannot be installed for a whole organization',
    wholeOrganizationThen: 'Start again, and choose one workspace of it at the top right of Slack’s page.',
    rotatingThen:
      'This Slack app has token rotation switched on, which Latchkey does not follow and Slack does not switch off again. Ask whoever runs Latchkey to make the app anew from its manifest.',
    refused: 'Slack did not accept this Latchkey',
    refusedThen: (word: string) =>
      `It said ${word}. Ask whoever runs Latchkey to compare SLACK_CLIENT_ID, SLACK_CLIENT_SECRET and the redirect URL with api.slack.com/apps.`,
    unanswered: 'Slack did not answer',
    unansweredThen: 'Nothing was installed. Try again in a few minutes.',
  },

  /** *My meetings* in the browser. */
  web: {
    download: 'Download the file',
    title: 'My meetings',
    link: 'Your way into My meetings',
    linkThen: "This link is yours alone, good for ten minutes and one browser. Don't forward it.",
    open: 'Open My meetings',
    others: 'Other meetings in your workspace',
    move: 'Move',
    invite: 'Invite people',
    uninvite: 'Take invitations back',
    signedOut: 'Ask the bot for your link',
    signedOutThen:
      'Type /meeting web where you talk to the bot. It answers with a link into this page that is yours alone.',
    linkDead: 'This link does not work any more',
    linkDeadThen:
      'A link is good for ten minutes and opens one browser, once. Type /meeting web for a new one.',
    opening: 'Opening your meetings',
    over: 'You are signed out',
    overThen: 'Type /meeting web for a new link.',
    as: (name: string) => `Signed in as ${name}`,
    signOut: 'Sign out',
    signOutEverywhere: 'Sign out everywhere',
    back: 'Back to my meetings',
    again: 'Nothing was done',
    crossSite: 'This was asked from another page. Open My meetings and try there.',
    showCode: (of: string) => `Show passcode of ${of}`,
    copy: 'Copy',
    copyOf: (what: string, of: string) => `Copy ${what}, ${of}`,
    copied: 'Copied',
    notCopied: 'Select the text and copy it by hand.',
    spelled: (code: string) => `spelled: ${code}`,
    step: (step: number, steps: number) => `Step ${step} of ${steps}`,
    unchanged: 'As it is',
    people: 'Names with @ in front, such as @ivan @lee',
    toAccounts: "Accounts of this workspace's own",
    accounts: (workspace: string) => `Accounts of ${workspace}`,
    accountAt: (provider: string) => `Account at ${provider}`,
    accountsNone: 'Nothing to set here',
    accountsNoneThen: 'Only admins of a workspace can give it an account, and where the operator lets them.',
    accountIsKept:
      'New calls run in the account of this workspace. What was typed is sealed and not shown again.',
    accountIsNone: 'This workspace has none of its own.',
    accountEvents: 'Its events go to',
    accountKeep: 'Use this account',
    accountReplace: 'Replace the account',
    accountDrop: 'Take the account away',
    accountKept: 'The account is in use',
    accountKeptThen: 'New calls run in it. Calls that were made in another one stay there.',
    accountDropSure: (provider: string) => `Take the account at ${provider} away?`,
    accountDropThen:
      'Whoever is in one of these calls is put out. Each meeting gets another call and new codes for it where that works without the account. Where it does not, its organizer is told and chooses.',
    accountDropYes: 'Take it away',
    accountDropNo: 'Keep it',
    accountCalls: (meetings: number, live: number) =>
      meetings === 0
        ? 'No meeting has its call in it.'
        : `${meetings === 1 ? 'One meeting has its' : `${meetings} meetings have their`} call in it, ${live === 0 ? 'none' : live} of them right now.`,
    accountOther: 'This is another account',
    accountOtherThen: 'Take away the one that is kept, then add this one.',
    accountDropped: 'The account was taken away',
    accountRefused: 'The account was not taken',
    accountRefusedThen: 'Copy all fields anew, and look whether the app is activated and has its scopes.',
  },

  /** The built-in room. */
  zoom: {
    label: 'Zoom',
    account: {
      accountId: 'Account ID',
      clientId: 'Client ID',
      clientSecret: 'Client Secret',
      webhookSecret: 'Secret Token',
    },
    meetingId: 'Zoom meeting ID',
    passcode: 'Zoom passcode',
    guest: (name: string) => `${name} (guest)`,
  },

  jitsi: {
    label: 'Jitsi',
    guest: (name: string) => `${name} (guest)`,
  },

  room: {
    label: 'Built-in room',
    inside: (n: number) => `${people(n)} in the room`,
    you: 'you',
    organizer: 'organizer',
    guest: 'guest',
    waiting: 'You are in the waiting room',
    waitingThen: 'The organizer lets you in.',
    waitingPeople: (n: number) => `${people(n)} waiting`,
    title: 'In the call',
    entering: 'Entering the room',
    letIn: (name: string) => `Let in ${name}`,
    letInShort: 'Let in',
    turnAway: (name: string) => `Turn away ${name}`,
    turnAwayShort: 'Turn away',
    turnedAway: 'You were not let in',
    turnedAwayThen: 'Ask the organizer, then try again.',
    full: (seats: number) => `The room is full (${seats} of ${seats})`,
    fullThen: 'You come in when somebody leaves. Keep this page open.',
    again: 'Try again',
    leave: 'Leave',
    left: 'You have left',
    leftThen: 'Your link lets you in again while the meeting is on.',
    ended: 'This meeting has ended',
    lost: 'The connection is lost',
    lostThen: 'Trying again.',
    expired: 'This way in is too old',
    expiredThen: 'Use your link again.',
    readyThen: (name: string) => `You come in as ${name}. Nobody sees or hears you yet.`,
    enter: 'Enter',
    microphone: 'Microphone',
    camera: 'Camera',
    screen: 'Share screen',
    on: 'on',
    off: 'off',
    muted: 'muted',
    devices: 'Devices',
    noMedia: 'No microphone or camera here',
    noMediaThen: "You can come in, see and hear. To speak, open your link in the phone's own browser.",
    copyLink: 'Copy my link',
    copied: 'Copied',
    deviceBlocked: 'The browser does not allow it',
    deviceBlockedThen: 'Allow microphone and camera in the settings of this page, then press again.',
    deviceMissing: 'No such device was found',
    deviceMissingThen: 'Connect it, then press again.',
    deviceBusy: 'The device cannot be used',
    deviceBusyThen: 'Another program may be using it. Close that, then press again.',
    sound: 'Turn the sound on',
    connecting: 'Connecting',
    screenOf: 'shares the screen',
    remove: (name: string) => `Remove ${name}`,
    removeShort: 'Remove',
    removeAsk: (name: string) => `Remove ${name} from the call?`,
    removed: 'You were removed',
    removedThen: 'Ask the organizer whether you may come back.',
    moved: 'The call is in another window',
    movedThen: 'You opened it there. To have it here again, press the button.',
    elsewhere: 'Move here?',
    elsewhereThen:
      'You are in this call in another window or on another device. If you come in here, it ends there.',
    moveHere: 'Move here',
    replaced: 'Your link was replaced',
    replacedThen: 'Use the link in the newest message from the bot.',
    here: 'Continue here',
    endForAll: 'End for all',
    endAsk: 'End the call for all?',
    cancel: 'Go back',
  },
};
