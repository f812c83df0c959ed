import type { ChainLink, SecretRef } from '@idp/plugin-vault-common';
import type { PathKnowledge } from '../Deliveries';
import { parseExternalSecret } from '../objects/ExternalSecret';
import type { PushSecret } from '../objects/PushSecret';
import { parseSecretStore } from '../objects/SecretStore';
import { parseWorkload } from '../objects/Workload';
import {
  minutesAgo,
  NOW,
  ready,
  REFRESHED_AT,
  synced,
  unreadable,
  wireDeployment,
  wireExternalSecret,
  wireStore,
} from '../__testUtils__/objects';
import { describeDelivery } from './describeDelivery';
import type { DeliveryFacts } from './facts';

const PATH: SecretRef = {
  server: 'main',
  mount: 'kv',
  path: 'tenant-payments/orders/database',
};
const store = { kind: 'SecretStore', name: 'vault' } as const;

function facts(
  knowledge: PathKnowledge | undefined,
  externalSecret: Parameters<typeof wireExternalSecret>[0] = {},
  change: Partial<DeliveryFacts> = {},
): DeliveryFacts {
  return {
    cluster: 'local',
    object: parseExternalSecret(wireExternalSecret(externalSecret))!,
    paths: [
      { source: { ref: PATH, covers: 'path' }, store, knowledge, pushes: [] },
    ],
    problems: [],
    about: PATH,
    storeOf: () => parseSecretStore('SecretStore', wireStore()),
    workloads: [parseWorkload('Deployment', wireDeployment())!],
    unread: { stores: false, workloads: false },
    live: true,
    now: NOW,
    ...change,
  };
}

const present: PathKnowledge = { state: 'present' };
const failed = { status: { conditions: [unreadable] } };
const stale = {
  status: { refreshTime: REFRESHED_AT, conditions: [unreadable] },
};

/** The states of the chain in its order, and the words of what is broken. */
function told(wanted: DeliveryFacts) {
  const { chain, message, state } = describeDelivery(wanted);
  return { state, message, chain: chain.map((link: ChainLink) => link.state) };
}

