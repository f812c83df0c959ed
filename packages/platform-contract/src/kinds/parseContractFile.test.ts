import Ajv from 'ajv';
import {
  goodComponent,
  goodFiles as tenantFiles,
  lineOf,
} from '../__testUtils__/files';
import { paths } from '../names';
import { formatProblem } from '../problem';
import { parseContractFile } from './parseContractFile';
import { schemas } from './schemas';

const files = {
  Tenant: paths.tenantFile('payments'),
  Workload: paths.workloadFile('payments', 'orders'),
  Release: paths.release('payments', 'orders', 'local'),
  Environment: paths.environment('local'),
  PlatformComponent: paths.componentFile('store'),
};

const goodFiles = () =>
  tenantFiles().set(files.PlatformComponent, goodComponent);

/** Kind, what to replace, by what, and the message and remedy. */
type Case = [keyof typeof files, string, string, string, string?];

const edited = ([kind, from, to]: Case) => {
  const good = goodFiles().get(files[kind])!;
  if (!good.includes(from)) throw new Error(`${kind} has no ${from}`);
  const text = good.replace(from, () => to);
  return { text, ...parseContractFile(files[kind], text) };
};

describe.each(Object.entries(files))('a good %s', (kind, file) => {
  it('is read', () => {
    const { value, problems } = parseContractFile(file, goodFiles().get(file)!);
    expect(problems.map(formatProblem)).toEqual([]);
    expect(value).toMatchObject({ kind });
  });

  it('keeps its JSON Schema by itself, as an editor would use it', () => {
    const ajv = new Ajv({ strict: true, keywords: ['x-write'] });
    const { value } = parseContractFile(file, goodFiles().get(file)!);
    expect(ajv.compile(schemas[kind as keyof typeof schemas])(value)).toBe(
      true,
    );
  });
});

it.each<Case>([
  ['Tenant', 'group:default/payments', 'group:default/a_b.C-d', ''],
  ['Tenant', '  displayName: Payments\n', '', ''],
  ['Tenant', 'Takes the money', "''", ''],
  ['Tenant', 'Takes the money', "'no'", ''],
  ['Tenant', 'Takes the money', '$'.concat('{{ secrets.token }}'), ''],
  ['Tenant', 'small', 'large', ''],
  ['Workload', '    lifecycle: production\n', '', ''],
  ['Workload', 'cpu: 50m', "cpu: '1'", ''],
  ['Workload', 'cpu: 50m', "cpu: '0.5'", ''],
  ['Workload', 'port: 8080', 'port: 65535', ''],
  ['Workload', 'port: 8080', 'port: 8080\n  owner: group:acme/other', ''],
  ['Release', 'replicas: 2', 'replicas: 0', ''],
  ['Release', 'orders:1.5.0', 'a/b_c/orders:v1', ''],
  [
    'Release',
    'ghcr.io/acme/orders:1.5.0',
    'reg.local:5000/orders:latest-1',
    '',
  ],
  ['Release', ':1.5.0', `@sha256:${'a'.repeat(64)}`, ''],
  ['Release', ':1.5.0', `:1.5.0@sha256:${'a'.repeat(64)}`, ''],
  ['Environment', 'local.example.com', '127-0-0-1.nip.io', ''],
  ['PlatformComponent', 'StorageClass/platform', 'values', ''],
  ['PlatformComponent', 'StorageClass/platform', 'application', ''],
  ['PlatformComponent', 'waitsFor: [storage]', 'waitsFor: []', ''],
  [
    'PlatformComponent',
    '  variance:',
    '  jobs: [{ name: tidy, does: Tidies up, reason: Nobody else does }]\n  variance:',
    '',
  ],
  [
    'PlatformComponent',
    '  variance:',
    '  brings: { pods: [{ name: a, namespace: b, labels: { app: a } }], services: [{ name: a, namespace: b, ports: [80] }] }\n  variance:',
    '',
  ],
  [
    'PlatformComponent',
    'fields: [provisioner, parameters.type]',
    'fields: []',
    '',
  ],
])('%s: %j may be %j', (...test) => {
  expect(edited(test).problems.map(formatProblem)).toEqual([]);
});

