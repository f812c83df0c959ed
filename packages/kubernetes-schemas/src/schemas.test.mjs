import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readLock } from './lock.mjs';
import { openSchemas } from './schemas.mjs';

const deployment = () => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'a', labels: { any: 'label' } },
  spec: {
    replicas: 1,
    selector: { matchLabels: { a: 'b' } },
    template: {
      metadata: { labels: { a: 'b' } },
      spec: {
        containers: [
          {
            name: 'a',
            image: 'a:1',
            ports: [{ containerPort: 80, name: 'http' }],
            resources: { limits: { memory: '1Gi', cpu: 1 } },
            readinessProbe: { httpGet: { path: '/', port: 'http' } },
          },
        ],
        volumes: [{ name: 'tmp', emptyDir: {} }],
      },
    },
  },
});

const httpRoute = () => ({
  apiVersion: 'gateway.networking.k8s.io/v1',
  kind: 'HTTPRoute',
  metadata: { name: 'a' },
  spec: {
    parentRefs: [{ name: 'gateway' }],
    hostnames: ['a.example.com'],
    rules: [{ matches: [{ path: { type: 'PathPrefix', value: '/' } }] }],
  },
});

const application = () => ({
  apiVersion: 'argoproj.io/v1alpha1',
  kind: 'Application',
  metadata: { name: 'a' },
  spec: {
    project: 'platform',
    destination: { server: 'https://kubernetes.default.svc' },
    source: {
      repoURL: 'https://git.example.com',
      helm: { valuesObject: { anything: [{ goes: true }] } },
    },
  },
});

const widget = () => ({
  apiVersion: 'example.com/v1',
  kind: 'Widget',
  metadata: { name: 'a' },
  spec: {
    size: 3,
    mode: 'fast',
    parts: [{ name: 'a' }],
    tags: { x: 'y' },
    raw: { any: 1 },
  },
});
const lock = {
  'example.com/v1 Widget': {
    fields: {
      spec: 'object',
      'spec.size': 'integer',
      'spec.mode': ['fast', 'slow'],
      'spec.parts': 'array',
      'spec.parts[]': 'object',
      'spec.parts[].name': 'string',
      'spec.tags': 'object',
      'spec.tags.{}': 'string',
      'spec.raw': 'open',
    },
    required: { spec: ['size'], 'spec.parts[]': ['name'] },
  },
  // A field that is newer than the package.
  'gateway.networking.k8s.io/v1 HTTPRoute': {
    fields: { 'spec.newer': 'string' },
  },
};

const open = object => openSchemas([object], { lock });
const problems = async object =>
  (await open(object))
    .check(object)
    .map(({ path, message }) => `${path.join('.')}: ${message}`);

describe('a good object', () => {
  for (const good of [deployment(), httpRoute(), application(), widget()]) {
    it(`of kind ${good.kind} passes`, async () => {
      assert.deepEqual(await problems(good), []);
    });
  }

  it('may have a null, which the API server drops', async () => {
    const object = deployment();
    object.metadata.creationTimestamp = null;
    assert.deepEqual(await problems(object), []);
  });
});

