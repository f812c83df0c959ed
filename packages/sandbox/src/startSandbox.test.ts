import { mkdtemp, rm } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  definition,
  deployment,
  NAMESPACE,
  PROJECT,
} from './__testUtils__/objects';
import { ask } from './__testUtils__/wire';
import { ManualClock } from './clock';
import { SANDBOX_TOKEN, startSandbox, type Sandbox } from './startSandbox';

let folder: string;
let sandbox: Sandbox;
let clock: ManualClock;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'idp-sandbox-test-'));
  clock = new ManualClock();
  sandbox = await startSandbox({
    forge: path.join(folder, 'not-there-yet.git'),
    port: 0,
    clock,
  });
  const { cluster, delivery } = sandbox.world.environments.get('local')!;
  [PROJECT, NAMESPACE].forEach(object => cluster.write(object));
  delivery.define(definition(), {
    revision: 'one',
    rendered: { objects: [deployment()] },
  });
  clock.advance(20_000);
});

afterEach(async () => {
  await sandbox.stop();
  await rm(folder, { recursive: true });
});

const tell = (what: string, body: object) =>
  ask(`${sandbox.url}/control/${what}`, { method: 'POST', body });
const list = (environment: string) =>
  ask(`${sandbox.url}/argocd/${environment}/api/v1/applications`, {
    token: SANDBOX_TOKEN,
  });
const replicas = () =>
  [
    ...sandbox.world.environments
      .get('local')!
      .cluster.list({ kind: 'Deployment' }),
  ][0].spec.replicas;

describe('the sandbox', () => {
  it('is an Argo CD for each environment, also before there is a repository', async () => {
    expect((await list('local')).body.items).toHaveLength(1);
    expect((await list('eks')).body.items).toBeNull();
    const { body } = await ask(`${sandbox.url}/control/status`);
    expect(body.environments[0]).toMatchObject({
      name: 'local',
      applications: [
        { name: 'demo--hello', sync: 'Synced', health: 'Healthy' },
      ],
    });
  });

  it('makes a drift, which is taken back', async () => {
    const { body } = await tell('drift', { workload: 'demo/hello' });
    expect(body.message).toBe(
      'local: Deployment/hello spec.replicas is 2, was 1. Argo CD takes it back in some seconds.',
    );
    clock.advance(200);
    const [one] = (await list('local')).body.items;
    expect(one.status.sync.status).toBe('OutOfSync');
    clock.advance(20_000);
    expect(replicas()).toBe(1);
  });

  it('makes a drift of any field, and leaves it for a while', async () => {
    await tell('drift', {
      workload: 'demo--hello',
      field: 'spec.replicas',
      value: 7,
      holdSeconds: 60,
    });
    clock.advance(30_000);
    expect(replicas()).toBe(7);
    clock.advance(60_000);
    expect(replicas()).toBe(1);
  });

  it('lets an instance be down, and up again', async () => {
    await tell('down', { environment: 'local' });
    await expect(list('local')).rejects.toThrow('fetch failed');
    expect((await list('eks')).status).toBe(200);
    await tell('up', { environment: 'local' });
    expect((await list('local')).status).toBe(200);
  });

  it('lets one part be down, and says which', async () => {
    await tell('down', { part: 'prometheus' });
    expect((await list('local')).status).toBe(200);
    const { body } = await ask(`${sandbox.url}/control/status`);
    expect(body.environments[0].down).toEqual(['prometheus']);
    expect((await tell('down', { part: 'moon' })).body.message).toMatch(
      /no part "moon". There are: argocd, vault/,
    );
  });

  it('names all that can go wrong, and takes each of it', async () => {
    const { body } = await ask(`${sandbox.url}/control/troubles`);
    expect(body.parts).toContain('vault');
    expect(body.troubles).toContain('standby');
    const told = await Promise.all([
      ...body.parts.map((part: string) => tell('down', { part })),
      ...body.troubles.map((trouble: string) =>
        tell('trouble', { trouble, folder: 'tenant-demo' }),
      ),
    ]);
    expect(new Set(told.map(({ status }) => status))).toEqual(new Set([200]));
  });

  it('ends the streams of an instance that goes down', async () => {
    const response = await fetch(
      `${sandbox.url}/argocd/local/api/v1/stream/applications`,
      { headers: { authorization: `Bearer ${SANDBOX_TOKEN}` } },
    );
    await tell('down', {});
    await expect(response.text()).rejects.toThrow();
  });

  it.each([
    [
      'drift',
      { workload: 'demo/none' },
      /local has no Application "demo--none". It has: demo--hello/,
    ],
    [
      'drift',
      { workload: 'demo/hello', kind: 'Service' },
      /no such object in local. It has: Deployment\/hello/,
    ],
    ['drift', {}, /Name a workload/],
    [
      'drift',
      { workload: 'demo/hello', environment: 'x' },
      /no environment "x". There are: local, eks/,
    ],
    ['secret', { path: '../../x' }, /Name a path/],
  ])('says what is wrong with %s %j', async (what, body, message) => {
    const answer = await tell(what, body);
    expect(answer.status).toBe(400);
    expect(answer.body.message).toMatch(message);
  });

  it('answers no page of a browser that was led here by another name', async () => {
    const { port } = new URL(sandbox.url);
    const status = (headers: Record<string, string>) =>
      new Promise(resolve => {
        request(
          {
            host: '127.0.0.1',
            port,
            path: '/control/down',
            method: 'POST',
            headers,
          },
          response => {
            response.resume();
            resolve(response.statusCode);
          },
        ).end();
      });
    expect(await status({ host: 'evil.example.com' })).toBe(403);
    expect(await status({ origin: 'http://evil.example.com' })).toBe(403);
    expect((await list('local')).status).toBe(200);
  });

  it('says so when its port is taken', async () => {
    await expect(
      startSandbox({ forge: folder, port: Number(new URL(sandbox.url).port) }),
    ).rejects.toThrow(/EADDRINUSE/);
  });
});