it.each<Case>([
  [
    'Tenant',
    'group:default/payments',
    'group:acme/payments',
    "spec.owner is 'group:acme/payments'",
    'Write the full reference of a group in the namespace default, such as group:default/payments',
  ],
  ['Tenant', 'group:default/payments', 'payments', "spec.owner is 'payments'"],
  ['Tenant', 'group:default/payments', 'user:default/kim', 'spec.owner is'],
  ['Tenant', 'group:default/payments', 'group:default/', 'spec.owner is'],
  ['Tenant', 'group:default/payments', 'group:default/a/b', 'spec.owner is'],
  ['Tenant', 'group:default/payments', "'group:default/a:b'", 'spec.owner is'],
  [
    'Tenant',
    'group:default/payments',
    `group:default/${'x'.repeat(64)}`,
    'spec.owner is',
  ],
  [
    'Tenant',
    'owner: group:default/payments',
    'owner: $'.concat('{{ parameters.owner }}'),
    'spec.owner is',
  ],
  [
    'Tenant',
    'small',
    'huge',
    "spec.quota is 'huge'",
    'Write small, or medium, or large',
  ],
  [
    'Tenant',
    'type: email',
    'type: fax',
    "spec.contacts.0.type is 'fax'",
    'Write email, or chat, or url, or phone',
  ],
  [
    'Tenant',
    'value: payments@example.com',
    "value: ''",
    'spec.contacts.0.value is',
    'Write an address, channel or number',
  ],
  [
    'Tenant',
    '  quota: small\n',
    '  quota: small\n  size: 3\n',
    "spec.'size' is not a field of the contract",
    'Write one of owner, displayName, description, contacts, quota',
  ],
  [
    'Tenant',
    '  quota: small\n',
    '  quota: small\n  __proto__:\n    quota: large\n',
    "spec.'__proto__' is not a field of the contract",
  ],
  [
    'Tenant',
    '  quota: small\n',
    '  quota: small\n  constructor: a\n',
    "spec.'constructor' is not a field of the contract",
  ],
  [
    'Tenant',
    'platform.idp/v1alpha1',
    'platform.idp/v1',
    "apiVersion is 'platform.idp/v1'",
    'Write platform.idp/v1alpha1',
  ],
  ['Tenant', 'kind: Tenant', 'kind: Team', "kind is 'Team'", 'Write Tenant'],
  [
    'Tenant',
    "'true'",
    'true',
    'metadata.annotations.config.kubernetes.io/local-config is true',
    "Write 'true' in quotes, so that it is never applied to a cluster",
  ],
  [
    'Tenant',
    "    config.kubernetes.io/local-config: 'true'\n",
    "    config.kubernetes.io/local-config: 'true'\n    a.b/c: d\n",
    "metadata.annotations.'a.b/c' is not a field of the contract",
  ],
  [
    'Workload',
    'port: 8080',
    "port: '8080'",
    "spec.port is '8080'",
    'Write a whole number from 1 to 65535',
  ],
  ['Workload', 'port: 8080', 'port: 65536', 'spec.port is 65536'],
  ['Workload', 'port: 8080', 'port: 0', 'spec.port is 0'],
  ['Workload', 'port: 8080', 'port: 80.5', 'spec.port is 80.5'],
  ['Workload', 'port: 8080', 'port: null', 'spec.port is null'],
  [
    'Workload',
    'blueprint: web-service',
    'blueprint: Web',
    "spec.blueprint is 'Web'",
  ],
  [
    'Workload',
    'blueprint: web-service',
    'blueprint: ../tenant',
    'spec.blueprint is',
  ],
  [
    'Workload',
    'blueprint: web-service',
    'blueprint: tenant',
    "spec.blueprint is 'tenant'",
    'Write the blueprint of a kind of workload, such as web-service',
  ],
  [
    'Workload',
    'blueprint: web-service',
    'blueprint: quota-large',
    'spec.blueprint is',
  ],
  [
    'Workload',
    'path: /ready',
    'path: ready',
    "spec.probes.readiness.httpGet.path is 'ready'",
    'Write a path that begins with /',
  ],
  [
    'Workload',
    'port: http',
    'port: 8080',
    'spec.probes.readiness.httpGet.port is 8080',
    'Write http',
  ],
  [
    'Workload',
    'periodSeconds: 10',
    'periodSeconds: 0',
    'spec.probes.readiness.periodSeconds is 0',
    'Write a whole number of seconds from 1 to 3600',
  ],
  [
    'Workload',
    '        path: /live\n        port: http\n',
    '        path: /live\n        port: http\n      successThreshold: 2\n',
    'spec.probes.liveness.successThreshold is 2',
    'Write 1',
  ],
  [
    'Workload',
    'cpu: 50m',
    'cpu: 1',
    'spec.resources.requests.cpu is 1',
    "Write a CPU quantity in quotes where it is a number, such as 50m or '1'",
  ],
  [
    'Workload',
    'memory: 128Mi',
    'memory: 128M',
    "spec.resources.requests.memory is '128M'",
    'Write a memory quantity, such as 128Mi or 1Gi',
  ],
  [
    'Workload',
    'lifecycle: production',
    'lifecycle: In Production',
    'spec.catalog.lifecycle is',
  ],
  [
    'Workload',
    '- java',
    '- Java',
    "spec.catalog.tags.0 is 'Java'",
    'Write a lower-case tag, such as java',
  ],
  [
    'Workload',
    '    lifecycle: production\n',
    '    sourceLocation: javascript:alert(1)\n',
    'spec.catalog.sourceLocation is',
    'Write an address that begins with https://',
  ],
  [
    'Workload',
    '    lifecycle: production\n',
    '    dependsOn: [payments]\n',
    "spec.catalog.dependsOn.0 is 'payments'",
    'Write a full reference, such as component:payments/orders',
  ],
  [
    'Release',
    ':1.5.0',
    ':latest',
    "spec.image is 'ghcr.io/acme/orders:latest'",
    'Write registry, name and a fixed tag or digest, such as ghcr.io/acme/orders:1.5.0, never latest',
  ],
  ['Release', ':1.5.0', '', 'spec.image is'],
  ['Release', ':1.5.0', `:latest@sha256:${'a'.repeat(64)}`, 'spec.image is'],
  ['Release', ':1.5.0', '@sha256:abc', 'spec.image is'],
  ['Release', 'ghcr.io/acme/orders', 'orders', 'spec.image is'],
  ['Release', 'ghcr.io', 'GHCR.io', 'spec.image is'],
  ['Release', 'ghcr.io/acme', 'https://ghcr.io/acme', 'spec.image is'],
  ['Release', ':1.5.0', ':1.5.0 --privileged', 'spec.image is'],
  [
    'Release',
    'orders:1.5.0',
    '$'.concat('{{ parameters.image }}'),
    'spec.image is',
  ],
  [
    'Release',
    'replicas: 2',
    'replicas: 101',
    'spec.replicas is 101',
    'Write a whole number from 0 to 100',
  ],
  ['Release', 'replicas: 2', 'replicas: -1', 'spec.replicas is -1'],
  [
    'Environment',
    'local.example.com',
    'localhost',
    "spec.domain is 'localhost'",
    'Write a domain, such as apps.example.com',
  ],
  ['Environment', 'local.example.com', "'*.example.com'", 'spec.domain is'],
  [
    'Environment',
    'local.example.com',
    `${'a'.repeat(64)}.com`,
    'spec.domain is',
  ],
  ['Environment', 'local.example.com', 'EXAMPLE.com', 'spec.domain is'],
  [
    'PlatformComponent',
    'class: storage',
    'class: replicas',
    "spec.variance.0.class is 'replicas'",
    'Write storage, or edge, or iam',
  ],
  [
    'PlatformComponent',
    'StorageClass/platform',
    'platform',
    "spec.variance.0.object is 'platform'",
    'Write <kind>/<name> of an object, such as StorageClass/platform; or values, or application',
  ],
  [
    'PlatformComponent',
    'parameters.type',
    'parameters..type',
    'spec.variance.0.fields.1 is',
    'Write a path with dots, such as spec.hostnames',
  ],
  [
    'PlatformComponent',
    'environments: [local, eks]',
    'environments: [local, prod]',
    'spec.environments.1 is',
    'Write local, or eks',
  ],
  [
    'PlatformComponent',
    '  variance:',
    '  jobs: [{ name: Tidy Up, does: Tidies, reason: Dust }]\n  variance:',
    "spec.jobs.0.name is 'Tidy Up'",
    'Write a name as Kubernetes takes it',
  ],
  [
    'PlatformComponent',
    '  variance:',
    '  brings: { pods: [{ name: a, namespace: b, labels: {} }] }\n  variance:',
    'spec.brings.pods.0.labels',
  ],
  [
    'PlatformComponent',
    '  variance:',
    '  brings: { services: [{ name: a, namespace: b }] }\n  variance:',
    'spec.brings.services.0.ports is missing',
  ],
  [
    'PlatformComponent',
    '  variance:',
    '  jobs: [{ name: tidy, does: Tidies up }]\n  variance:',
    'spec.jobs.0.reason is missing',
  ],
  [
    'PlatformComponent',
    'path: store/store/admin',
    'path: kv/store',
    "spec.secrets.generated.0.path is 'kv/store'",
    'Write <namespace>/<component>/<secret>, such as grafana/grafana/oidc-client',
  ],
  [
    'PlatformComponent',
    'by: store/admin',
    'by: store/admin\n        value: x',
    "spec.secrets.generated.0.'value' is not a field of the contract",
  ],
])('%s: %j may not be %j', (...test) => {
  const [kind, , , message, remedy = ''] = test;
  const { text, value, problems } = edited(test);
  expect(value).toBeUndefined();
  expect(problems).toHaveLength(1);
  const before = goodFiles().get(files[kind])!.split('\n');
  const line = text.split('\n').findIndex((now, i) => now !== before[i]) + 1;
  expect(problems[0]).toMatchObject({
    file: files[kind],
    line,
    rule: 'schema',
    message: expect.stringContaining(message),
    remedy: expect.stringContaining(remedy),
  });
  expect(problems[0].remedy).toMatch(/^(Write|Add|Remove) /);
});

