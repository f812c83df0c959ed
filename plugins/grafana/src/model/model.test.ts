import type { AlertRow } from '@idp/plugin-grafana-common';
import { groupsOf } from './groups';
import {
  boundsOf,
  grafanaRange,
  rangeOf,
  secondsOf,
  withRange,
  type Range,
} from './range';
import { countsInOrder, totalOf, worstFirst } from './states';
import { viewOf } from './views';

const params = (text: string) => new URLSearchParams(text);
const custom = {
  from: Date.parse('2026-03-01T00:00:00Z'),
  to: Date.parse('2026-03-02T12:00:00Z'),
};

describe('a range in the address', () => {
  it.each<[string, Range]>([
    ['', { last: '1h' }],
    ['range=6h', { last: '6h' }],
    ['range=7d&other=1', { last: '7d' }],
    ['range=10y', { last: '1h' }],
    ['range=constructor', { last: '1h' }],
    ['from=2026-03-01T00:00:00Z&to=2026-03-02T12:00:00Z', custom],
    ['from=2026-03-02T12:00:00Z&to=2026-03-01T00:00:00Z', { last: '1h' }],
    ['from=now&to=later', { last: '1h' }],
    ['from=2026-03-01T00:00:00Z', { last: '1h' }],
  ])('%p is read', (text, range) => {
    expect(rangeOf(params(text))).toEqual(range);
  });

  it.each<Range>([{ last: '1h' }, { last: '24h' }, custom])(
    'is read as it was written: %p',
    range => {
      const written = withRange(params('range=7d&environment=eks'), range);
      expect(rangeOf(written)).toEqual(range);
      expect(written.get('environment')).toBe('eks');
    },
  );

  it('ends now, or where it says', () => {
    expect(boundsOf({ last: '6h' }, 21_600_000)).toEqual({
      from: 0,
      to: 21_600_000,
    });
    expect(boundsOf(custom, 0)).toEqual(custom);
    expect(secondsOf({ last: '6h' })).toBe(21_600);
    expect(secondsOf(custom)).toBe(36 * 3600);
  });

  it('goes on in Grafana as here', () => {
    expect(grafanaRange({ last: '6h' })).toEqual({ from: 'now-6h', to: 'now' });
    expect(grafanaRange(custom)).toEqual(custom);
  });
});

describe('states', () => {
  it('are counted, the worst first', () => {
    const counts = { normal: 4, pending: 1, firing: 2, silenced: 0 };
    expect(countsInOrder(counts)).toEqual([
      ['firing', 2],
      ['pending', 1],
      ['normal', 4],
    ]);
    expect(totalOf(counts)).toBe(7);
    expect(worstFirst(['normal', 'firing', 'error'] as const, s => s)).toEqual([
      'firing',
      'error',
      'normal',
    ]);
  });
});

describe('alerts of many', () => {
  it('stand by whose they are, the first first', () => {
    const rows = [
      'component:payments/orders',
      'system:default/search',
      'system:default/payments',
      'component:payments/ledger',
    ].map(entityRef => ({ entityRef } as AlertRow));
    expect(
      groupsOf(rows).map(({ name, rows: all }) => [
        name,
        all.map(row => row.entityRef),
      ]),
    ).toEqual([
      [
        'payments',
        [
          'component:payments/orders',
          'system:default/payments',
          'component:payments/ledger',
        ],
      ],
      ['search', ['system:default/search']],
    ]);
  });
});

describe('a view', () => {
  it('is the first where the address names none', () => {
    expect(viewOf('logs')).toBe('logs');
    expect(viewOf('toString')).toBe('signals');
    expect(viewOf(undefined)).toBe('signals');
  });
});
