import { once } from 'node:events';
import express from 'express';
import { ManualClock } from '../clock';
import {
  configMap,
  definition,
  deployment,
  externalSecret,
  NAMESPACE,
  PROJECT,
  STORE,
} from '../__testUtils__/objects';
import { ask, messages, openStream } from '../__testUtils__/wire';
import { serveOnLoopback, type Served } from '../wire/serveOnLoopback';
import { nameOf, World, type Environment } from '../world';
import { createArgoCDRouter } from './createArgoCDRouter';
import { worldView } from './worldView';

const TOKEN = 'of-the-test';
const NAME = 'demo--hello';
const SECRET = {
  apiVersion: 'v1',
  kind: 'Secret',
  metadata: { name: 'plain', namespace: 'tenant-demo' },
  data: { KEY: 'b25l', OTHER: 'dHdv' },
};

let world: World;
let clock: ManualClock;
let environment: Environment;
let served: Served;
let base: string;

beforeEach(async () => {
  clock = new ManualClock();
  world = new World({
    gitDir: '/nowhere',
    environments: ['local'],
    clock,
    log: () => {},
  });
  environment = world.environments.get('local')!;
  [PROJECT, NAMESPACE].forEach(object => environment.cluster.write(object));
  environment.writeSecret('tenant-demo/hello/token', { TOKEN: 'x' });
  commit('a'.repeat(40));
  clock.advance(20_000);
  const app = express();
  app.use(
    '/argocd/local',
    createArgoCDRouter({
      view: worldView(world, 'local'),
      token: TOKEN,
      accounts: { portal: 'word' },
    }),
  );
  served = await serveOnLoopback(app);
  base = `${served.url}/argocd/local`;
});

afterEach(async () => {
  served.stop();
  await world.close();
});

function commit(revision: string, image = 'registry.example.com/hello:1.0.0') {
  environment.delivery.define(definition(), {
    revision,
    rendered: {
      objects: [
        deployment({ image, secret: 'hello--token' }),
        configMap('hello--config'),
        externalSecret(),
        STORE,
        SECRET,
      ],
    },
  });
}

const get = (path: string) => ask(`${base}${path}`, { token: TOKEN });
const application = `/api/v1/applications/${NAME}`;

describe('who may ask', () => {
  it.each([
    [undefined, 'no session information'],
    ['wrong', expect.stringMatching(/^invalid session: /)],
  ])('is nobody with the token %s', async (token, message) => {
    const { status, body, text } = await ask(`${base}/api/v1/applications`, {
      token,
    });
    expect([status, body]).toEqual([
      401,
      { error: message, code: 16, message },
    ]);
    expect(text).not.toContain(TOKEN);
  });

  it('may be asked of everybody: the version', async () => {
    const { body } = await ask(`${base}/api/version`);
    expect(body.Version).toMatch(/^v3\.5\.7/);
  });

  it('gets a token for a password, and none for another', async () => {
    const session = (password: string) =>
      ask(`${base}/api/v1/session`, {
        method: 'POST',
        body: { username: 'portal', password },
      });
    expect((await session('word')).body).toEqual({ token: TOKEN });
    expect(await session('else')).toMatchObject({
      status: 401,
      body: { message: 'Invalid username or password' },
    });
    expect((await get('/api/v1/session/userinfo')).body).toMatchObject({
      loggedIn: true,
    });
  });
});