it.each<[keyof typeof files, string, string, string, string]>([
  [
    'Tenant',
    '  owner: group:default/payments\n',
    'spec.owner is missing',
    'Add owner: the full reference of a group in the namespace default',
    'spec:',
  ],
  [
    'Tenant',
    '  quota: small\n',
    'spec.quota is missing',
    'Add quota: small, or medium, or large',
    'spec:',
  ],
  [
    'Workload',
    '    limits:\n      memory: 128Mi\n',
    'spec.resources.limits is missing',
    'Add limits: an object with memory',
    'resources:',
  ],
  [
    'Release',
    '  replicas: 2\n',
    'spec.replicas is missing',
    'Add replicas: a whole number from 0 to 100',
    'spec:',
  ],
  [
    'Release',
    "  annotations:\n    config.kubernetes.io/local-config: 'true'\n",
    'metadata.annotations is missing',
    'Add annotations: an object with config.kubernetes.io/local-config',
    'metadata:',
  ],
  [
    'PlatformComponent',
    '        keptAt: The safe\n',
    'spec.secrets.birth.0.keptAt is missing',
    'Add keptAt',
    '- namespace: store',
  ],
  [
    'Environment',
    'kind: Environment\n',
    'kind is missing',
    'Add kind: Environment',
    'apiVersion:',
  ],
])('%s may not lack %j', (kind, part, message, remedy, place) => {
  const { text, problems } = edited([kind, part, '', '']);
  expect(problems).toEqual([
    {
      file: files[kind],
      line: lineOf(text, place),
      column: expect.any(Number),
      rule: 'schema',
      message,
      remedy: expect.stringContaining(remedy),
    },
  ]);
});

