import {
  application,
  CHANGE,
  diff,
  extra,
  modified,
  resources,
  REVISIONS,
  row,
  windows,
} from '../__testUtils__/fixtures';
import { authorName } from './author';
import { choose, pairOf } from './comparison';
import { complaintsOf } from './complaints';
import { between, durationText } from './duration';
import { needsAttention, worstFirst } from './order';
import { progressOf } from './progress';
import { resourceKey } from './refs';
import { matching, resourceTree } from './resourceTree';
import { deployedRevisions, shortRevision, subjectOf } from './revision';
import { PLAIN_SYNC, syncPlan, syncRequest, windowsForbid } from './syncPlan';
import { changesSince } from './undo';

describe('worstFirst', () => {
  it('has what is broken first, then what differs from Git, and leaves the rest in its order', () => {
    const rows = [
      row('b'),
      row('drifted', { sync: 'OutOfSync' }),
      row('a'),
      row('progressing', { health: 'Progressing' }),
      row('missing', { health: 'Missing' }),
      row('degraded', { health: 'Degraded', sync: 'OutOfSync' }),
    ];
    expect(worstFirst(rows, one => one).map(({ ref }) => ref.name)).toEqual([
      'degraded',
      'missing',
      'drifted',
      'progressing',
      'b',
      'a',
    ]);
  });

  it('knows what needs a look', () => {
    expect(needsAttention({ health: 'Healthy', sync: 'Synced' })).toBe(false);
    expect(needsAttention({ health: 'Progressing', sync: 'Synced' })).toBe(
      false,
    );
    expect(needsAttention({ health: 'Healthy', sync: 'Unknown' })).toBe(true);
    expect(needsAttention({ health: 'Missing', sync: 'Synced' })).toBe(true);
  });
});

describe('revisions', () => {
  it('are short where they are commits, and as they are where they are versions', () => {
    expect(shortRevision(REVISIONS.now)).toBe('2222222');
    expect(shortRevision('1.9.2')).toBe('1.9.2');
    expect(shortRevision('x'.repeat(100))).toHaveLength(24);
  });

  it('have the first line of their message', () => {
    expect(subjectOf('\nOne\r\n\r\nTwo')).toBe('One');
    expect(subjectOf(undefined)).toBe('');
    expect(subjectOf('y'.repeat(500))).toHaveLength(120);
  });
});

describe('authors', () => {
  it.each([
    ['Sam Rivera <sam@example.com>', 'Sam Rivera'],
    ['Sam Rivera', 'Sam Rivera'],
    ['<sam@example.com>', '<sam@example.com>'],
    ['A <b> c', 'A <b> c'],
  ])('%s is %s', (author, name) => {
    expect(authorName(author)).toBe(name);
  });
});

describe('durations', () => {
  it('are told in two units', () => {
    expect(durationText(0, 'en')).toBe('0 sec');
    expect(durationText(80_000, 'en')).toBe('1 min 20 sec');
    expect(durationText(3_723_000, 'en')).toBe('1 hr 2 min');
  });

  it('are not told where a clock ran backwards or nothing is known', () => {
    expect(between('2026-01-01T00:00:10Z', '2026-01-01T00:00:00Z')).toBe(
      undefined,
    );
    expect(between(undefined, '2026-01-01T00:00:00Z')).toBeUndefined();
  });
});

describe('resourceTree', () => {
  it('puts each below what it belongs to', () => {
    const { rows, edges } = resourceTree(resources.resources);
    expect(
      rows.map(({ resource, depth }) => `${depth} ${resource.kind}`),
    ).toEqual([
      '0 ConfigMap',
      '0 Deployment',
      '1 ReplicaSet',
      '2 Pod',
      '0 ExternalSecret',
      '1 Secret',
      '0 HTTPRoute',
      '0 Service',
    ]);
    expect(edges).toContainEqual({
      from: 'apps/Deployment/tenant-payments/orders',
      to: 'apps/ReplicaSet/tenant-payments/orders-7d9f',
    });
  });

  it('survives circles, owners that are gone, and those that own themselves', () => {
    const one = { ...resources.resources[0], uid: 'a', parents: ['b'] };
    const two = { ...resources.resources[1], uid: 'b', parents: ['a'] };
    const own = { ...resources.resources[2], uid: 'c', parents: ['c'] };
    const orphan = { ...resources.resources[3], uid: 'd', parents: ['gone'] };
    expect(resourceTree([one, two, own, orphan]).rows).toHaveLength(4);
  });

  it('finds what is searched with all that it belongs to', () => {
    expect(
      matching(resources.resources, ' POD ').map(({ kind }) => kind),
    ).toEqual(['Deployment', 'ReplicaSet', 'Pod']);
    expect(matching(resources.resources, 'nothing')).toEqual([]);
  });
});