describe('an Application by its name', () => {
  it('is whole, with the health of its objects', async () => {
    const { status, type, body } = await get(
      `${application}?appNamespace=argocd`,
    );
    expect([status, type]).toEqual([200, 'application/json']);
    expect(body.status.resources).toContainEqual({
      group: 'apps',
      version: 'v1',
      kind: 'Deployment',
      namespace: 'tenant-demo',
      name: 'hello',
      status: 'Synced',
      health: { status: 'Healthy' },
    });
  });

  it.each([
    ['/api/v1/applications/none', 403, 7, 'permission denied'],
    [`${application}?appNamespace=elsewhere`, 403, 7, 'permission denied'],
    [
      `${application}?project=other`,
      404,
      5,
      `applications.argoproj.io "${NAME}" not found`,
    ],
  ])(
    'is refused at %s as by the real one',
    async (path, status, code, message) => {
      expect(await get(path)).toMatchObject({
        status,
        body: { error: message, code, message },
      });
    },
  );

  it('is looked at anew before the answer when that is asked for', async () => {
    environment.cluster.edit(nameOf(deployment()), draft => {
      draft.spec.replicas = 3;
    });
    const stream = openStream(`${base}/api/v1/stream/applications`, {
      token: TOKEN,
    });
    await stream.until(text => text.includes('ADDED'));
    const answer = get(`${application}?refresh=normal`);
    // The mark of the refresh shows that the request has come.
    await stream.until(text => text.includes('argocd.argoproj.io/refresh'));
    clock.advance(100);
    const { body } = await answer;
    expect(body.status.sync.status).toBe('OutOfSync');
    expect(body.metadata.annotations).not.toHaveProperty([
      'argocd.argoproj.io/refresh',
    ]);
    stream.close();
  });
});

describe('the list', () => {
  it('has all of it, but not the health of objects', async () => {
    const { body } = await get('/api/v1/applications');
    expect(body.metadata.resourceVersion).toBe(
      environment.delivery.store.resourceVersion,
    );
    expect(body.items).toHaveLength(1);
    expect(body.items[0].status.history).toHaveLength(1);
    expect(body.items[0].status.resources[0]).not.toHaveProperty('health');
  });

  it('has the fields that may be asked for, as whole paths, and no others', async () => {
    const fields = [
      'metadata.name',
      'status.health',
      'status.health.status',
      'status.sync.status',
      'status.history',
      'status.conditions',
      'status.operationState.phase',
    ].map(field => `items.${field}`);
    const { body } = await get(`/api/v1/applications?fields=${fields}`);
    expect(body.items).toEqual([
      {
        metadata: { name: NAME },
        status: {
          health: { status: 'Healthy', lastTransitionTime: expect.any(String) },
          sync: { status: 'Synced' },
          operationState: { phase: 'Succeeded' },
        },
      },
    ]);
  });

  it.each([
    ['projects=demo', 1],
    ['projects=other', 0],
    [`name=${NAME}`, 1],
    ['name=other', 0],
    ['selector=platform.idp/tenant=demo', 1],
    ['selector=platform.idp/tenant!=demo', 0],
    ['selector=platform.idp/tenant in (a,demo)', 1],
    ['selector=!platform.idp/tenant', 0],
    ['appNamespace=argocd', 1],
    ['appNamespace=elsewhere', 0],
  ])('with %s has %s', async (query, count) => {
    const { body } = await get(`/api/v1/applications?${encodeURI(query)}`);
    expect(body.items ?? []).toHaveLength(count);
  });

  it('of nobody is refused in the form that was asked for', async () => {
    const stream = openStream(`${base}/api/v1/stream/applications`, {});
    expect([await stream.status(), await stream.type()]).toEqual([
      401,
      'text/event-stream',
    ]);
    expect(await stream.until(text => text.endsWith('\n\n'))).toBe(
      'data: {"error":{"grpc_code":16,"http_code":401,"message":"no session information","http_status":"Unauthorized"}} \n\n',
    );
    stream.close();
    expect((await ask(`${base}/api/v1/session/userinfo`)).body).toEqual({});
    expect(await get('/api/v1/nothing')).toMatchObject({
      status: 404,
      text: 'Not Found\n',
    });
  });

  it('says what is wrong with a selector', async () => {
    const { status, body } = await get(
      '/api/v1/applications?selector=a%3D%3Db%3Dc',
    );
    expect([status, body.code]).toEqual([500, 2]);
    expect(body.message).toMatch(/parsing the selector/);
  });
});

