import type { SecretRef } from '@idp/plugin-vault-common';
import type { Deliveries, PathKnowledge } from './Deliveries';
import { FakeCluster, sendForbidden } from './__testUtils__/FakeCluster';
import {
  KINDS,
  REFRESHED_AT,
  unreadable,
  wireDeployment,
  wireExternalSecret,
  wireStore,
} from './__testUtils__/objects';
import {
  eventually,
  loadClient,
  PLACE,
  startDeliveries,
} from './__testUtils__/startDeliveries';

const PATH: SecretRef = {
  server: 'main',
  mount: 'kv',
  path: 'tenant-payments/orders/database',
};
const REF = {
  cluster: 'local',
  namespace: 'tenant-payments',
  name: 'orders--database',
};
const present = (): PathKnowledge => ({ state: 'present' });

function describeIt(deliveries: Deliveries, vault = present) {
  return deliveries.describe(REF, { about: PATH, vault });
}

function stateOf(deliveries: Deliveries, name = 'local') {
  return deliveries.states().find(item => item.name === name)!;
}

describe('the deliveries of a cluster', () => {
  let cluster: FakeCluster;
  const started: Deliveries[] = [];
  const start = (...args: Parameters<typeof startDeliveries>) => {
    const result = startDeliveries(...args);
    started.push(result.deliveries);
    return result;
  };

  // Thousands of modules, which Jest transforms one by one: the first time that takes longer than a test may.
  beforeAll(() => {
    loadClient();
  }, 300_000);

  beforeEach(async () => {
    const { secrets, ...kinds } = KINDS;
    cluster = new FakeCluster(Object.values(kinds));
    await cluster.start();
    cluster.put(KINDS.secretStores, wireStore());
    cluster.put(KINDS.externalSecrets, wireExternalSecret());
    cluster.put(KINDS.deployments, wireDeployment());
  });

  afterEach(async () => {
    await Promise.all(started.splice(0).map(item => item.stop()));
    await cluster.stop();
  });

  it('are told by path, with the chain from the path to the workload', async () => {
    const { deliveries } = start({ local: cluster });
    const [known] = await eventually(() => {
      const found = deliveries.ofPath(PATH);
      return found.length === 1 && found;
    });
    expect(known.ref).toEqual(REF);
    await eventually(() => describeIt(deliveries)?.usedBy.length === 1 && true);
    expect(describeIt(deliveries)).toEqual({
      ...REF,
      state: 'delivered',
      reason: 'SecretSynced',
      lastRefreshAt: new Date(REFRESHED_AT).toISOString(),
      refreshInterval: '1h',
      store: { kind: 'SecretStore', name: 'vault', ready: true },
      target: { name: 'orders--database', exists: true },
      usedBy: [{ kind: 'Deployment', name: 'orders' }],
      chain: [
        {
          kind: 'path',
          name: 'kv/tenant-payments/orders/database',
          state: 'ok',
        },
        { kind: 'store', name: 'vault', state: 'ok' },
        { kind: 'external-secret', name: 'orders--database', state: 'ok' },
        { kind: 'secret', name: 'orders--database', state: 'ok' },
        { kind: 'workload', name: 'orders', state: 'ok' },
      ],
    });
    await eventually(() => stateOf(deliveries).state === 'live');
    expect(stateOf(deliveries)).toEqual({
      kind: 'cluster',
      name: 'local',
      state: 'live',
      since: expect.any(String),
    });
  });

  it('follow what happens: a value that arrives, a store and an ExternalSecret that go', async () => {
    cluster.put(
      KINDS.externalSecrets,
      wireExternalSecret({ status: { conditions: [unreadable] } }),
    );
    const { deliveries } = start({ local: cluster });
    const changed = jest.fn();
    deliveries.onChange(changed);
    await eventually(() => describeIt(deliveries)?.state === 'waiting');
    changed.mockClear();
    cluster.put(KINDS.externalSecrets, wireExternalSecret());
    await eventually(() => describeIt(deliveries)?.state === 'delivered');
    expect(changed).toHaveBeenCalled();

    cluster.remove(KINDS.secretStores, 'tenant-payments', 'vault');
    await eventually(() => deliveries.ofPath(PATH).length === 0);
    expect(describeIt(deliveries)?.chain[1]).toEqual({
      kind: 'store',
      name: 'vault',
      state: 'broken',
      message:
        'There is no SecretStore vault in the namespace tenant-payments: create it, or name another in secretStoreRef.',
    });
    cluster.remove(
      KINDS.externalSecrets,
      'tenant-payments',
      'orders--database',
    );
    await eventually(() => deliveries.find(REF) === undefined);
    expect(describeIt(deliveries)).toBeUndefined();
  });

  it('are read by pages', async () => {
    for (let at = 0; at < 25; at += 1) {
      cluster.put(
        KINDS.externalSecrets,
        wireExternalSecret({ metadata: { name: `orders--s${at}` } }),
      );
    }
    const { deliveries } = start(
      { local: cluster },
      { times: { pageSize: 10 } },
    );
    await eventually(() => [...deliveries.all()].length === 26);
    const pages = cluster.asked.filter(
      ({ path, query }) =>
        path === KINDS.externalSecrets && !query.has('watch'),
    );
    expect(pages.map(({ query }) => query.get('continue'))).toEqual([
      null,
      '10',
      '20',
    ]);
  });

  it('are read by smaller pages where one is too large', async () => {
    for (let at = 0; at < 25; at += 1) {
      cluster.put(
        KINDS.externalSecrets,
        wireExternalSecret({
          metadata: {
            name: `orders--s${at}`,
            annotations: { much: 'x'.repeat(20_000) },
          },
        }),
      );
    }
    const { deliveries } = start(
      { local: cluster },
      { limits: { maxBytes: 150_000 } },
    );
    await eventually(() => [...deliveries.all()].length === 26);
    const limits = cluster.asked
      .filter(({ path }) => path === KINDS.externalSecrets)
      .map(({ query }) => query.get('limit'));
    expect(limits).toEqual(expect.arrayContaining(['200', '50', '12', '5']));
  });

  it('go on from where they were after a stream was cut amid a line', async () => {
    const { deliveries } = start({ local: cluster });
    await eventually(() => cluster.watches(KINDS.externalSecrets) === 1);
    cluster.cut(KINDS.externalSecrets);
    cluster.put(
      KINDS.externalSecrets,
      wireExternalSecret({ metadata: { name: 'orders--other' } }),
    );
    await eventually(() => [...deliveries.all()].length === 2);
    expect(cluster.lists(KINDS.externalSecrets)).toBe(1);
  });

  it('are listed anew after 410 Gone, and what went meanwhile is gone', async () => {
    cluster.put(
      KINDS.externalSecrets,
      wireExternalSecret({ metadata: { name: 'orders--other' } }),
    );
    const { deliveries } = start({ local: cluster });
    await eventually(() => cluster.watches(KINDS.externalSecrets) === 1);
    const heal = cluster.fault((asked, response) => {
      if (!asked.query.has('watch')) return false;
      response.destroy();
      return true;
    });
    cluster.cut();
    await eventually(() => cluster.watches(KINDS.externalSecrets) === 0);
    cluster.remove(KINDS.externalSecrets, 'tenant-payments', 'orders--other');
    cluster.forget();
    heal();
    await eventually(() => [...deliveries.all()].length === 1);
    expect(cluster.lists(KINDS.externalSecrets)).toBeGreaterThan(1);
    await eventually(() => stateOf(deliveries).state === 'live');
  });

  it('are no news of now from a server that can never tell on', async () => {
    cluster.fault(({ query }, response) => {
      if (!query.has('watch')) return false;
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end('{"type":"ERROR","object":{"code":410}}\n');
      return true;
    });
    const { deliveries } = start({ local: cluster });
    await eventually(
      () => stateOf(deliveries).reason === 'cannot tell on from where it was',
    );
    expect(describeIt(deliveries)?.state).toBe('delivered');
  });

  it('go on from the last bookmark', async () => {
    start({ local: cluster });
    await eventually(() => cluster.watches(KINDS.externalSecrets) === 1);
    cluster.put(
      KINDS.secretStores,
      wireStore({}, { spec: { controller: 'x' } }),
    );
    cluster.bookmark(KINDS.externalSecrets);
    cluster.forget();
    cluster.end(KINDS.externalSecrets);
    await eventually(
      () =>
        cluster.asked.filter(
          ({ path, query }) =>
            path === KINDS.externalSecrets && query.has('watch'),
        ).length === 2,
    );
    await eventually(() => cluster.watches(KINDS.externalSecrets) === 1);
    expect(cluster.lists(KINDS.externalSecrets)).toBe(1);
  });

  it('are read again where a stream is silent, as it may be dead', async () => {
    const { deliveries } = start({ local: cluster }, { times: { idleMs: 30 } });
    await eventually(
      () =>
        cluster.asked.filter(
          ({ path, query }) =>
            path === KINDS.externalSecrets && query.has('watch'),
        ).length >= 3,
    );
    expect(cluster.lists(KINDS.externalSecrets)).toBe(1);
    expect(stateOf(deliveries).state).toBe('live');
  });

  it('are shown as they were last while the cluster cannot be reached', async () => {
    const { deliveries } = start({ local: cluster });
    await eventually(() => stateOf(deliveries).state === 'live');
    const heal = cluster.fault((_, response) => {
      response.destroy();
      return true;
    });
    cluster.cut();
    await eventually(() => stateOf(deliveries).state === 'stale');
    expect(stateOf(deliveries).reason).toBe('closed the connection');
    expect(describeIt(deliveries)?.state).toBe('delivered');
    heal();
    await eventually(() => stateOf(deliveries).state === 'live');
  });

  it('of a cluster that was never reached are unknown, and others are there', async () => {
    const other = new FakeCluster(Object.values(KINDS));
    await other.start();
    await other.stop();
    const { deliveries } = start({ local: cluster, eks: other });
    await eventually(() => stateOf(deliveries).state === 'live');
    await eventually(
      () => stateOf(deliveries, 'eks').reason !== 'has not been asked yet',
    );
    expect(stateOf(deliveries, 'eks')).toMatchObject({
      state: 'unknown',
      reason: 'refuses the connection',
    });
    expect(deliveries.ofPath(PATH)).toHaveLength(1);
  });

  it('of a cluster that hangs are unknown after a time', async () => {
    cluster.fault(() => true);
    const { deliveries } = start(
      { local: cluster },
      { limits: { answerMs: 50 } },
    );
    await eventually(
      () => stateOf(deliveries).reason !== 'has not been asked yet',
    );
    expect(stateOf(deliveries)).toMatchObject({
      state: 'unknown',
      reason: 'did not answer in time',
    });
  });

  it.each([
    ['page not found', 'text/plain', 200],
    ['<html>sign in</html>', 'text/html', 200],
    ['{"items": "none"}', 'application/json', 200],
    ['{"items": [', 'application/json', 200],
  ])('are unknown where the answer is %j', async (body, type, status) => {
    cluster.fault((_, response) => {
      response.writeHead(status, { 'content-type': type }).end(body);
      return true;
    });
    const { deliveries } = start({ local: cluster });
    const reason = await eventually(() => {
      const { reason: found } = stateOf(deliveries);
      return found !== 'has not been asked yet' && found;
    });
    expect(reason).toMatch(/^answered with something that is n/);
  });

  it('name the rule that the account lacks', async () => {
    cluster.fault(({ path }, response) =>
      path === KINDS.externalSecrets
        ? sendForbidden(
            response,
            'list',
            'externalsecrets',
            'external-secrets.io',
          )
        : false,
    );
    const { deliveries, warned } = start({ local: cluster });
    await eventually(
      () => stateOf(deliveries).reason !== 'has not been asked yet',
    );
    expect(stateOf(deliveries)).toMatchObject({
      state: 'unknown',
      reason:
        "the portal’s account may not list externalsecrets of external-secrets.io: its ClusterRole needs the rule {apiGroups: ['external-secrets.io'], resources: [externalsecrets], verbs: [list]}",
    });
    expect(warned).toHaveBeenCalledTimes(1);
  });

  it('say what else the account may not read, and that a store may only not be seen', async () => {
    cluster.fault(({ path, query }, response) => {
      if (path === KINDS.secretStores) {
        return sendForbidden(
          response,
          'list',
          'secretstores',
          'external-secrets.io',
        );
      }
      return path === KINDS.jobs && query.has('watch')
        ? sendForbidden(response, 'watch', 'jobs', 'batch')
        : false;
    });
    const { deliveries } = start({ local: cluster });
    await eventually(() => stateOf(deliveries).problems?.length === 2);
    expect(stateOf(deliveries).problems).toEqual([
      expect.stringMatching(
        /^secretstores of .*resources: \[secretstores\], verbs: \[list\]}$/,
      ),
      expect.stringMatching(
        /^jobs of .*apiGroups: \['batch'\], resources: \[jobs\], verbs: \[watch\]}$/,
      ),
    ]);
    expect(describeIt(deliveries)?.chain[1]).toMatchObject({
      state: 'unknown',
      message: 'The portal cannot read the SecretStores of cluster local.',
    });
  });

  it('say that a token is not accepted, and hold it nowhere', async () => {
    cluster.fault((_, response) => {
      response
        .writeHead(401, { 'content-type': 'application/json' })
        .end(JSON.stringify({ message: `no ${cluster.token}` }));
      return true;
    });
    const { deliveries, warned } = start({ local: cluster });
    await eventually(
      () => stateOf(deliveries).reason !== 'has not been asked yet',
    );
    expect(stateOf(deliveries).reason).toBe(
      'does not accept the token of the portal’s account (401): look at serviceAccountToken of the cluster',
    );
    expect(JSON.stringify(warned.mock.calls)).not.toContain(cluster.token);
  });

  it('say that External Secrets is not installed, and come once it is', async () => {
    for (const kind of [
      KINDS.externalSecrets,
      KINDS.secretStores,
      KINDS.clusterSecretStores,
      KINDS.pushSecrets,
    ]) {
      cluster.uninstall(kind);
    }
    const { deliveries } = start({ local: cluster });
    await eventually(
      () => stateOf(deliveries).reason !== 'has not been asked yet',
    );
    expect(stateOf(deliveries)).toMatchObject({
      state: 'unknown',
      reason: expect.stringMatching(
        /^has no externalsecrets of external-secrets\.io\/v1: install External Secrets/,
      ),
    });
    cluster.install(KINDS.secretStores);
    cluster.put(KINDS.secretStores, wireStore());
    cluster.install(KINDS.externalSecrets);
    cluster.put(KINDS.externalSecrets, wireExternalSecret());
    await eventually(() => deliveries.ofPath(PATH).length === 1);
    await eventually(() => stateOf(deliveries).state === 'live');
    // ClusterSecretStores and PushSecrets need not be there.
    await eventually(() => stateOf(deliveries).problems === undefined);
    expect(describeIt(deliveries)?.chain[1].state).toBe('ok');
  });

  it('are gone once the kind is', async () => {
    const { deliveries } = start({ local: cluster });
    await eventually(() => cluster.watches(KINDS.externalSecrets) === 1);
    cluster.uninstall(KINDS.externalSecrets);
    await eventually(() => [...deliveries.all()].length === 0);
    expect(stateOf(deliveries).reason).toMatch(/^has no externalsecrets/);
  });

  it('keep nothing of objects that are none', async () => {
    const { deliveries } = start({ local: cluster });
    await eventually(() => cluster.watches(KINDS.externalSecrets) === 1);
    for (const object of [
      null,
      'text',
      [],
      {},
      { metadata: { name: '../x', namespace: 'tenant-payments' } },
      { metadata: { name: 'a', namespace: '<b>' } },
      { metadata: { name: 'a' } },
    ]) {
      cluster.send(KINDS.externalSecrets, { type: 'ADDED', object });
    }
    for (const type of ['SURPRISE', 'constructor', undefined]) {
      cluster.send(KINDS.externalSecrets, {
        type,
        object: wireExternalSecret(),
      });
    }
    cluster.put(
      KINDS.externalSecrets,
      wireExternalSecret({
        metadata: { name: 'odd' },
        spec: { data: 'x', dataFrom: [{ extract: 7, find: [] }], target: null },
        status: { conditions: [null, { type: 'Ready', status: 'Maybe' }] },
      }),
    );
    await eventually(() => [...deliveries.all()].length === 2);
    expect(
      deliveries.describe({ ...REF, name: 'odd' }, { vault: present })?.state,
    ).toBe('unknown');
  });

  it('are those of one owner', async () => {
    const { deliveries } = start(
      { local: cluster },
      {
        ownership: [
          {
            ownerOf: ({ namespace }) => ({
              entityRefs: [`component:payments/${namespace}`],
              group: 'payments',
            }),
          },
        ],
      },
    );
    await eventually(
      () =>
        deliveries.ofOwner('component:Payments/tenant-payments').length === 1,
    );
    expect(deliveries.ofOwner('component:payments/other')).toEqual([]);
    expect(deliveries.find(REF)?.owner?.group).toBe('payments');
  });

  it('of two clusters whose stores name the same address lead to the Vault of each', async () => {
    const eks = new FakeCluster(Object.values(KINDS));
    await eks.start();
    eks.put(KINDS.secretStores, wireStore());
    eks.put(KINDS.externalSecrets, wireExternalSecret());
    const { deliveries } = start(
      { local: cluster, eks },
      {
        servers: [
          { ...PLACE, name: 'vault-local', clusters: ['local'] },
          { ...PLACE, name: 'vault-eks', clusters: ['eks'] },
        ],
      },
    );
    await eventually(
      () => deliveries.ofPath({ ...PATH, server: 'vault-eks' }).length === 1,
    );
    expect(
      deliveries.ofPath({ ...PATH, server: 'vault-eks' })[0].ref.cluster,
    ).toBe('eks');
    await deliveries.stop();
    await eks.stop();
  });

  describe('and Secrets', () => {
    beforeEach(() => cluster.install(KINDS.secrets));

    it('are not asked for by default', async () => {
      const { deliveries } = start({ local: cluster });
      await eventually(() => stateOf(deliveries).state === 'live');
      expect(cluster.lists(KINDS.secrets)).toBe(0);
    });

    it('are asked for by their metadata only, where that is configured', async () => {
      cluster.put(KINDS.secrets, {
        metadata: { namespace: 'tenant-payments', name: 'other' },
        data: { password: 'aHVudGVyMg==' },
      });
      const { deliveries } = start(
        { local: cluster },
        { vaultKubernetes: { secretMetadata: true } },
      );
      await eventually(() => describeIt(deliveries)?.target.exists === false);
      const asked = cluster.asked.filter(({ path }) => path === KINDS.secrets);
      await eventually(() => cluster.watches(KINDS.secrets) === 1);
      expect(asked.length).toBeGreaterThan(0);
      for (const { accept } of asked) {
        expect(accept).toMatch(
          /^application\/json;as=PartialObjectMetadata(List)?;g=meta\.k8s\.io;v=v1$/,
        );
      }
      cluster.put(KINDS.secrets, {
        metadata: { namespace: 'tenant-payments', name: 'orders--database' },
      });
      await eventually(() => describeIt(deliveries)?.target.exists === true);
    });

    it('name the rule where the account may not', async () => {
      cluster.fault(({ path }, response) =>
        path === KINDS.secrets
          ? sendForbidden(response, 'list', 'secrets', '')
          : false,
      );
      const { deliveries } = start(
        { local: cluster },
        { vaultKubernetes: { secretMetadata: true } },
      );
      await eventually(() => stateOf(deliveries).problems?.length === 1);
      expect(stateOf(deliveries).problems).toEqual([
        "secrets: the portal’s account may not list secrets: its ClusterRole needs the rule {apiGroups: [''], resources: [secrets], verbs: [list]}",
      ]);
      // Then it is told from the ExternalSecret.
      expect(describeIt(deliveries)?.target.exists).toBe(true);
    });
  });

  describe('to be read again', () => {
    it('have one annotation patched, and nothing else', async () => {
      const { deliveries } = start({ local: cluster });
      await eventually(() => deliveries.find(REF));
      await deliveries.refresh(REF);
      const patches = cluster.asked.filter(({ method }) => method !== 'GET');
      expect(patches).toHaveLength(1);
      expect(patches[0]).toMatchObject({
        method: 'PATCH',
        path: 'apis/external-secrets.io/v1/namespaces/tenant-payments/externalsecrets/orders--database',
        contentType: 'application/merge-patch+json',
      });
      expect(JSON.parse(patches[0].body)).toEqual({
        metadata: { annotations: { 'force-sync': expect.any(String) } },
      });
    });

    it('name the rule where the account may not', async () => {
      cluster.fault(({ method }, response) =>
        method === 'PATCH'
          ? sendForbidden(
              response,
              'patch',
              'externalsecrets',
              'external-secrets.io',
            )
          : false,
      );
      const { deliveries } = start({ local: cluster });
      await eventually(() => deliveries.find(REF));
      await expect(deliveries.refresh(REF)).rejects.toMatchObject({
        name: 'UpstreamError',
        code: 'forbidden',
        message: expect.stringContaining('verbs: [patch]'),
      });
    });

    it('have to be there, and to be read more than once', async () => {
      cluster.put(
        KINDS.externalSecrets,
        wireExternalSecret({
          metadata: { name: 'once' },
          spec: { refreshPolicy: 'CreatedOnce' },
        }),
      );
      const { deliveries } = start({ local: cluster });
      await eventually(() => deliveries.find({ ...REF, name: 'once' }));
      await expect(
        deliveries.refresh({ ...REF, name: 'none' }),
      ).rejects.toMatchObject({ name: 'NotFoundError' });
      await expect(
        deliveries.refresh({ ...REF, name: 'once' }),
      ).rejects.toMatchObject({ name: 'ConflictError' });
      expect(cluster.asked.filter(({ method }) => method !== 'GET')).toEqual(
        [],
      );
    });

    it('tell when that has happened, though a time alone is no news', async () => {
      const { deliveries } = start({ local: cluster });
      await eventually(() =>
        [
          KINDS.externalSecrets,
          KINDS.secretStores,
          KINDS.clusterSecretStores,
          KINDS.deployments,
        ].every(kind => cluster.watches(kind) === 1),
      );
      const changed = jest.fn();
      const at = (refreshTime: string) =>
        cluster.put(
          KINDS.externalSecrets,
          wireExternalSecret({
            status: {
              refreshTime,
              conditions: [
                { type: 'Ready', status: 'True', reason: 'SecretSynced' },
              ],
            },
          }),
        );
      const shown = (time: string) =>
        eventually(() => describeIt(deliveries)?.lastRefreshAt === time);
      at('2026-11-26T10:05:00Z');
      await shown('2026-11-26T10:05:00.000Z');
      await eventually(() => stateOf(deliveries).state === 'live');
      deliveries.onChange(changed);
      at('2026-11-26T10:10:00Z');
      await shown('2026-11-26T10:10:00.000Z');
      expect(changed).not.toHaveBeenCalled();
      await deliveries.refresh(REF);
      at('2026-11-26T10:15:00Z');
      await shown('2026-11-26T10:15:00.000Z');
      expect(changed).toHaveBeenCalled();
    });
  });
});
