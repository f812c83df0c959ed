import {
  AuthorizationV1Api,
  CoreV1Api,
  CustomObjectsApi,
  KubeConfig,
  makeInformer,
  PatchStrategy,
  setHeaderOptions,
  VersionApi,
  type KubernetesObject,
} from '@kubernetes/client-node';
import express from 'express';
import { ManualClock } from '../clock';
import {
  configMap,
  deployment,
  externalSecret,
  STORE,
} from '../__testUtils__/objects';
import { ask, openStream } from '../__testUtils__/wire';
import { serveOnLoopback, type Served } from '../wire/serveOnLoopback';
import { Environment, nameOf, type KubeObject } from '../world';
import { createKubernetesRouter, RESOURCES, WatchLog, type Account } from '.';

const GROUP = 'external-secrets.io';
const SECRETS = '/apis/external-secrets.io/v1/externalsecrets';
const EVERYTHING: Account = {
  user: 'system:serviceaccount:tests:reader',
  rules: [{ apiGroups: ['*'], resources: ['*'], verbs: ['*'] }],
};
const NARROW: Account = {
  user: 'system:serviceaccount:backstage:backstage',
  rules: [
    { apiGroups: [''], resources: ['pods'], verbs: ['get', 'list', 'watch'] },
  ],
};

let clock: ManualClock;
let environment: Environment;
let log: WatchLog;
let served: Served;
let base: string;
let resources = RESOURCES;
const stops: Array<() => Promise<void>> = [];

beforeEach(async () => {
  clock = new ManualClock();
  environment = new Environment('local', { clock });
  log = new WatchLog(environment.cluster);
  resources = RESOURCES;
  const app = express();
  app.use(
    '/kubernetes/local',
    createKubernetesRouter({
      log,
      clock,
      accounts: () => ({ all: EVERYTHING, narrow: NARROW }),
      resources: () => resources,
    }),
  );
  served = await serveOnLoopback(app);
  base = `${served.url}/kubernetes/local`;
});

afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
  served.stop();
});

function config(token = 'all') {
  const result = new KubeConfig();
  result.loadFromOptions({
    // The client takes plain HTTP only so; there is no TLS to verify.
    clusters: [{ name: 'local', server: base, skipTLSVerify: true }],
    users: [{ name: 'portal', token }],
    contexts: [{ name: 'local', cluster: 'local', user: 'portal' }],
    currentContext: 'local',
  });
  return result;
}
const api = (token?: string) => config(token).makeApiClient(CustomObjectsApi);
const core = (token?: string) => config(token).makeApiClient(CoreV1Api);
const { apply, edit, remove } = {
  apply: (object: KubeObject) => environment.cluster.apply(object),
  edit: (object: KubeObject, change: (draft: KubeObject) => void) =>
    environment.cluster.edit(nameOf(object), change),
  remove: (object: KubeObject) => environment.cluster.remove(nameOf(object)),
};
const get = (path: string, token = 'all') => ask(`${base}${path}`, { token });

/** An informer of the official client, and what it says. */
function informer(token?: string) {
  const client = api(token);
  const seen: string[] = [];
  const waiting = new Set<() => void>();
  const made = makeInformer<KubernetesObject>(
    config(token),
    SECRETS,
    () =>
      client.listCustomObjectForAllNamespaces({
        group: GROUP,
        version: 'v1',
        plural: 'externalsecrets',
      }) as any,
  );
  const say = (what: string) => {
    seen.push(what);
    waiting.forEach(look => look());
  };
  for (const type of ['add', 'update', 'delete'] as const)
    made.on(type, ({ metadata }) => say(`${type} ${metadata!.name}`));
  made.on('error', (error: any) =>
    say(`error ${error.code ?? error.statusCode}`),
  );
  made.on('connect', () => say('connect'));
  stops.push(() => made.stop());
  return {
    made,
    seen,
    until: (...wanted: string[]) =>
      new Promise<void>(resolve => {
        const look = () => {
          if (wanted.every(one => seen.includes(one))) {
            waiting.delete(look);
            resolve();
          }
        };
        waiting.add(look);
        look();
      }),
  };
}

