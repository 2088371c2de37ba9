import { expect, test } from 'vitest';
import { DAY, HOUR } from '../../src/clock.ts';
import { limitCreating, limitInviting } from '../../src/meeting/limits.ts';
import { allows } from '../../src/meeting/plan.ts';
import { NOW, workspace } from './a-meeting.ts';

const { settings } = workspace;

test('ten new meetings an hour, unless the workspace says otherwise', () => {
  expect(limitCreating(9, settings, NOW)).toBeNull();
  expect(limitCreating(10, settings, NOW)).toEqual({
    refused: { why: 'too-many-meetings', limit: 10, again: NOW + HOUR },
  });
  expect(limitCreating(10, { ...settings, meetingsPerHour: 11 }, NOW)).toBeNull();
});

test('200 new invitees a day, unless the workspace says otherwise', () => {
  expect(limitInviting(150, 50, settings, NOW)).toBeNull();
  expect(limitInviting(150, 51, settings, NOW)).toEqual({
    refused: { why: 'too-many-invitees', limit: 200, again: NOW + DAY },
  });
  expect(limitInviting(150, 51, { ...settings, inviteesPerDay: 201 }, NOW)).toBeNull();
});

test('pro may choose a number and a passcode, free may not', () => {
  expect(allows('pro', 'number')).toBe(true);
  expect(allows('pro', 'passcode')).toBe(true);
  expect(allows('free', 'number')).toBe(false);
  expect(allows('free', 'passcode')).toBe(false);
});

test('a new workspace opens doors 15 minutes before', () => {
  expect(settings).toMatchObject({
    doorMinutes: 15,
    creators: 'creators',
    access: 'auto',
    zone: 'Europe/Berlin',
  });
});
