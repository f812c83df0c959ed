import { component } from '@idp/testing-node';
import { parseApplication } from '../argocd/parseApplication';
import { ApplicationIndex } from '../index/ApplicationIndex';
import {
  wireApplication,
  type WireOptions,
} from '../__testUtils__/wireApplication';
import { pageOf, select, type ListFilter } from './listApplications';
import { summaryOf } from './summaries';

function indexOf(...apps: WireOptions[]): ApplicationIndex {
  const index = new ApplicationIndex({ ownership: [], rules: [] });
  for (const app of apps) {
    index.put(parseApplication(wireApplication(app), { name: 'local' })!);
  }
  return index;
}

const page = (
  index: ApplicationIndex,
  filter: ListFilter = {},
  more: { cursor?: string; limit?: number } = {},
) =>
  pageOf(
    select(index.sorted, filter, () => true),
    { limit: 50, rowOf: ({ row }) => row, ...more },
  );
const names = ({ items }: ReturnType<typeof page>) =>
  items.map(({ ref }) => ref.name);

describe('the list', () => {
  const index = indexOf(
    { name: 'z-synced' },
    { name: 'a-synced', project: 'search' },
    { name: 'm-differs', sync: 'OutOfSync' },
    { name: 'q-broken', health: 'Degraded' },
    { name: 'b-missing', health: 'Missing', sync: 'OutOfSync' },
    {
      name: 'c-failed',
      status: {
        operationState: { phase: 'Failed', startedAt: '2026-11-20T10:00:00Z' },
      },
    },
    { name: 'k-unknown', sync: 'whatever' },
  );

  it('begins with what is broken, then what differs, then the rest', () => {
    expect(names(page(index))).toEqual([
      'b-missing',
      'c-failed',
      'q-broken',
      'k-unknown',
      'm-differs',
      'a-synced',
      'z-synced',
    ]);
  });

  it('is filtered, and counts what fits', () => {
    expect(names(page(index, { sync: ['OutOfSync', 'Unknown'] }))).toEqual([
      'b-missing',
      'k-unknown',
      'm-differs',
    ]);
    expect(names(page(index, { q: 'SEARCH synced' }))).toEqual(['a-synced']);
    expect(page(index, { health: ['Healthy'] }).counts).toEqual({
      total: 5,
      sync: { Synced: 3, OutOfSync: 1, Unknown: 1 },
      health: { Healthy: 5 },
      instance: { local: 5 },
      project: { payments: 4, search: 1 },
      group: {},
    });
  });

  it('goes on where it was, though what was there is gone', () => {
    const moving = indexOf(
      { name: 'a' },
      { name: 'b' },
      { name: 'b-1' },
      { name: 'c' },
    );
    const first = page(moving, {}, { limit: 2 });
    expect(names(first)).toEqual(['a', 'b']);
    moving.delete({ instance: 'local', namespace: 'argocd', name: 'b' });
    const next = page(moving, {}, { limit: 2, cursor: first.nextCursor });
    expect(names(next)).toEqual(['b-1', 'c']);
    expect(next.nextCursor).toBeUndefined();
  });

  it('stays sorted through changes', () => {
    const moving = indexOf(
      ...Array.from({ length: 100 }, (_, at) => ({ name: `n${at}` })),
    );
    for (let at = 0; at < 100; at += 7) {
      moving.put(
        parseApplication(
          wireApplication({ name: `n${at}`, health: 'Degraded' }),
          { name: 'local' },
        )!,
      );
    }
    for (let at = 0; at < 100; at += 5) {
      moving.delete({ instance: 'local', namespace: 'argocd', name: `n${at}` });
    }
    const keys = moving.sorted.all.map(({ sortKey }) => sortKey);
    expect(keys).toEqual([...keys].sort());
    expect(keys).toHaveLength(80);
    expect(new Set(keys).size).toBe(80);
  });
});

describe('a summary', () => {
  it('is the worst of an entity’s Applications', () => {
    const index = indexOf(
      { name: 'a', health: 'Progressing' },
      { name: 'b', health: 'Suspended', sync: 'OutOfSync' },
      { name: 'c', namespace: 'team', health: 'Degraded' },
    );
    const of = (annotations: Record<string, string>) =>
      summaryOf(component('x', annotations), index);
    expect(of({ 'argocd/app-name': 'a,b' })).toEqual({
      applications: 2,
      health: 'Progressing',
      sync: 'OutOfSync',
    });
    expect(of({ 'argocd/app-selector': 'app in (a, c)' })).toMatchObject({
      applications: 2,
      health: 'Degraded',
    });
    expect(
      of({ 'argocd/app-selector': 'app', 'argocd/app-namespace': 'team' }),
    ).toMatchObject({ applications: 1 });
    expect(of({ 'argocd/app-name': 'a', 'argocd/project-name': 'x' })).toBe(
      undefined,
    );
    expect(of({ 'argocd/app-name': 'a', 'argocd/instance-name': 'x' })).toBe(
      undefined,
    );
    expect(of({})).toBe(undefined);
  });
});