describe('an informer of the official client', () => {
  it('is told of what is there and what happens', async () => {
    apply(externalSecret());
    const { made, seen, until } = informer();
    await made.start();
    await until('add hello--token');
    const other = externalSecret();
    other.metadata.name = 'other';
    apply(other);
    await until('add other');
    edit(other, draft => {
      draft.spec.refreshInterval = '5m';
    });
    await until('update other');
    remove(externalSecret());
    await until('delete hello--token');
    expect(made.list('tenant-demo').map(one => one.metadata!.name)).toEqual([
      'other',
    ]);
    expect(seen).not.toContain('error');
  });

  it('begins anew where what it has seen last is forgotten', async () => {
    apply(externalSecret());
    const { made, seen, until } = informer();
    await made.start();
    const named = (name: string) => {
      const object = externalSecret();
      return { ...object, metadata: { ...object.metadata, name } };
    };
    // External Secrets has said of it what it has to say.
    clock.advance(5_000);
    await until('add hello--token', 'update hello--token');
    apply(configMap('something-else'));
    log.forget();
    const lists = jest.spyOn(environment.cluster, 'list');
    // The server ends each watch after a while.
    clock.advance(30 * 60_000);
    apply(named('other'));
    await until('add other');
    expect(lists).toHaveBeenCalled();
    expect(seen.filter(one => one.startsWith('error'))).toEqual([]);
  });

  it('gets a refusal, and says it', async () => {
    const { made, seen, until } = informer('narrow');
    await made.start();
    await until('error 403');
    expect(seen).toEqual(['connect', 'error 403']);
  });
});

describe('a client', () => {
  it('patches the annotation, and External Secrets reads again', async () => {
    const { vault, cluster } = environment;
    vault.kv.write('tenant-demo/hello/token', { TOKEN: 'one' });
    [STORE, externalSecret()].forEach(apply);
    clock.advance(10_000);
    const secret = () =>
      Buffer.from(
        cluster.get({
          group: '',
          kind: 'Secret',
          namespace: 'tenant-demo',
          name: 'hello--token',
        })!.data.TOKEN,
        'base64',
      ).toString();
    vault.kv.write('tenant-demo/hello/token', { TOKEN: 'two' });
    clock.advance(10_000);
    expect(secret()).toBe('one');
    const patched = await api().patchNamespacedCustomObject(
      {
        group: GROUP,
        version: 'v1',
        plural: 'externalsecrets',
        namespace: 'tenant-demo',
        name: 'hello--token',
        body: { metadata: { annotations: { 'force-sync': '1767254400' } } },
      },
      setHeaderOptions('Content-Type', PatchStrategy.MergePatch),
    );
    expect(patched.metadata.annotations).toEqual({
      'force-sync': '1767254400',
    });
    clock.advance(10_000);
    expect(secret()).toBe('two');
    await api().patchNamespacedCustomObject({
      group: GROUP,
      version: 'v1',
      plural: 'externalsecrets',
      namespace: 'tenant-demo',
      name: 'hello--token',
      body: [
        { op: 'replace', path: '/metadata/annotations/force-sync', value: 'x' },
      ],
    });
    expect(cluster.get(nameOf(externalSecret()))!.metadata.annotations).toEqual(
      { 'force-sync': 'x' },
    );
  });

  it('reads pods, their logs and events', async () => {
    apply(deployment());
    clock.advance(10_000);
    const { items } = await core().listNamespacedPod({
      namespace: 'tenant-demo',
      labelSelector: 'app.kubernetes.io/name=hello',
    });
    expect(items).toHaveLength(1);
    const [{ metadata, status }] = items;
    expect(status!.phase).toBe('Running');
    const pod = { name: metadata!.name!, namespace: 'tenant-demo' };
    expect(await core().readNamespacedPodLog({ ...pod, tailLines: 1 })).toBe(
      'listening, ready to serve\n',
    );
    const events = await core().listNamespacedEvent({
      namespace: 'tenant-demo',
      fieldSelector: `involvedObject.uid=${metadata!.uid}`,
    });
    expect(events.items.map(({ reason }) => reason).sort()).toEqual([
      'Pulled',
      'Started',
    ]);
  });

  it('asks what it may', async () => {
    const may = async (token: string, resource: string) => {
      const { status } = await config(token)
        .makeApiClient(AuthorizationV1Api)
        .createSelfSubjectAccessReview({
          body: {
            spec: { resourceAttributes: { verb: 'list', resource } },
          },
        });
      return status!.allowed;
    };
    expect(await may('narrow', 'pods')).toBe(true);
    expect(await may('narrow', 'secrets')).toBe(false);
    const { major } = await config().makeApiClient(VersionApi).getCode();
    expect(major).toBe('1');
  });
});

