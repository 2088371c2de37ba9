import { describe, expect, it } from 'vitest';
import { HOUR } from '../../src/clock.ts';
import {
  type AccountId,
  asId,
  type DeliveryId,
  fresh,
  type InvitationId,
  type RequestId,
} from '../../src/ids.ts';
import { cancel, cancelMeeting } from '../../src/meeting/cancel.ts';
import { deliveryKey } from '../../src/meeting/delivery-key.ts';
import { end, extend } from '../../src/meeting/end.ts';
import type { CodeRequest, Invitation, MeetingRecord } from '../../src/meeting/meeting.ts';
import { move } from '../../src/meeting/move.ts';
import { replaceLinks } from '../../src/meeting/rotate.ts';
import type { Delivery } from '../../src/ports/store/deliveries.ts';
import { textOf } from '../fakes/fake-chat.ts';
import { GENERAL, onlyOccurrence, PLATFORM, ROOM, type Stage, setStage } from './stage.ts';

async function invitationOf(stage: Stage, record: MeetingRecord, name: string): Promise<Invitation> {
  const { id } = await stage.person(name);
  const found = record.invitations.find(
    ({ invitee }) => invitee.kind === 'account' && invitee.account === id,
  );
  return found ?? expect.fail(`${name} is not invited`);
}

type Wish = Partial<Delivery> & Pick<Delivery, 'content'>;

/** A delivery about the meeting to that person; it stands already if it has a `ref`. */
async function deliveryTo(stage: Stage, record: MeetingRecord, name: string, wish: Wish): Promise<Delivery> {
  const { id: account } = await stage.person(name);
  return {
    id: fresh<DeliveryId>(),
    key: 'x',
    workspaceId: stage.workspace.id,
    platform: PLATFORM,
    to: { kind: 'account', account },
    meetingKey: record.meeting.key,
    occurrenceId: onlyOccurrence(record).id,
    invitationId: null,
    revision: 1,
    link: 1,
    order: 0,
    until: null,
    notBefore: 0,
    state: 'due',
    reason: null,
    ref: null,
    wanted: 1,
    shown: 0,
    sentAt: null,
    changedAt: 0,
    ...wish,
  };
}

async function shows(stage: Stage, record: MeetingRecord, name: string, wish: Wish): Promise<string> {
  const post = await stage.renderer.render(await deliveryTo(stage, record, name, wish));
  return post === 'void' ? post : textOf(post.message);
}

const STANDS = { ref: 'ref-1', state: 'sent' } as const;
const tomorrow = (stage: Stage) => ({ startsAt: stage.clock.now() + 24 * HOUR });

