import type { SecretRow } from '@idp/plugin-vault-common';
import { pageOf, select, type ListFilter } from './listSecrets';
import { rotationCalendar } from './rotationCalendar';
import { compareEntries, entryOf, type Entry } from './SecretTable';

type Row = Partial<Omit<SecretRow, 'ref'>> & { path: string; server?: string };

const due = (dueAt: string, state: 'fresh' | 'due-soon' | 'overdue') => ({
  state: 'present' as const,
  rotation: { class: 'default', maxAgeDays: 90, dueAt, state },
});
function table(...rows: Row[]): Entry[] {
  return rows
    .map(({ path, server = 'local', finding = 'ok', entityRef, ...row }) =>
      entryOf(
        { ...row, finding, ref: { server, mount: 'kv', path } },
        entityRef ? [entityRef] : [],
      ),
    )
    .sort(compareEntries);
}
const page = (
  entries: readonly Entry[],
  filter: ListFilter = {},
  more: { cursor?: string; limit?: number } = {},
) =>
  pageOf(
    select(entries, filter, () => true),
    { limit: 50, rowOf: ({ row }) => row, ...more },
  );
const paths = ({ items }: ReturnType<typeof page>) =>
  items.map(({ ref }) => ref.path);

describe('the list', () => {
  const entries = table(
    { path: 'fine' },
    { path: 'soon', vault: due('2026-12-01T00:00:00.000Z', 'due-soon') },
    { path: 'nobodys', finding: 'unowned' },
    { path: 'late', vault: due('2026-01-01T00:00:00.000Z', 'overdue') },
    { path: 'claimed', finding: 'foreign' },
    { path: 'waits', finding: 'not-delivered', group: 'payments' },
    { path: 'shut/', finding: 'unknown' },
    {
      path: 'not-there',
      finding: 'missing',
      group: 'payments',
      writtenBy: 'group:default/payments',
    },
  );

  it('begins with what needs somebody', () => {
    expect(paths(page(entries))).toEqual([
      'not-there',
      'waits',
      'claimed',
      'late',
      'shut/',
      'nobodys',
      'soon',
      'fine',
    ]);
  });

  it('is filtered, and counts what fits', () => {
    expect(paths(page(entries, { finding: ['foreign', 'unowned'] }))).toEqual([
      'claimed',
      'nobodys',
    ]);
    expect(paths(page(entries, { rotation: ['overdue'] }))).toEqual(['late']);
    expect(
      paths(page(entries, { writtenBy: ['Group:default/Payments'] })),
    ).toEqual(['not-there']);
    expect(paths(page(entries, { q: 'KV Payments there' }))).toEqual([
      'not-there',
    ]);
    expect(paths(page(entries, { server: ['eks'] }))).toEqual([]);
    expect(page(entries).counts).toEqual({
      total: 8,
      finding: {
        missing: 1,
        'not-delivered': 1,
        foreign: 1,
        unknown: 1,
        unowned: 1,
        ok: 3,
      },
      group: { payments: 2 },
      overdue: 1,
      dueSoon: 1,
    });
  });

  it('goes on where it was, though what was there is gone', () => {
    const rows: Row[] = [
      { path: 'a' },
      { path: 'b' },
      { path: 'b', server: 'eks' },
      { path: 'b c' },
    ];
    const first = page(table(...rows), {}, { limit: 3 });
    expect(paths(first)).toEqual(['a', 'b', 'b']);
    const next = page(
      table(rows[0], rows[2], rows[3]),
      {},
      { limit: 3, cursor: first.nextCursor },
    );
    expect(paths(next)).toEqual(['b c']);
    expect(next.nextCursor).toBeUndefined();
  });

  it('refuses a cursor that it did not make', () => {
    expect(() => page(entries, {}, { cursor: 'x' })).toThrow(
      'cursor is not one of this list',
    );
  });
});

describe('the calendar', () => {
  const entries = table(
    { path: 'before', vault: due('2026-10-31T23:59:59.000Z', 'overdue') },
    { path: 'first', vault: due('2026-11-01T00:00:00.000Z', 'overdue') },
    { path: 'last-2', vault: due('2026-11-30T23:59:59.000Z', 'due-soon') },
    { path: 'last-1', vault: due('2026-11-30T01:00:00.000Z', 'due-soon') },
    { path: 'after', vault: due('2026-12-01T00:00:00.000Z', 'fresh') },
    { path: 'ageless' },
    { path: 'hidden', vault: due('2026-11-15T00:00:00.000Z', 'fresh') },
  );

  it('has each day of UTC that something falls due on, and what was due before', () => {
    const calendar = rotationCalendar(
      entries,
      { from: '2026-11-01', to: '2026-11-30' },
      ({ row }) => (row.ref.path === 'hidden' ? undefined : row),
    );
    const named = (rows: SecretRow[]) => rows.map(({ ref }) => ref.path);
    expect(named(calendar.overdue)).toEqual(['before']);
    expect(
      calendar.days.map(({ date, secrets }) => [date, named(secrets)]),
    ).toEqual([
      ['2026-11-01', ['first']],
      ['2026-11-30', ['last-1', 'last-2']],
    ]);
  });
});