describe('a list', () => {
  const many = () => {
    for (let n = 0; n < 5; n++) apply(configMap(`map-${n}`));
  };

  it('comes page by page, all of the time of the first', async () => {
    many();
    const path = '/api/v1/namespaces/tenant-demo/configmaps?limit=2';
    const first = (await get(path)).body;
    expect(first).toMatchObject({
      kind: 'ConfigMapList',
      apiVersion: 'v1',
      metadata: { remainingItemCount: 3 },
    });
    expect(first.items[0].kind).toBeUndefined();
    apply(configMap('map-1a'));
    const second = (await get(`${path}&continue=${first.metadata.continue}`))
      .body;
    expect(second.items.map((one: any) => one.metadata.name)).toEqual([
      'map-2',
      'map-3',
    ]);
    expect(second.metadata.resourceVersion).toBe(
      first.metadata.resourceVersion,
    );
    const third = (await get(`${path}&continue=${second.metadata.continue}`))
      .body;
    expect(third.items).toHaveLength(1);
    expect(third.metadata.continue).toBeUndefined();
    const { status, body } = await get(
      `${path}&continue=${Buffer.from('{"list":99,"start":2}').toString(
        'base64url',
      )}`,
    );
    expect([status, body.reason]).toEqual([410, 'Expired']);
  });

  it('has nothing but metadata where nothing else is asked for', async () => {
    apply({
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: 'database', namespace: 'tenant-demo' },
      data: { PASSWORD: 'Y2FuYXJ5' },
    });
    const form = (as: string) =>
      fetch(`${base}/api/v1/secrets`, {
        headers: {
          authorization: 'Bearer all',
          accept: `application/json;as=${as};g=meta.k8s.io;v=v1`,
        },
      });
    const list = await (await form('PartialObjectMetadataList')).text();
    expect(JSON.parse(list)).toMatchObject({
      kind: 'PartialObjectMetadataList',
      apiVersion: 'meta.k8s.io/v1',
      items: [
        { kind: 'PartialObjectMetadata', metadata: { name: 'database' } },
      ],
    });
    expect(list).not.toContain('Y2FuYXJ5');
    const table = await (await form('Table')).text();
    expect(JSON.parse(table).rows[0].cells[0]).toBe('database');
    expect(table).not.toContain('Y2FuYXJ5');
    expect((await form('Nonsense')).status).toBe(406);
  });

  it('is selected by fields and labels', async () => {
    apply(externalSecret());
    const names = async (query: string) =>
      (await get(`${SECRETS}?${query}`)).body.items?.length;
    expect(await names('fieldSelector=metadata.name%3Dhello--token')).toBe(1);
    expect(await names('fieldSelector=metadata.name!%3Dhello--token')).toBe(0);
    expect(await names('labelSelector=a%3Db')).toBe(0);
    expect((await get(`${SECRETS}?fieldSelector=spec.x%3Dy`)).status).toBe(400);
    expect((await get(`${SECRETS}?labelSelector=%3D%3D`)).status).toBe(400);
  });
});