describe('a slip', () => {
  const slipTo = async (stage: Stage, record: MeetingRecord, name: string, more: Partial<Delivery> = {}) => {
    const { id: invitationId } = await invitationOf(stage, record, name);
    return shows(stage, record, name, { content: 'slip', invitationId, occurrenceId: null, ...more });
  };

  it('that was sent says that the meeting is cancelled; one that was not is void', async () => {
    const stage = await setStage();
    const meeting = await stage.meeting(['ivan']);
    await stage.becomes(meeting, cancelMeeting(meeting, stage.clock.now()));
    expect(await slipTo(stage, meeting, 'ivan', STANDS)).toContain('Cancelled: Standup');
    expect(await slipTo(stage, meeting, 'ivan')).toBe('void');
  });

  it('says that the invitation was withdrawn', async () => {
    const stage = await setStage();
    const meeting = await stage.meeting(['ivan']);
    const { id } = await invitationOf(stage, meeting, 'ivan');
    const invitations = meeting.invitations.map((one) =>
      one.id === id ? { ...one, state: 'withdrawn' as const } : one,
    );
    await stage.becomes(meeting, { ...meeting, invitations });
    expect(await slipTo(stage, meeting, 'ivan', STANDS)).toContain('Withdrawn');
    expect(await slipTo(stage, meeting, 'ivan')).toBe('void');
  });

  it('of a replaced link says so, without any code', async () => {
    const stage = await setStage();
    const meeting = await stage.meeting(['ivan']);
    await stage.becomes(meeting, replaceLinks(meeting));
    const text = await slipTo(stage, meeting, 'ivan', STANDS);
    expect(text).toContain('Replaced');
    expect(text).not.toContain(stage.passcodeOf(meeting));
    expect(await slipTo(stage, meeting, 'ivan', { link: 2 })).toContain(stage.passcodeOf(meeting));
  });

  it('is of no use before it is sent when the meeting is over, and stays as it is afterwards', async () => {
    const stage = await setStage();
    const meeting = await stage.meeting(['ivan']);
    await stage.becomes(meeting, end(meeting, onlyOccurrence(meeting).id, stage.clock.now()));
    expect(await slipTo(stage, meeting, 'ivan')).toBe('void');
    expect(await slipTo(stage, meeting, 'ivan', STANDS)).toContain('Your code for Standup');
  });

  it('is void when its invitation or meeting is gone', async () => {
    const stage = await setStage();
    const meeting = await stage.meeting(['ivan']);
    const invitationId = asId<InvitationId>('gone');
    expect(await slipTo(stage, meeting, 'ivan', { invitationId })).toBe('void');
    expect(await slipTo(stage, meeting, 'ivan', { meetingKey: asId('gone') })).toBe('void');
  });

  it('is void when its reader is gone', async () => {
    const stage = await setStage();
    const meeting = await stage.meeting(['ivan']);
    const to = { kind: 'account', account: asId<AccountId>('gone') } as const;
    const delivery = await deliveryTo(stage, meeting, 'ivan', { content: 'slip', to });
    expect(await stage.renderer.render(delivery)).toBe('void');
    expect(await stage.renderer.placeOf(delivery)).toBeNull();
    expect(await stage.renderer.placeOf({ ...delivery, workspaceId: asId('gone') })).toBeNull();
  });

  it('of a call in a personal room dies with the call', async () => {
    const stage = await setStage();
    const room = await stage.call(['ivan']);
    const { id } = onlyOccurrence(room);
    expect(await slipTo(stage, room, 'ivan', { occurrenceId: id })).toContain(stage.passcodeOf(room));
    await stage.becomes(room, cancel(room, id, stage.clock.now()));
    expect(await slipTo(stage, room, 'ivan', { ...STANDS, occurrenceId: id })).toContain('Cancelled');
  });
});

