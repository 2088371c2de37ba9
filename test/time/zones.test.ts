import { expect, test } from 'vitest';
import { findZone, findZones, isZone, zoneChoices } from '../../src/time/zones.ts';

const summer = Date.UTC(2026, 6, 1);
const winter = Date.UTC(2026, 0, 1);

test.each([
  ['Europe/Berlin', 'Europe/Berlin'],
  ['europe/berlin', 'Europe/Berlin'],
  ['Berlin', 'Europe/Berlin'],
  [' new york ', 'America/New_York'],
  ['New York', 'America/New_York'],
  ['rio gallegos', 'America/Argentina/Rio_Gallegos'],
  ['utc', 'UTC'],
])('finds the zone that “%s” means', (text, zone) => {
  expect(findZone(text)).toBe(zone);
});

test.each([
  ['Birmingham', ['Europe/London', 'America/Chicago']],
  ['Portland', ['America/New_York', 'America/Los_Angeles']],
  ['San José', ['America/Los_Angeles', 'America/Costa_Rica']],
  ['Newcastle', ['Europe/London', 'Australia/Sydney']],
  ['Hamilton', ['America/Toronto', 'Pacific/Auckland', 'Atlantic/Bermuda']],
  ['London', ['Europe/London']],
  ['London Ontario', ['America/Toronto']],
])('knows that “%s” may be in %j', (text, zones) => {
  expect(findZones(text)).toEqual(zones);
  expect(findZone(text)).toBe(zones.length > 1 ? null : zones[0]);
});

test.each(['Kolkata', 'Kyiv'])('finds %s, whatever spelling the database prefers', (city) => {
  const zone = findZone(city);
  expect(zone).not.toBeNull();
  expect(isZone(zone ?? '')).toBe(true);
});

test.each(['Atlantis', '', '+02:00', 'EST', 'CET', 'EST5EDT', '../etc/passwd', '2'])(
  '“%s” is no zone',
  (text) => {
    expect(findZone(text)).toBeNull();
    expect(isZone(text)).toBe(false);
  },
);

test('suggestions carry the offset of the moment, so that people recognise theirs', () => {
  expect(zoneChoices('berl', summer, 5)).toEqual([
    { value: 'Europe/Berlin', label: 'Europe/Berlin (UTC+02:00)' },
  ]);
  expect(zoneChoices('berl', winter, 5)).toEqual([
    { value: 'Europe/Berlin', label: 'Europe/Berlin (UTC+01:00)' },
  ]);
});

test('cities that begin so come before names that contain it, each once', () => {
  expect(zoneChoices('york', summer, 50).map(({ value }) => value)).toContain('America/New_York');
  const found = zoneChoices('indian', summer, 50).map(({ value }) => value);
  expect(found[0]).toBe('America/Indianapolis');
  expect(found).toContain('Indian/Maldives');
  expect(new Set(found).size).toBe(found.length);
  expect(zoneChoices('a', summer, 7)).toHaveLength(7);
  expect(zoneChoices('nowhere at all', summer, 7)).toEqual([]);
});