it('says the line and column of the field', () => {
  const { problems } = edited([
    'Workload',
    'memory: 128Mi',
    'memory: lots',
    '',
  ]);
  expect(problems.map(formatProblem)).toEqual([
    "gitops/tenants/payments/workloads/orders/base/workload.yaml:23:7 schema: spec.resources.requests.memory is 'lots'. Write a memory quantity, such as 128Mi or 1Gi.",
  ]);
});

it.each(['refunds', 'Payments', 'a--b', 'p\u0430yments', "'7'", 'kube-system'])(
  'wants the name of the folder, not %s, and says so once',
  name => {
    const { problems } = edited([
      'Tenant',
      'name: payments',
      `name: ${name}`,
      '',
    ]);
    expect(problems).toEqual([
      expect.objectContaining({
        line: 4,
        rule: 'folder-name',
        remedy: 'Write name: payments',
      }),
    ]);
  },
);

it('wants an environment to be named after its folder', () => {
  expect(
    edited(['Environment', 'name: local', 'name: prod', '']).problems,
  ).toEqual([
    expect.objectContaining({
      rule: 'folder-name',
      remedy: 'Write name: local',
    }),
  ]);
});

it('reports several problems of one file together', () => {
  const text = goodFiles()
    .get(files.Release)!
    .replace(':1.5.0', '')
    .replace('replicas: 2', 'replicas: many');
  expect(
    parseContractFile(files.Release, text).problems.map(({ line }) => line),
  ).toEqual([8, 9]);
});