describe('the stream', () => {
  it('begins with what there is, and goes on with what changes, in the frames of the real one', async () => {
    const fields = [
      'type',
      'application.metadata.name',
      'application.status.sync.status',
    ]
      .map(field => `result.${field}`)
      .join();
    const stream = openStream(
      `${base}/api/v1/stream/applications?fields=${fields}`,
      { token: TOKEN },
    );
    expect(await stream.type()).toBe('text/event-stream');
    const first = await stream.until(text => text.endsWith('\n\n'));
    expect(first).toBe(
      `data: {"result":{"type":"ADDED","application":{"metadata":{"name":"${NAME}"},"status":{"sync":{"status":"Synced"}}}}} \n\n`,
    );
    commit('b'.repeat(40), 'hello:2');
    clock.advance(20_000);
    await stream.until(text => messages(text).length === 3);
    // What says the same of an Application again is left out, whatever else changed.
    expect(
      messages(stream.text()).map(
        ({ type, application: { status } }) => `${type} ${status.sync.status}`,
      ),
    ).toEqual(['ADDED Synced', 'MODIFIED OutOfSync', 'MODIFIED Synced']);
    stream.close();
  });

  it('is of lines where events were not asked for, and projects any path', async () => {
    const stream = openStream(
      `${base}/api/v1/stream/applications?fields=result.application.status.history.revision`,
      { token: TOKEN, accept: 'application/json' },
    );
    expect(await stream.type()).toMatch(/^application\/json/);
    expect(await stream.until(text => text.endsWith('\n'))).toBe(
      `{"result":{"application":{"status":{"history":[{"revision":"${'a'.repeat(
        40,
      )}"}]}}}}\n`,
    );
    stream.close();
  });

  it('with a version repeats nothing, and says what is deleted', async () => {
    const { resourceVersion } = environment.delivery.store;
    const arrived = once(served.server, 'request');
    const stream = openStream(
      `${base}/api/v1/stream/applications?resourceVersion=${resourceVersion}`,
      { token: TOKEN },
    );
    await arrived;
    await new Promise(setImmediate);
    environment.delivery.remove(NAME);
    clock.advance(5_000);
    await stream.until(text => text.includes('DELETED'));
    const said = messages(stream.text());
    expect(said.map(({ type }) => type)).toEqual(['MODIFIED', 'DELETED']);
    expect(said[0].application.metadata.deletionTimestamp).toBeDefined();
    stream.close();
  });
});

