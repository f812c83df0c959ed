import { readFileSync } from 'node:fs';
import path from 'node:path';
import express from 'express';
import { ManualClock } from '../clock';
import {
  configMap,
  definition,
  deployment,
  NAMESPACE,
  PROJECT,
} from '../__testUtils__/objects';
import { ask } from '../__testUtils__/wire';
import { serveOnLoopback, type Served } from '../wire/serveOnLoopback';
import { World } from '../world';
import { createArgoCDRouter } from './createArgoCDRouter';
import { worldView } from './worldView';

const RECORDINGS = path.resolve(
  __dirname,
  '../../../testbed/recordings/argocd',
);
const TOKEN = 'of-the-test';

let world: World;
let served: Served;

beforeAll(async () => {
  const clock = new ManualClock();
  world = new World({
    gitDir: '/nowhere',
    environments: ['local'],
    clock,
    log: () => {},
  });
  const { cluster, delivery } = world.environments.get('local')!;
  [PROJECT, NAMESPACE].forEach(object => cluster.write(object));
  delivery.define(definition(), {
    revision: 'a'.repeat(40),
    rendered: { objects: [deployment(), configMap('hello--config')] },
  });
  clock.advance(20_000);
  const app = express();
  app.use(
    createArgoCDRouter({ view: worldView(world, 'local'), token: TOKEN }),
  );
  served = await serveOnLoopback(app);
});

afterAll(async () => {
  served.stop();
  await world.close();
});

const recorded = (name: string) =>
  JSON.parse(readFileSync(path.join(RECORDINGS, `${name}.json`), 'utf8'));

function repeat({ interaction }: any) {
  return ask(`${served.url}${interaction.path}`, {
    token: interaction.as === 'portal' ? TOKEN : undefined,
    method: interaction.method,
    body: interaction.body,
    type: interaction.headers?.['content-type'] ?? 'application/json',
  });
}

/** Every path to a value, lists looked through; what names are made of (labels, data in JSON) is not looked into. */
function pathsOf(value: any, at = ''): string[] {
  if (Array.isArray(value)) return value.flatMap(item => pathsOf(item, at));
  if (typeof value !== 'object' || value === null) return [at];
  if (/(abels|annotations|uid)$/.test(at)) return [at];
  return Object.entries(value).flatMap(([key, item]) =>
    pathsOf(item, at ? `${at}.${key}` : key),
  );
}

describe('beside the real Argo CD, the sandbox', () => {
  it.each([
    'get-anonymous',
    'get-foreign-namespace',
    'get-missing',
    'get-missing-in-project',
    'links',
    'list-anonymous',
    'list-none',
    'project-missing',
    'resource-tree-missing',
    'sync-missing',
    'sync-windows',
    'userinfo',
    'userinfo-anonymous',
  ])('answers the same to %s', async name => {
    const { interaction, answer } = recorded(name);
    const { status, type, body } = await repeat({ interaction });
    expect([status, type]).toEqual([answer.status, answer.contentType]);
    const { metadata: _, ...rest } = body;
    const { metadata: __, ...wanted } = answer.json;
    expect(rest).toEqual(wanted);
  });

  it.each([
    'get',
    'list-by-name',
    'list-fields',
    'resource-tree',
    'managed-resources',
    'events',
    'projects',
  ])('has no field in %s that the real one has not', async name => {
    const { interaction, answer } = recorded(name);
    const { status, body } = await repeat({ interaction });
    expect(status).toBe(answer.status);
    const real = new Set(pathsOf(answer.json));
    const ours = [...new Set(pathsOf(body))];
    expect(ours.length).toBeGreaterThan(3);
    expect(ours.filter(one => !real.has(one))).toEqual([]);
  });
});
