import { mockServices } from '@backstage/backend-test-utils';
import type { RevisionChanges } from '@idp/plugin-argocd-node';
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
  const entry = (options: WireOptions = {}, ownedBy: string[] = []) =>
    entryOf(parseApplication(wireApplication(options), { name: 'local' })!, {
      ownership:
        ownedBy.length > 0
          ? [{ ownerOf: () => ({ entityRefs: ownedBy, group: 'payments' }) }]
          : [],
      rules: [],
    });
  function store(
    revisionMetadata: (...args: any[]) => Promise<object>,
    changeOf: RevisionChanges['changeOf'] = async () => undefined,
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
    const { asked, revisions } = store(async () => ({
      author: 'Kim <kim@example.com>',
      date: '2026-11-20T10:00:00Z',
      message: '  Change orders\n\nBecause.\n',
    }));
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
      },
      [B]: expect.objectContaining({ revision: B }),
    });
    expect(asked).toEqual([A, B]);
  });

  it('is, of what was deployed, the change of the Application’s own entity', async () => {
    const changeOf = jest.fn<
      ReturnType<RevisionChanges['changeOf']>,
      Parameters<RevisionChanges['changeOf']>
    >(async ({ entityRef, revision }) =>
      entityRef === 'component:payments/orders' && revision === A
        ? { id: '7', title: 'Change orders', revision: B }
        : undefined,
    );
    const { asked, revisions } = store(async () => ({}), changeOf);
    const orders = entry({ name: 'orders' }, [
      'component:payments/orders',
      'system:default/payments',
    ]);
    const ledger = entry({ name: 'ledger' }, ['component:payments/ledger']);
    const [newest, older] = orders.application.deployments;
    await until(
      () => {
        revisions.of([orders, ledger]);
        return changeOf.mock.calls.length;
      },
      calls => calls === 4,
    );
    expect(revisions.changeOf(orders, newest)).toEqual({
      id: '7',
      title: 'Change orders',
      revision: B,
    });
    expect(revisions.changeOf(orders, older)).toBeUndefined();
    expect(revisions.changeOf(ledger, newest)).toBeUndefined();
    expect(changeOf).toHaveBeenCalledWith({
      repoURL: expect.any(String),
      revision: A,
      entityRef: 'component:payments/orders',
    });
    // Argo CD tells of a commit once, however many are at it.
    expect(asked.sort()).toEqual([A, B]);
  });

  it('is not looked for where a commit was only compared with', async () => {
    const changeOf = jest.fn(async () => undefined);
    const { revisions } = store(async () => ({}), changeOf);
    const compared = entry({ revision: A, status: { history: [] } });
    await until(
      () => revisions.of([compared]),
      found => Object.keys(found).length === 1,
    );
    expect(changeOf).not.toHaveBeenCalled();
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