describe('news', () => {
  it('of a move shows the newest time, and an older one is not sent any more', async () => {
    const stage = await setStage();
    const meeting = await stage.meeting(['ivan'], tomorrow(stage));
    const { id, startsAt, endsAt, zone } = onlyOccurrence(meeting);
    const invitationId = (await invitationOf(stage, meeting, 'ivan')).id;
    const later = { startsAt: startsAt + HOUR, endsAt: endsAt + HOUR, zone };
    await stage.becomes(meeting, move(meeting, id, later, stage.clock.now()));
    const wish = (moves: number) => ({
      content: 'moved' as const,
      invitationId,
      key: deliveryKey.moved(invitationId, id, moves),
    });
    expect(await shows(stage, meeting, 'ivan', wish(1))).toContain(new Date(later.startsAt).toISOString());
    expect(await shows(stage, meeting, 'ivan', wish(0))).toBe('void');
    expect(await shows(stage, meeting, 'ivan', { ...wish(0), ...STANDS })).toContain('Standup is moved');
  });

  it('of a withdrawal is not sent to somebody who is invited again', async () => {
    const stage = await setStage();
    const meeting = await stage.meeting(['ivan']);
    const { id: invitationId } = await invitationOf(stage, meeting, 'ivan');
    expect(await shows(stage, meeting, 'ivan', { content: 'withdrawn', invitationId })).toBe('void');
    const gone = meeting.invitations.map((one) =>
      one.id === invitationId ? { ...one, state: 'withdrawn' as const } : one,
    );
    await stage.becomes(meeting, { ...meeting, invitations: gone });
    const text = await shows(stage, meeting, 'ivan', { content: 'withdrawn', invitationId });
    expect(text).toContain('You are not invited to Standup any more');
  });

  it('of a start comes with the reader’s own link, while it is live', async () => {
    const stage = await setStage();
    const meeting = await stage.meeting(['ivan']);
    const { id: invitationId } = await invitationOf(stage, meeting, 'ivan');
    const wish = { content: 'started', invitationId } as const;
    expect(await shows(stage, meeting, 'ivan', wish)).toContain('Standup has started');
    expect(await shows(stage, meeting, 'ivan', { content: 'started' })).toBe('void');
    await stage.becomes(meeting, end(meeting, onlyOccurrence(meeting).id, stage.clock.now()));
    expect(await shows(stage, meeting, 'ivan', wish)).toBe('void');
  });

  it('of a cancellation and of a guarded door is always true', async () => {
    const stage = await setStage();
    const meeting = await stage.meeting(['ivan']);
    expect(await shows(stage, meeting, 'ivan', { content: 'cancelled' })).toContain('is cancelled');
    expect(await shows(stage, meeting, 'olga', { content: 'guarded' })).toContain('guessing the passcode');
  });

  it('of a passcode that others have read is void once there is another', async () => {
    const stage = await setStage();
    const meeting = await stage.meeting(['ivan']);
    const wish = { content: 'leaked', revision: 1 } as const;
    expect(await shows(stage, meeting, 'olga', wish)).toContain('was typed where others can read it');
    expect(await shows(stage, meeting, 'olga', { ...wish, revision: 0 })).toBe('void');
    await stage.becomes(meeting, cancelMeeting(meeting, stage.clock.now()));
    expect(await shows(stage, meeting, 'olga', wish)).toBe('void');
  });

  it('of a decision goes to whoever asked', async () => {
    const stage = await setStage();
    const meeting = await stage.meeting(['ivan']);
    const lee = await stage.person('lee');
    const request: CodeRequest = {
      id: fresh<RequestId>(),
      meetingKey: meeting.meeting.key,
      account: lee.id,
      state: 'denied',
      askedAt: 0,
      decidedBy: meeting.meeting.organizer,
      decidedAt: 0,
    };
    await stage.becomes(meeting, { ...meeting, requests: [request] });
    const key = deliveryKey.decided(request.id);
    expect(await shows(stage, meeting, 'lee', { content: 'decided', key })).toContain('did not get the code');
    expect(await shows(stage, meeting, 'lee', { content: 'decided' })).toBe('void');
  });

  it('of requests is not sent once none is open', async () => {
    const stage = await setStage();
    const meeting = await stage.meeting(['ivan']);
    const lee = await stage.person('lee');
    const wish = { content: 'requests' } as const;
    expect(await shows(stage, meeting, 'olga', wish)).toBe('void');
    expect(await shows(stage, meeting, 'olga', { ...wish, ...STANDS })).toContain('Nobody is asking');
    const open = { id: fresh<RequestId>(), meetingKey: meeting.meeting.key, account: lee.id, askedAt: 0 };
    const request: CodeRequest = { ...open, state: 'open', decidedBy: null, decidedAt: null };
    await stage.becomes(meeting, { ...meeting, requests: [request] });
    expect(await shows(stage, meeting, 'olga', wish)).toContain('@lee');
  });
});