it.each(['null', '[]', 'text', '7', '{}', '{metadata: null}', '{spec: []}'])(
  'refuses the document %s',
  text => {
    const { value, problems } = parseContractFile(files.Tenant, text);
    expect(value).toBeUndefined();
    expect(problems.length).toBeGreaterThan(0);
    for (const problem of problems) {
      expect(problem).toMatchObject({ rule: 'schema', line: 1 });
    }
  },
);

it('does not echo a long or unprintable value', () => {
  const { problems } = edited([
    'Tenant',
    'quota: small',
    `quota: "${'\\u001b[31m'}${'x'.repeat(5000)}"`,
    '',
  ]);
  expect(problems[0].message.length).toBeLessThan(100);
  expect(problems[0].message).not.toContain('\u001b');
});

it.each([
  'gitops/tenants/payments/boundary/kustomization.yaml',
  'gitops/tenants/payments/other.yaml',
  'README.md',
  '../gitops/tenants/payments/boundary/tenant.yaml',
])('has no object at %s', path => {
  expect(parseContractFile(path, goodFiles().get(files.Tenant)!)).toEqual({
    problems: [expect.objectContaining({ file: path, rule: 'file-name' })],
  });
});

it('wants one source in an entry of envFrom', () => {
  const { text, problems } = edited([
    'Workload',
    '        name: orders--config\n',
    '        name: orders--config\n      secretRef:\n        name: x\n',
    '',
  ]);
  expect(problems).toEqual([
    expect.objectContaining({
      line: lineOf(text, '- configMapRef'),
      message: 'spec.envFrom.0 has 2 fields',
      remedy: 'Write either configMapRef or secretRef, with a name',
    }),
  ]);
});