describe('a watch', () => {
  const open = (query: string) =>
    openStream(`${base}${SECRETS}?watch=true&${query}`, {
      token: 'all',
      accept: 'application/json',
    });
  const lines = (text: string) =>
    text
      .split('\n')
      .filter(Boolean)
      .map(line => JSON.parse(line));

  it('says what its selector fits no more, and where it stands', async () => {
    apply(externalSecret());
    const stream = open('labelSelector=shown%3Dyes&allowWatchBookmarks=true');
    expect(await stream.status()).toBe(200);
    const label = (shown: string) =>
      edit(externalSecret(), draft => {
        draft.metadata.labels = { shown };
      });
    label('yes');
    label('no');
    await stream.until(text => lines(text).length === 2);
    clock.advance(60_000);
    const text = await stream.until(all => lines(all).length === 3);
    expect(lines(text)).toEqual([
      expect.objectContaining({ type: 'ADDED' }),
      expect.objectContaining({ type: 'DELETED' }),
      {
        type: 'BOOKMARK',
        object: {
          kind: 'ExternalSecret',
          apiVersion: 'external-secrets.io/v1',
          metadata: {
            resourceVersion: expect.stringMatching(/^\d+$/),
          },
        },
      },
    ]);
    stream.close();
  });

  it('ends when its time is over', async () => {
    const response = await fetch(`${base}${SECRETS}?watch=1&timeoutSeconds=5`, {
      headers: { authorization: 'Bearer all' },
    });
    clock.advance(5_000);
    expect(await response.text()).toBe('');
  });

  it('is too old for what is forgotten', async () => {
    apply(externalSecret());
    log.forget();
    const stream = open('resourceVersion=3');
    const text = await stream.until(all => all.endsWith('\n'));
    expect(lines(text)).toEqual([
      {
        type: 'ERROR',
        object: expect.objectContaining({
          kind: 'Status',
          code: 410,
          reason: 'Expired',
          message: expect.stringMatching(/^too old resource version: 3 /),
        }),
      },
    ]);
  });
});

describe('a refusal', () => {
  it.each([
    [
      'narrow',
      '/api/v1/namespaces/tenant-demo/secrets/database',
      403,
      'secrets "database" is forbidden: User "system:serviceaccount:backstage:backstage" cannot get resource "secrets" in API group "" in the namespace "tenant-demo"',
    ],
    [
      'narrow',
      SECRETS,
      403,
      'externalsecrets.external-secrets.io is forbidden: User "system:serviceaccount:backstage:backstage" cannot list resource "externalsecrets" in API group "external-secrets.io" at the cluster scope',
    ],
    [
      'narrow',
      '/api/v1/namespaces/tenant-demo/pods/x/log',
      403,
      'pods "x" is forbidden: User "system:serviceaccount:backstage:backstage" cannot get resource "pods/log" in API group "" in the namespace "tenant-demo"',
    ],
    [
      'all',
      '/apis/external-secrets.io/v1/namespaces/a/externalsecrets/b',
      404,
      'externalsecrets.external-secrets.io "b" not found',
    ],
    ['wrong', '/api/v1/pods', 401, 'Unauthorized'],
  ])('of %s at %s is %s', async (token, path, code, message) => {
    const { status, body } = await get(path, token);
    expect(status).toBe(code);
    expect(body).toMatchObject({
      kind: 'Status',
      apiVersion: 'v1',
      status: 'Failure',
      code,
      message,
    });
  });

  it('has no body of its own for kinds that are not installed', async () => {
    resources = RESOURCES.filter(({ group }) => group !== GROUP);
    const { status, text } = await get(SECRETS);
    expect([status, text]).toEqual([404, '404 page not found\n']);
    const { body } = await get('/apis');
    expect(body.groups.map(({ name }: any) => name)).not.toContain(GROUP);
    expect((await get('/apis/external-secrets.io/v1')).status).toBe(404);
  });
});

it('says which kinds there are', async () => {
  const { body } = await get('/apis/external-secrets.io/v1');
  expect(body).toMatchObject({ kind: 'APIResourceList' });
  expect(body.resources.map(({ name }: any) => name)).toEqual(
    expect.arrayContaining(['externalsecrets', 'externalsecrets/status']),
  );
  expect((await get('/api')).body.versions).toEqual(['v1']);
  expect(
    (await get('/apis/external-secrets.io')).body.preferredVersion,
  ).toEqual({ groupVersion: 'external-secrets.io/v1', version: 'v1' });
});
