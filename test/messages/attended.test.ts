import { describe, expect, it } from 'vitest';
import { MINUTE, SECOND } from '../../src/clock.ts';
import { asId } from '../../src/ids.ts';
import type { Visit } from '../../src/meeting/visits.ts';
import { type AttendedView, attended } from '../../src/messages/attended.ts';
import { plainText } from '../fakes/plain-text.ts';
import { account, anInvitation, anOccurrence, aRecord, OLGA, START } from './a-record.ts';

const reader = { locale: 'en', zone: 'Europe/Berlin' };
const EMAIL = anInvitation({ kind: 'email', address: 'kim@example.org' });

function visit(name: string, ...times: readonly (readonly [from: number, until: number])[]): Visit {
  const [first = [0, 0], ...rest] = times;
  const span = ([from, until]: readonly [number, number]) => ({
    from: START + from * MINUTE,
    until: START + until * MINUTE,
  });
  const total = times.reduce((sum, [from, until]) => sum + (until - from) * MINUTE, 0);
  return { personKey: name, account: null, name, times: [span(first), ...rest.map(span)], total };
}

function view(over: Partial<AttendedView> = {}): AttendedView {
  const invitations = [
    anInvitation('olga', { role: 'organizer' }),
    anInvitation('ivan'),
    anInvitation('lee'),
    EMAIL,
  ];
  return {
    record: aRecord({ invitations }),
    occurrence: anOccurrence({ state: 'ended', startedAt: START + MINUTE, endedAt: START + 18 * MINUTE }),
    names: new Map([[account('lee'), 'Lee']]),
    visits: [
      { ...visit('Olga', [1, 18]), personKey: OLGA, account: OLGA },
      { ...visit('Ivan', [2, 5], [8, 18]), personKey: account('ivan'), account: account('ivan') },
      { ...visit('kim', [3, 3]), personKey: EMAIL.id, total: 20 * SECOND },
      visit('Zoe', [4, 6]),
    ],
    ...over,
  };
}

describe('when a call is over the organizer reads', () => {
  it('who came, when and for how long, and who did not', () => {
    expect(plainText(attended(view(), reader), reader)).toBe(
      [
        'Who came to Standup',
        'Wed 25 Nov 2026, 09:31–09:48 (Europe/Berlin) · 4 people',
        '- @Olga · 09:31–09:48 · 17 mins',
        '- @Ivan · 09:32–09:35, 09:38–09:48 · 13 mins',
        '- kim · 09:33 · 1 min',
        '- Zoe (guest) · 09:34–09:36 · 2 mins',
        'Did not come:',
        '- @Lee',
      ].join('\n'),
    );
  });

  it('nothing of absence where all came', () => {
    const record = aRecord({ invitations: [anInvitation('olga', { role: 'organizer' })] });
    expect(plainText(attended(view({ record }), reader), reader)).not.toContain('Did not come');
  });

  it('the planned times where no others are known', () => {
    const occurrence = anOccurrence({ id: asId('x'), state: 'cancelled' });
    expect(plainText(attended(view({ occurrence }), reader), reader)).toContain('09:30–09:45 (');
  });

  it('the first forty of a large meeting', () => {
    const visits = Array.from({ length: 60 }, (_, n) => visit(`Guest ${n}`, [1, 2]));
    expect(plainText(attended(view({ visits }), reader), reader)).toContain('and 20 more');
  });
});