describe('what belongs to an Application', () => {
  it('is a tree, with health and parents', async () => {
    const { body } = await get(`${application}/resource-tree`);
    const node = (kind: string) =>
      body.nodes.find((one: any) => one.kind === kind);
    expect(node('Pod')).toMatchObject({
      parentRefs: [
        { kind: 'ReplicaSet', group: 'apps', uid: node('ReplicaSet').uid },
      ],
      health: { status: 'Healthy' },
      images: ['registry.example.com/hello:1.0.0'],
      info: expect.arrayContaining([{ name: 'Containers', value: '1/1' }]),
    });
    expect(node('Secret')).toBeDefined();
    expect(node('ExternalSecret').health.status).toBe('Healthy');
  });

  it('differs from Git in what somebody changed, and shows no secret', async () => {
    environment.cluster.edit(nameOf(deployment()), draft => {
      draft.spec.replicas = 4;
    });
    environment.cluster.edit(nameOf(SECRET), draft => {
      draft.data.KEY = 'dGhyZWU=';
    });
    clock.advance(100);
    const { body, text } = await get(`${application}/managed-resources`);
    const item = (kind: string, name: string) =>
      body.items.find((one: any) => one.kind === kind && one.name === name);
    const changed = item('Deployment', 'hello');
    expect(changed.modified).toBe(true);
    const replicas = (state: string) =>
      JSON.parse(changed[state]).spec.replicas;
    expect(
      [
        'targetState',
        'liveState',
        'normalizedLiveState',
        'predictedLiveState',
      ].map(replicas),
    ).toEqual([1, 4, 4, 1]);
    expect(item('ConfigMap', 'hello--config')).not.toHaveProperty('modified');
    const secret = item('Secret', 'plain');
    expect(JSON.parse(secret.targetState).data).toEqual({
      KEY: '++++++++',
      OTHER: '++++++++',
    });
    expect(JSON.parse(secret.liveState).data).toEqual({
      KEY: '+++++++++',
      OTHER: '++++++++',
    });
    for (const value of ['b25l', 'dHdv', 'dGhyZWU='])
      expect(text).not.toContain(value);
  });

  it('may be asked for by kind and name', async () => {
    const { body } = await get(
      `${application}/managed-resources?kind=Deployment&group=apps`,
    );
    expect(body.items.map((one: any) => one.name)).toEqual(['hello']);
    expect(
      (await get(`${application}/managed-resources?name=none`)).body,
    ).toEqual({});
  });

  it('has events, its own and those of its objects', async () => {
    const own = await get(`${application}/events`);
    expect(own.body.items.map((one: any) => one.reason)).toEqual(
      expect.arrayContaining([
        'OperationStarted',
        'OperationCompleted',
        'ResourceUpdated',
      ]),
    );
    const { uid } = environment.cluster.get(nameOf(deployment()))!.metadata;
    const { body } = await get(
      `${application}/events?resourceUID=${uid}&resourceName=hello&resourceNamespace=tenant-demo`,
    );
    expect(body.items[0]).toMatchObject({
      type: 'Normal',
      reason: 'ScalingReplicaSet',
      involvedObject: { kind: 'Deployment', name: 'hello' },
      count: 1,
    });
    expect(
      await get(`${application}/events?resourceUID=of-another&resourceName=x`),
    ).toMatchObject({
      status: 400,
      body: { code: 3, message: `x not found as part of application ${NAME}` },
    });
  });

  it('is at the revision that runs what Git says of it', async () => {
    const { body } = await get(`${application}/manifests`);
    expect(
      body.manifests.map((text: string) => JSON.parse(text).kind),
    ).toContain('Deployment');
    expect(body.manifests.join()).not.toContain('b25l');
    expect(Object.keys(body)).toEqual(['manifests']);
  });

  it('has no sync windows, and may be synced', async () => {
    expect((await get(`${application}/syncwindows`)).body).toEqual({
      canSync: true,
    });
  });

  it('is in a project', async () => {
    const { body } = await get('/api/v1/projects');
    expect(body.items.map((one: any) => one.metadata.name)).toEqual(['demo']);
  });
});

describe('a sync', () => {
  const sync = (body: unknown, type?: string) =>
    ask(`${base}${application}/sync`, {
      token: TOKEN,
      method: 'POST',
      body,
      type,
    });

  it('begins, says who asked for it, and is one at a time', async () => {
    const { status, body } = await sync({ prune: true });
    expect(status).toBe(200);
    expect(body.operation).toMatchObject({
      sync: { prune: true },
      initiatedBy: { username: 'portal' },
    });
    expect(await sync({})).toMatchObject({
      status: 400,
      body: { code: 9, message: expect.stringMatching(/already in progress$/) },
    });
    const terminate = () =>
      ask(`${base}${application}/operation`, {
        token: TOKEN,
        method: 'DELETE',
      });
    expect((await terminate()).status).toBe(200);
    clock.advance(5_000);
    expect(await terminate()).toMatchObject({
      status: 400,
      body: {
        message: 'Unable to terminate operation. No operation is in progress',
      },
    });
  });

  it('is of JSON', async () => {
    expect(await sync({}, 'text/plain')).toMatchObject({
      status: 415,
      text: 'Invalid content type\n',
    });
  });

  it('goes where main is while Argo CD follows main', async () => {
    expect(await sync({ revision: 'b'.repeat(40) })).toMatchObject({
      status: 400,
      body: {
        code: 9,
        message: expect.stringMatching(/auto-sync currently set to main$/),
      },
    });
  });
});