describe('complaintsOf', () => {
  it('says a failed sync once', () => {
    const failed = {
      operation: { phase: 'Failed' as const, message: 'denied' },
    };
    expect(complaintsOf(application(failed)).map(one => one.type)).toEqual([
      'operation',
    ]);
    expect(
      complaintsOf(
        application({
          ...failed,
          conditions: [
            { type: 'SharedResourceWarning', message: 'w' },
            { type: 'SyncError', message: 'denied' },
          ],
        }),
      ).map(one => one.type),
    ).toEqual(['SyncError', 'SharedResourceWarning']);
  });

  it('names the objects that are in trouble instead of a health in general', () => {
    const broken = {
      ...application({ health: { status: 'Degraded', message: 'x' } }),
      troubles: [
        {
          group: '',
          kind: 'Pod',
          namespace: 'n',
          name: 'p',
          health: 'Degraded' as const,
          message: 'Back-off pulling image',
        },
      ],
    };
    expect(complaintsOf(broken)).toEqual([
      {
        type: 'trouble',
        message: 'Back-off pulling image',
        resource: { key: '/Pod/n/p', kind: 'Pod', name: 'p' },
        help: 'image',
        warning: false,
      },
    ]);
  });

  it.each([
    ['external-secrets.io', 'ExternalSecret', 'no data', 'secret'],
    ['acme.io', 'ExternalSecret', 'no data', undefined],
    ['', 'Pod', 'ErrImagePull', 'image'],
    ['', 'Pod', 'the image of a cat', undefined],
  ])('knows what helps %s/%s: %s', (group, kind, message, help) => {
    const [complaint] = complaintsOf({
      ...application({ health: { status: 'Degraded' } }),
      troubles: [{ group, kind, name: 'x', health: 'Degraded', message }],
    });
    expect(complaint.help).toBe(help);
  });

  it('has none of what is well', () => {
    expect(complaintsOf(application())).toEqual([]);
  });
});

describe('deployedRevisions', () => {
  const sync = { status: 'Synced' as const, revisions: ['compared'] };

  it('are those of the last deployment, whatever Argo CD compared with since', () => {
    expect(
      deployedRevisions({
        sync,
        deployments: [
          { id: 2, revisions: ['brought'], deployedAt: '' },
          { id: 1, revisions: ['before'], deployedAt: '' },
        ],
      }),
    ).toEqual(['brought']);
  });

  it('are what is compared with as long as nothing was deployed', () => {
    expect(deployedRevisions({ sync, deployments: [] })).toEqual(['compared']);
  });
});

describe('progressOf', () => {
  const before = application().operation!.startedAt;
  const after = '2026-01-01T00:00:00Z';

  it('waits until another operation than the one before has begun', () => {
    expect(progressOf(application(), { before })).toEqual({ what: 'asked' });
  });

  it.each([
    ['Succeeded', false, 'succeeded'],
    ['Succeeded', true, 'tried'],
    ['Failed', false, 'failed'],
    ['Error', false, 'failed'],
    ['Running', false, 'running'],
    ['Terminating', false, 'terminating'],
  ] as const)('%s, dry run %s, is %s', (phase, dryRun, what) => {
    expect(
      progressOf(application({ operation: { phase, startedAt: after } }), {
        before,
        dryRun,
      }),
    ).toMatchObject({ what });
  });

  it('tells of what others asked for only while it runs', () => {
    expect(progressOf(application(), undefined)).toBeUndefined();
  });
});

describe('syncPlan', () => {
  it('deletes only where it prunes', () => {
    expect(syncPlan(diff.items, PLAIN_SYNC)).toEqual({
      changes: 1,
      creates: 0,
      deletes: [],
      keeps: 1,
    });
    expect(syncPlan(diff.items, { prune: true, dryRun: false })).toMatchObject({
      deletes: ['ConfigMap orders-5kf8g2'],
      keeps: 0,
    });
  });

  it('asks for what is selected, and for all where nothing is', () => {
    expect(syncRequest(diff.items, PLAIN_SYNC)).toEqual({});
    expect(
      syncRequest(diff.items, {
        prune: true,
        dryRun: true,
        only: [resourceKey(extra)],
      }),
    ).toEqual({
      prune: true,
      dryRun: true,
      resources: [
        {
          group: '',
          kind: 'ConfigMap',
          namespace: 'tenant-payments',
          name: 'orders-5kf8g2',
        },
      ],
    });
    expect(
      syncPlan(diff.items, { ...PLAIN_SYNC, only: [resourceKey(modified)] }),
    ).toMatchObject({ changes: 1, keeps: 0 });
  });
});

describe('windowsForbid', () => {
  const [deny] = windows.items;
  const allow = { ...deny, kind: 'allow' as const, manualSync: false };

  it.each([
    ['no window', [], false],
    ['a deny that is not active', [deny], false],
    ['an active deny', [{ ...deny, active: true, manualSync: false }], true],
    [
      'an active deny but for syncs by hand',
      [{ ...deny, active: true }],
      false,
    ],
    ['an allow that is not active', [allow], true],
    ['an active allow', [{ ...allow, active: true }], false],
    [
      'an active allow and an active deny',
      [
        { ...allow, active: true },
        { ...deny, active: true, manualSync: false },
      ],
      true,
    ],
  ])('%s: %s', (_, items, forbid) => {
    expect(windowsForbid(items)).toBe(forbid);
  });
});

describe('comparisons', () => {
  const { deployments } = application();

  it('come out of an address, the older first, where both are known', () => {
    expect(pairOf(new URLSearchParams('from=12&to=11'), deployments)).toEqual({
      from: 11,
      to: 12,
    });
    for (const text of [
      '',
      'from=12',
      'from=12&to=12',
      'from=1&to=12',
      'to=x',
    ]) {
      expect(pairOf(new URLSearchParams(text), deployments)).toBeUndefined();
    }
  });

  it('are of the two that were chosen last', () => {
    expect(choose([1, 2], 3)).toEqual([2, 3]);
    expect(choose([1, 2], 1)).toEqual([2]);
  });

  it('name the changes that came since, each once', () => {
    const [newest, older] = deployments;
    const again = { ...newest, id: 13 };
    expect(changesSince([again, ...deployments], older)).toEqual([CHANGE]);
    expect(changesSince(deployments, newest)).toEqual([]);
    // The same change, deployed again.
    expect(changesSince([again, ...deployments], newest)).toEqual([]);
  });
});
