/** Who is invited but for Mia, who cannot be reached; nobody invites Pat. */
export type Who = 'olga' | 'ivan' | 'lee' | 'mia' | 'pat';

/** A platform with Olga's team in it. What somebody may not do there, their client refuses; that is not told. */
export type Town = {
  readonly platform: 'slack' | 'discord' | 'telegram';
  /** The platform's id of the team, the server or the group. */
  readonly home: string;
  readonly ids: Readonly<Record<Who, string>>;
  /** Types a command in the team's conversation, or in the private chat. `@ivan` mentions Ivan. False: it was not taken. */
  says(who: Who, line: string, where?: 'private'): Promise<boolean>;
  /** Presses every button that they see in the newest messages, here and there; or those that say what begins so. */
  presses(who: Who, what?: string): Promise<unknown>;
  /** Says these to the bot by a button on which they do not stand, as a client of their own can. */
  forges(who: Who, presses: readonly string[]): Promise<void>;
  /** They are banned, or deactivated. */
  loses(who: Who): void;
  /** What they could read in private so far, all of it together. */
  readsInPrivate(who: Who): string;
  /** Makes some of the next requests go wrong, in each way once. */
  hurts(): void;
  /** What the platform calls a mistake of the program. */
  violations(): readonly string[];
};

const NEWEST = 2;

export const newest = <Message>(places: readonly (readonly Message[])[]): readonly Message[] =>
  places.flatMap((messages) => messages.slice(-NEWEST));

/** The newest button that is before somebody, one that all see rather than one of their own; null: there is none. */
export function pressable<Message>(
  places: readonly (readonly Message[])[],
  buttonsOf: (message: Message) => readonly string[],
): readonly [Message, string] | null {
  const message = places.flat().findLast((each) => buttonsOf(each).length > 0);
  const [button] = message ? buttonsOf(message) : [];
  return message === undefined || button === undefined ? null : [message, button];
}

/** Whether none was refused by their client, or answered by an error. */
export async function tryAll(acts: readonly (() => Promise<unknown>)[]): Promise<boolean> {
  let all = true;
  for (const act of acts) {
    try {
      await act();
    } catch {
      all = false;
    }
  }
  return all;
}

export const MENTION = /@(\w+)/g;
export const isWho = (name: string | undefined): name is Who =>
  name === 'olga' || name === 'ivan' || name === 'lee' || name === 'mia' || name === 'pat';

export const mentioned = (
  line: string,
  names: Readonly<Record<Who, string>>,
  mark: (name: string) => string,
) => line.replace(MENTION, (word, name: string) => (isWho(name) ? mark(names[name]) : word));