const cases = [
  [
    deployment,
    o => {
      o.spec.replica = 1;
    },
    'spec.replica: there is no field replica',
  ],
  [
    deployment,
    o => {
      o.spec.replicas = '1';
    },
    'spec.replicas: "1" is not number',
  ],
  [
    deployment,
    o => {
      delete o.spec.selector;
    },
    'spec.selector: selector is missing',
  ],
  [
    deployment,
    o => {
      o.metadata.lables = {};
    },
    'metadata.lables: there is no field lables',
  ],
  [
    deployment,
    o => {
      o.metadata.labels.a = 1;
    },
    'metadata.labels.a: 1 is not string',
  ],
  [
    deployment,
    o => {
      o.spec.template.spec.containers = {};
    },
    'spec.template.spec.containers: an object is not a list',
  ],
  [
    deployment,
    o => {
      o.spec.template.spec.containers[0].resources.limits.memory = true;
    },
    /memory/,
  ],
  [
    deployment,
    o => {
      o.spec.template.spec.containers[0].resources.limits.memory = '1GiB';
    },
    /memory/,
  ],
  [
    deployment,
    o => {
      o.spec.template.spec.containers[0].readinessProbe.httpGet.port = [];
    },
    /port/,
  ],
  [
    httpRoute,
    o => {
      o.spec.rules[0].matches[0].path.type = 'Prefix';
    },
    /spec\.rules\.0\.matches\.0\.path\.type: "Prefix" is not/,
  ],
  [
    httpRoute,
    o => {
      o.spec.newest = 'x';
    },
    'spec.newest: there is no field newest',
  ],
  [
    application,
    o => {
      o.spec.source.helm.valueObject = {};
    },
    'spec.source.helm.valueObject: there is no field valueObject',
  ],
  [
    application,
    o => {
      delete o.spec.destination;
    },
    'spec.destination: destination is missing',
  ],
  [
    widget,
    o => {
      o.spec.colour = 'red';
    },
    'spec.colour: spec.colour is not in the lock of known fields',
  ],
  [
    widget,
    o => {
      o.spec.mode = 'slowly';
    },
    'spec.mode: "slowly" is not fast or slow',
  ],
  [
    widget,
    o => {
      o.spec.parts.push({});
    },
    'spec.parts.1.name: name is missing',
  ],
  [
    widget,
    o => {
      o.metadata.lables = {};
    },
    'metadata.lables: there is no field lables',
  ],
  [
    widget,
    o => {
      o.kind = 'Wodget';
    },
    'kind: no schema of example.com/v1 Wodget is known',
  ],
  [
    widget,
    o => {
      o.apiVersion = '../../x';
    },
    'kind: no schema of ../../x Widget is known',
  ],
];

describe('is refused:', () => {
  for (const [make, change, expected] of cases) {
    it(`${make.name} ${change.toString().slice(7, 80)}`, async () => {
      const object = make();
      change(object);
      const found = await problems(object);
      assert.equal(found.length, 1, found.join('\n'));
      if (expected instanceof RegExp) assert.match(found[0], expected);
      else assert.equal(found[0], expected);
    });
  }
});

it('a field that the lock adds to a package passes, and all that is wrong is told at once', async () => {
  const object = httpRoute();
  object.spec.newer = 'x';
  assert.deepEqual(await problems(object), []);
  object.spec.a = 1;
  object.spec.rules[0].b = 2;
  assert.equal((await problems(object)).length, 2);
});

it('says what a kind is held against', async () => {
  const { by } = await openSchemas(
    [deployment(), widget(), { apiVersion: 'x/v1', kind: 'Y' }],
    { lock },
  );
  assert.deepEqual([...by.values()], ['Kubernetes 1.36.0', 'lock', 'nothing']);
});

it('says what the schema of a kind was made from, and what decides on the version that a cluster has', async () => {
  const { by, sources } = await openSchemas(
    [
      deployment(),
      { apiVersion: 'trust.cert-manager.io/v1alpha1', kind: 'Bundle' },
      widget(),
      { apiVersion: 'x/v1', kind: 'Y' },
      { apiVersion: 'z/v1', kind: 'Z' },
    ],
    {
      lock: {
        ...lock,
        'x/v1 Y': { source: 'metallb-v0.16.1', fields: {} },
      },
    },
  );
  assert.deepEqual(
    [...sources],
    [
      [
        'apps/v1 Deployment',
        { of: 'Kubernetes', version: '1.36.0', pin: { cluster: true } },
      ],
      [
        'trust.cert-manager.io/v1alpha1 Bundle',
        {
          of: 'trust-manager',
          version: '0.22.1',
          pin: { chart: 'trust-manager' },
        },
      ],
      [
        'x/v1 Y',
        { of: 'metallb', version: '0.16.1', pin: { chart: 'metallb' } },
      ],
    ],
  );
  assert.equal(
    by.get('trust.cert-manager.io/v1alpha1 Bundle'),
    'trust-manager 0.22.1',
  );
});

it('knows of every source of the lock what decides on its version', async () => {
  const { sources } = await openSchemas(
    Object.keys(readLock()).map(key => {
      const [apiVersion, kind] = key.split(' ');
      return { apiVersion, kind };
    }),
  );
  for (const [kind, { pin }] of sources) assert.ok(pin, kind);
});