describe('what the organizer reads', () => {
  it('about a call that is still going changes with the answer', async () => {
    const stage = await setStage();
    const meeting = await stage.meeting(['ivan']);
    const { id, endsAt } = onlyOccurrence(meeting);
    const wish = { content: 'still-going', key: deliveryKey.stillGoing(id, endsAt) } as const;
    expect(await shows(stage, meeting, 'olga', wish)).toContain('is still going');
    const longer = await stage.becomes(meeting, extend(meeting, id, stage.clock.now()));
    expect(await shows(stage, meeting, 'olga', wish)).toBe('void');
    expect(await shows(stage, meeting, 'olga', { ...wish, ...STANDS })).toContain('goes on');
    await stage.becomes(longer, end(longer, id, stage.clock.now()));
    expect(await shows(stage, meeting, 'olga', { ...wish, ...STANDS })).toContain('has ended');
  });

  it('about a full room and about codes is of no use when it is over', async () => {
    const stage = await setStage();
    const meeting = await stage.meeting(['ivan']);
    expect(await shows(stage, meeting, 'olga', { content: 'full' })).toContain('The room is full (2 of 2)');
    await stage.becomes(meeting, end(meeting, onlyOccurrence(meeting).id, stage.clock.now()));
    expect(await shows(stage, meeting, 'olga', { content: 'full' })).toBe('void');
    expect(await shows(stage, meeting, 'olga', { content: 'report' })).toBe('void');
  });

  it('about a provider is of no use when all is well again', async () => {
    const stage = await setStage();
    const meeting = await stage.meeting(['ivan']);
    expect(await shows(stage, meeting, 'olga', { content: 'conference-failed' })).toBe('void');
  });

  it('about codes names no card where none is wanted', async () => {
    const stage = await setStage();
    const meeting = await stage.meeting(['ivan'], { card: null });
    expect(await shows(stage, meeting, 'olga', { content: 'report' })).not.toContain('card could not');
  });
});

describe('a card', () => {
  const to = { kind: 'conversation', conversation: GENERAL } as const;

  it('is not posted of a call that is over', async () => {
    const stage = await setStage();
    const meeting = await stage.meeting(['ivan']);
    const before = await shows(stage, meeting, 'olga', { content: 'card', to });
    expect(before).toContain('Standup');
    expect(before).not.toContain(stage.passcodeOf(meeting));
    await stage.becomes(meeting, end(meeting, onlyOccurrence(meeting).id, stage.clock.now()));
    expect(await shows(stage, meeting, 'olga', { content: 'card', to })).toBe('void');
    expect(await shows(stage, meeting, 'olga', { content: 'card', to, ...STANDS })).toContain('ended');
  });

  it('says nothing of who is in where the provider does not tell', async () => {
    const stage = await setStage({ abilities: { ...ROOM, presence: false } });
    const meeting = await stage.meeting(['ivan']);
    const text = await shows(stage, meeting, 'olga', { content: 'card', to });
    expect(text).not.toMatch(/0 people/);
  });

  it('is never sent to a person, nor anything else to a conversation', async () => {
    const stage = await setStage();
    const meeting = await stage.meeting(['ivan']);
    await expect(shows(stage, meeting, 'olga', { content: 'card' })).rejects.toThrow('conversation');
    expect(await shows(stage, meeting, 'olga', { content: 'slip', to })).not.toContain(
      stage.passcodeOf(meeting),
    );
  });

  it('is found again in its conversation after a crash', async () => {
    const stage = await setStage();
    const meeting = await stage.meeting(['ivan']);
    const delivery = await deliveryTo(stage, meeting, 'olga', { content: 'card', to });
    expect(await stage.renderer.placeOf(delivery)).toEqual({
      kind: 'conversation',
      workspace: 'acme',
      conversation: GENERAL,
    });
  });
});

it('still tells people about a meeting whose provider is not configured any more', async () => {
  const stage = await setStage();
  const meeting = await stage.meeting(['ivan']);
  const provider = asId<typeof meeting.meeting.provider>('gone');
  await stage.becomes(meeting, { ...meeting, meeting: { ...meeting.meeting, provider } });
  expect(await shows(stage, meeting, 'ivan', { content: 'guarded' })).toContain('Standup');
});
