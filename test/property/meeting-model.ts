import type { AccountId } from '../../src/ids.ts';
import type { Access, Invitation } from '../../src/meeting/meeting.ts';
import { PEOPLE, type Step } from './meeting-steps.ts';

type Person = {
  invited: boolean;
  /** 0: never invited. */
  link: number;
  role: Invitation['role'];
  /** The current passcode has reached them. */
  told: boolean;
  waiting: boolean;
  asked: number;
};

/** A meeting that is no personal room, as simple as it can be told: it says what each step does, and whether it may. */
export class MeetingModel {
  state: 'planned' | 'live' | 'ended' | 'cancelled' = 'planned';
  revision = 1;
  access: Access;
  readonly people = new Map<AccountId, Person>();

  constructor(access: Access, organizer: AccountId, invited: readonly AccountId[]) {
    this.access = access;
    for (const account of PEOPLE) {
      const role = account === organizer ? 'organizer' : 'invitee';
      const isIn = account === organizer || invited.includes(account);
      this.people.set(account, {
        invited: isIn,
        link: isIn ? 1 : 0,
        role,
        told: false,
        waiting: false,
        asked: 0,
      });
    }
  }

  of(account: AccountId): Person {
    const person = this.people.get(account);
    if (!person) throw new Error(`${account} is nobody`);
    return person;
  }

  get open(): boolean {
    return this.state === 'planned' || this.state === 'live';
  }

  /** Does it, or answers false and leaves all as it was. */
  take({ kind, who, which }: Step): boolean {
    const person = this.of(who);
    const everyone = [...this.people.values()];
    switch (kind) {
      case 'invite':
        return this.#do(this.open, () => this.#invite(person));
      case 'uninvite':
        return this.#do(this.state !== 'cancelled' && person.invited && person.role !== 'organizer', () =>
          this.#withdraw(person),
        );
      case 'leave':
        return this.#do(true, () => {
          person.waiting = false;
          if (person.invited) this.#withdraw(person);
        });
      case 'rotate':
        return this.#do(this.open, () => this.#rotate());
      case 'replace':
        return this.#do(this.open, () => {
          for (const one of everyone) if (one.invited) one.link += 1;
        });
      case 'move':
        return this.state === 'planned';
      case 'start':
        return this.#do(this.state === 'planned', () => this.#become('live'));
      case 'end':
        return this.#do(this.state === 'live', () => this.#become('ended'));
      case 'extend':
        return this.state === 'live';
      case 'cancel':
        return this.#do(this.open, () => this.#become('cancelled'));
      case 'coming':
        return this.open && person.invited;
      case 'ask': {
        const may = this.open && !person.invited && this.access === 'request';
        return this.#do(may && !person.waiting && person.asked < 3, () => {
          person.waiting = true;
          person.asked += 1;
        });
      }
      case 'approve':
        return this.#do(this.open && person.waiting, () => {
          person.waiting = false;
          this.#invite(person);
        });
      case 'deny':
        return this.#do(person.waiting, () => {
          person.waiting = false;
        });
      case 'deny-all':
        return this.#do(
          everyone.some(({ waiting }) => waiting),
          () => this.#denyAll(),
        );
      case 'close':
        return this.#do(this.state !== 'cancelled' && this.access === 'request', () => {
          this.access = 'invitees';
          this.#denyAll();
        });
      case 'claim': {
        const may = person.invited || (this.access === 'members' && person.link === 0);
        return this.#do(this.open && may, () => this.#invite(person));
      }
      case 'cohost':
        return this.#do(this.#promotable(person), () => {
          person.role = 'cohost';
        });
      case 'transfer':
        return this.#do(this.#promotable(person), () => {
          for (const one of everyone) if (one.role === 'organizer') one.role = 'cohost';
          person.role = 'organizer';
        });
      case 'sent':
        return this.#do(true, () => {
          if (person.invited) person.told = true;
        });
      case 'settle':
        return true;
      case 'hold':
        return which < 0; // only in personal rooms
    }
  }

  #do(may: boolean, deed: () => void): boolean {
    if (may) deed();
    return may;
  }

  #become(state: MeetingModel['state']): void {
    this.state = state;
  }

  #promotable(person: Person): boolean {
    return this.state !== 'cancelled' && person.invited && person.role !== 'organizer';
  }

  #invite(person: Person): void {
    if (person.invited) return;
    person.invited = true;
    person.link += 1;
    person.role = 'invitee';
  }

  #withdraw(person: Person): void {
    person.invited = false;
    if (this.open && person.told) this.#rotate();
  }

  #rotate(): void {
    this.revision += 1;
    for (const one of this.people.values()) one.told = false;
  }

  #denyAll(): void {
    for (const one of this.people.values()) one.waiting = false;
  }
}