describe('a chain', () => {
  it('holds where everything has arrived', () => {
    expect(told(facts(present))).toEqual({
      state: 'delivered',
      message: undefined,
      chain: ['ok', 'ok', 'ok', 'ok', 'ok'],
    });
  });

  it('is broken at an empty path, says who has to write it, and the rest waits', () => {
    expect(
      told(
        facts(
          { state: 'missing', writtenBy: 'group:default/payments' },
          failed,
          {
            workloads: [
              parseWorkload(
                'Deployment',
                wireDeployment('orders--database', { status: {} }),
              )!,
            ],
          },
        ),
      ),
    ).toEqual({
      state: 'waiting',
      message:
        'The path kv/tenant-payments/orders/database is empty: somebody in group payments must write it.',
      chain: ['broken', 'ok', 'waiting', 'waiting', 'waiting'],
    });
  });

  it('names the PushSecret that writes the path', () => {
    const push = (status: boolean): PushSecret => ({
      namespace: 'backstage',
      name: 'session',
      resourceVersion: '1',
      writes: [],
      ready: { status },
    });
    const words = (pushes: PushSecret[]) =>
      told(
        facts({ state: 'missing' }, failed, {
          paths: [
            {
              source: { ref: PATH, covers: 'path' },
              store,
              knowledge: { state: 'missing' },
              pushes,
            },
          ],
        }),
      ).message;
    expect(words([push(true)])).toMatch(/session in backstage writes it/);
    expect(words([push(false)])).toMatch(/describe pushsecret session/);
    expect(words([])).toMatch(/somebody who may write there must write it/);
  });

  it.each([
    ['deleted', /group platform-team can bring it back/],
    ['destroyed', /must write it anew/],
  ] as const)(
    'is broken at a %s version, and the old Secret stays',
    (state, words) => {
      const result = told(
        facts({ state, writtenBy: 'group:default/platform-team' }, stale),
      );
      expect(result).toEqual({
        state: 'stale',
        message: expect.stringMatching(words),
        chain: ['broken', 'ok', 'waiting', 'ok', 'ok'],
      });
    },
  );

  it('is not told to be broken at a path that Vault says nothing of', () => {
    expect(
      told(facts({ state: 'unknown', reason: 'it is sealed' }, stale)),
    ).toMatchObject({
      message: expect.stringContaining('could not read the path'),
      chain: ['unknown', 'ok', 'broken', 'ok', 'ok'],
    });
    expect(told(facts(undefined)).chain[0]).toBe('unknown');
  });

  it('is broken at the store beside the path: both have to be mended', () => {
    const broken = parseSecretStore(
      'SecretStore',
      wireStore(
        {},
        {
          status: {
            conditions: [
              ready('False', 'InvalidProviderConfig', 'unable to log in: x'),
            ],
          },
        },
      ),
    );
    const storeOf = () => broken;
    expect(
      told(facts({ state: 'missing' }, failed, { storeOf })).chain,
    ).toEqual(['broken', 'broken', 'waiting', 'waiting', 'waiting']);
    const result = describeDelivery(facts(present, failed, { storeOf }));
    expect(result.store).toEqual({
      ...store,
      ready: false,
      message: expect.stringMatching(
        /^External Secrets does not get in with the SecretStore vault: .*kubectl -n tenant-payments describe secretstore vault/,
      ),
    });
    expect(result.message).toBe(result.store.message);
  });

  it('says that a store is not there only where stores can be seen', () => {
    const storeOf = () => undefined;
    const link = (stores: boolean) =>
      describeDelivery(
        facts(present, failed, {
          storeOf,
          unread: { stores, workloads: false },
        }),
      ).chain[1];
    expect(link(false)).toMatchObject({ state: 'broken' });
    expect(link(true)).toMatchObject({ state: 'unknown' });
  });

  it('names the keys where External Secrets cannot read all of them', () => {
    const keys = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];
    const paths = [
      {
        source: { ref: PATH, covers: 'path' as const, keys },
        store,
        knowledge: present,
        pushes: [],
      },
    ];
    const result = describeDelivery(facts(present, failed, { paths }));
    expect(result.message).toContain('a, b, c, d, e and 2 more');
    expect(result.keys).toEqual(keys);
  });

  it.each([
    ['could not update secret, target is immutable', /is immutable/],
    ['target is owned by another ExternalSecret', /belongs to another/],
    ['could not update secret', /could not write the Secret/],
    ['something new: <script>', /External Secrets failed: kubectl/],
  ])('says in its own words: %s', (message, words) => {
    const result = told(
      facts(present, {
        status: { conditions: [ready('False', 'SecretSyncedError', message)] },
      }),
    );
    expect(result.message).toMatch(words);
    expect(result.message).not.toContain('<script>');
  });

  it.each([
    [
      'SecretDeleted',
      'secret deleted due to DeletionPolicy=Delete',
      'waiting',
      'waiting',
    ],
    ['SecretMissing', 'secret will not be created', 'waiting', 'waiting'],
    [
      'SecretSynced',
      'secret retained due to DeletionPolicy=Retain',
      'stale',
      'ok',
    ],
  ])(
    'is broken though External Secrets is content: %s, %s',
    (reason, message, state, secret) => {
      const result = told(
        facts(present, {
          status: {
            refreshTime: REFRESHED_AT,
            conditions: [ready('True', reason, message)],
          },
        }),
      );
      expect(result.state).toBe(state);
      expect(result.chain.slice(2, 4)).toEqual(['broken', secret]);
    },
  );

  it('is broken where External Secrets has stopped, if the cluster tells what happens now', () => {
    const late = { now: NOW + 3 * 3_600_000 };
    expect(told(facts(present, {}, late))).toMatchObject({
      state: 'stale',
      message: expect.stringContaining('its controller runs'),
    });
    expect(told(facts(present, {}, { ...late, live: false })).state).toBe(
      'delivered',
    );
    expect(
      told(facts(present, { spec: { refreshInterval: '24h' } }, late)).state,
    ).toBe('delivered');
  });

  it('tells of a newer version that is not read yet, and when it will be', () => {
    const newer: PathKnowledge = {
      state: 'present',
      changedAt: minutesAgo(10),
    };
    const words = (spec: object) => told(facts(newer, { spec })).message;
    expect(words({})).toBe(
      'A newer version is in Vault; it is read within 1h.',
    );
    expect(words({ refreshPolicy: 'CreatedOnce' })).toContain(
      'reads once only',
    );
    expect(words({ refreshPolicy: 'OnChange' })).toContain('asks for it');
    // Vault tells fractions of a second, the status of an ExternalSecret does not.
    const justBefore = REFRESHED_AT.replace('Z', '.412Z');
    for (const changedAt of [minutesAgo(80), justBefore]) {
      expect(told(facts({ ...newer, changedAt })).message).toBeUndefined();
    }
  });

  it('is unknown where External Secrets has not looked yet', () => {
    expect(told(facts(present, { status: {} }))).toMatchObject({
      state: 'unknown',
      message: expect.stringContaining('has not looked at it yet'),
      chain: ['ok', 'ok', 'unknown', 'unknown', 'ok'],
    });
  });

  it('says why a path cannot be told', () => {
    const result = describeDelivery(
      facts(undefined, {}, { paths: [], problems: ['its store is odd'] }),
    );
    expect(result.chain[0].message).toBe(
      'Where it reads cannot be told: its store is odd.',
    );
    expect(result.store.name).toBe('vault');
  });

  it('begins with the path that the page is about, or else with the one that needs somebody', () => {
    const other = { ...PATH, path: 'tenant-payments/orders/other' };
    const paths = [
      {
        source: { ref: PATH, covers: 'path' as const },
        store,
        knowledge: present,
        pushes: [],
      },
      {
        source: { ref: other, covers: 'path' as const },
        store,
        knowledge: { state: 'missing' as const },
        pushes: [],
      },
    ];
    const first = (about?: SecretRef) =>
      describeDelivery(facts(present, failed, { paths, about })).chain[0].name;
    expect(first(PATH)).toBe('kv/tenant-payments/orders/database');
    expect(first()).toBe('kv/tenant-payments/orders/other');
  });

  it('begins with the search where the path is one of many that it finds', () => {
    const paths = [
      {
        source: {
          ref: { ...PATH, path: 'tenant-payments' },
          covers: 'prefix' as const,
        },
        store,
        knowledge: undefined,
        pushes: [],
      },
    ];
    expect(describeDelivery(facts(present, {}, { paths })).chain[0]).toEqual({
      kind: 'path',
      name: 'kv/tenant-payments/…',
      state: 'ok',
    });
  });
});

