import { mockServices } from '@backstage/backend-test-utils';
import { until } from '@idp/testing-node';
import { parseApplication } from '../argocd/parseApplication';
import { entryOf } from '../index/Entry';
import {
  wireApplication,
  type WireOptions,
} from '../__testUtils__/wireApplication';
import { RevisionStore } from './RevisionStore';

const A = 'a'.repeat(40);
const B = 'b'.repeat(40);

describe('what is known of revisions', () => {
  const entry = (options: WireOptions = {}) =>
    entryOf(parseApplication(wireApplication(options), { name: 'local' })!, {
      ownership: [],
      rules: [],
    });
  function store(
    revisionMetadata: (...args: any[]) => Promise<object>,
    changeOf: (revision: {
      revision: string;
    }) => Promise<{ id: string; title: string } | undefined> = async () =>
      undefined,
  ) {
    const asked: string[] = [];
    const revisions = new RevisionStore({
      instances: {
        get: () =>
          ({
            revisionMetadata: async (target: any, revision: string) => {
              asked.push(revision);
              return revisionMetadata(target, revision);
            },
          } as any),
      },
      changes: [{ changeOf }],
      logger: mockServices.logger.mock(),
    });
    return { asked, revisions };
  }

  it('is read once for all Applications that have it, the current first', async () => {
    const { asked, revisions } = store(
      async () => ({
        author: 'Kim <kim@example.com>',
        date: '2026-11-20T10:00:00Z',
        message: '  Change orders\n\nBecause.\n',
      }),
      async ({ revision }) =>
        revision === A ? { id: '7', title: 'Change orders' } : undefined,
    );
    for (const name of ['a', 'b', 'c']) revisions.follow(entry({ name }));
    const known = await until(
      () => revisions.of([entry()]),
      found => Object.keys(found).length === 2,
    );
    expect(known).toEqual({
      [A]: {
        revision: A,
        author: 'Kim <kim@example.com>',
        date: '2026-11-20T10:00:00.000Z',
        message: 'Change orders\n\nBecause.',
        change: { id: '7', title: 'Change orders' },
      },
      [B]: expect.objectContaining({ revision: B, change: undefined }),
    });
    expect(asked).toEqual([A, B]);
  });

  it('is not asked for again and again where it cannot be had', async () => {
    const { asked, revisions } = store(() => Promise.reject(new Error('no')));
    revisions.follow(entry());
    await until(
      () => asked.length,
      count => count === 2,
    );
    await new Promise(setImmediate);
    expect(revisions.of([entry()])).toEqual({});
    revisions.follow(entry());
    await new Promise(setImmediate);
    expect(asked).toEqual([A, B]);
  });

  it('does without a change that cannot be told', async () => {
    const { revisions } = store(
      async () => ({ message: 'x' }),
      () => Promise.reject(new Error('no')),
    );
    revisions.follow(entry());
    const known = await until(
      () => revisions.of([entry()]),
      found => Object.keys(found).length === 2,
    );
    expect(known[A].message).toBe('x');
  });

  it('is not asked for of a chart, or of what is no commit', async () => {
    const { asked, revisions } = store(async () => ({}));
    revisions.follow(
      entry({
        spec: {
          source: { repoURL: 'https://charts.example.com', chart: 'x' },
        },
      }),
    );
    revisions.follow(
      entry({ revision: '../../session', status: { history: [] } }),
    );
    await new Promise(setImmediate);
    expect(asked).toEqual([]);
  });
});