describe('the workloads at its end', () => {
  const workload = (change: Parameters<typeof wireDeployment>[1] = {}) =>
    parseWorkload('Deployment', wireDeployment('orders--database', change))!;
  const last = (workloads: DeliveryFacts['workloads'], more = {}) =>
    describeDelivery(facts(present, {}, { workloads, ...more })).chain[4];

  it('are none, or cannot be seen', () => {
    expect(last([]).message).toContain('name it in envFrom');
    expect(
      last([], { unread: { stores: false, workloads: true } }).message,
    ).toContain('cannot read the workloads of cluster local');
  });

  it('are shown by the one that is worst off', () => {
    expect(
      last([
        workload(),
        workload({
          metadata: { name: 'worker' },
          status: { readyReplicas: 0 },
        }),
      ]),
    ).toMatchObject({ name: 'worker and 1 more', state: 'broken' });
    expect(last([workload({ status: { readyReplicas: 1 } })])).toMatchObject({
      state: 'ok',
      message: '1 of 2 pods of the Deployment orders are ready.',
    });
  });

  it('do not wait for a Secret that they can do without', () => {
    const optional = parseWorkload(
      'Deployment',
      wireDeployment('x', {
        spec: {
          template: {
            spec: {
              containers: [
                {
                  envFrom: [
                    { secretRef: { name: 'orders--database', optional: true } },
                  ],
                },
              ],
            },
          },
        },
        status: { readyReplicas: 1 },
      }),
    )!;
    const missing = facts({ state: 'missing' }, failed, {
      workloads: [optional],
    });
    expect(told(missing).chain[4]).toBe('ok');
  });
});

describe('whether the Secret is there', () => {
  it('is what the watch of Secrets says, where there is one', () => {
    const result = describeDelivery(
      facts(
        present,
        { status: { conditions: [synced] } },
        { targetExists: false },
      ),
    );
    expect(result.target.exists).toBe(false);
    expect(result.chain[3].state).toBe('broken');
  });

  it('is unknown where somebody else makes it', () => {
    const merge = { spec: { target: { creationPolicy: 'Merge' } }, ...failed };
    expect(
      describeDelivery(facts(present, merge)).target.exists,
    ).toBeUndefined();
  });
});
