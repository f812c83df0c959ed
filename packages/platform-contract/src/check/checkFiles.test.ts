import * as fc from 'fast-check';
import { goodFiles, lineOf } from '../__testUtils__/files';
import { paths, type EnvironmentName } from '../names';
import { formatProblem } from '../problem';
import { rules, type RuleId } from '../rules';
import { checkFiles } from './checkFiles';

const place = {
  tenant: paths.tenantFile('payments'),
  boundary: paths.boundaryKustomization('payments'),
  workload: paths.workloadFile('payments', 'orders'),
  base: paths.baseKustomization('payments', 'orders'),
  secret: paths.externalSecret('payments', 'orders', 'database'),
  release: paths.release('payments', 'orders', 'eks'),
  overlay: paths.overlayKustomization('payments', 'orders', 'eks'),
  environment: paths.environment('eks'),
};
type Place = keyof typeof place;

const problemsOf = (files: ReadonlyMap<string, string>, complete = true) =>
  checkFiles(files, { complete }).problems;

describe('a good repository', () => {
  it('has no problem', () => {
    const result = checkFiles(goodFiles());
    expect(result.problems.map(formatProblem)).toEqual([]);
    expect(result).toMatchObject({
      tenants: ['payments'],
      workloads: [{ tenant: 'payments', workload: 'orders' }],
      files: goodFiles().size,
    });
  });

  it.each<[string, Place, string, string]>([
    [
      'the fields of the labels in another order',
      'base',
      '      platform.idp/tenant: payments\n      platform.idp/workload: orders\n',
      '      platform.idp/workload: orders\n      platform.idp/tenant: payments\n',
    ],
    [
      'its resources in another order',
      'base',
      '  - workload.yaml\n  - external-secret-database.yaml\n',
      '  - external-secret-database.yaml\n  - workload.yaml\n',
    ],
    [
      'more configuration',
      'base',
      '      - LOG_LEVEL=info\n',
      '      - LOG_LEVEL=info\n      - EMPTY=\n      - "a.b-c=x=y"\n',
    ],
    [
      'another version of its blueprint',
      'overlay',
      'web-service/v1',
      'web-service/v12',
    ],
    ['another version of the boundary', 'boundary', 'tenant/v1', 'tenant/v2'],
    [
      'all keys of a secret',
      'secret',
      '  data:\n    - secretKey: PASSWORD\n      remoteRef:\n        key: tenant-payments/orders/database\n        property: PASSWORD\n',
      '  dataFrom:\n    - extract:\n        key: tenant-payments/orders/database\n',
    ],
    [
      'a secret that is not in the environment',
      'workload',
      '    - secretRef:\n        name: orders--database\n',
      '',
    ],
    ['another image', 'release', '1.5.0', '1.6.0'],
    ['comments', 'overlay', 'namespace:', '# why\nnamespace:'],
    ['CRLF', 'base', '\n', '\r\n'],
  ])('may have %s', (_, at, from, to) => {
    const files = goodFiles();
    files.set(
      place[at],
      files.get(place[at])!.replaceAll(from, () => to),
    );
    expect(files).not.toEqual(goodFiles());
    expect(problemsOf(files).map(formatProblem)).toEqual([]);
  });

  it('may have other files beside the tenants', () => {
    const files = goodFiles()
      .set('README.md', 'a: [')
      .set('gitops/environments/shared/source.yaml', 'a: [')
      .set('templates/web-service/template.yaml', 'a: [')
      .set('templates/web-service/TEMPLATE.yaml', 'a: [');
    expect(problemsOf(files).map(formatProblem)).toEqual([]);
    expect(checkFiles(files).files).toBe(goodFiles().size);
  });
});

/** What to replace by what; which rule says so, at the line of which text of the result, with which remedy. */
type Edit = [Place, string, string, RuleId, string, string];

const edits: Edit[] = [
  [
    'tenant',
    'quota: small',
    'quota: huge',
    'schema',
    'quota: huge',
    'Write small, or medium, or large',
  ],
  [
    'tenant',
    'quota: small',
    'quota: medium',
    'quota',
    'boundary',
    'Write ../../../../templates/blueprints/quota-medium/v1',
  ],
  [
    'tenant',
    'group:default/payments',
    'group:acme/payments',
    'schema',
    'owner:',
    'a group in the namespace default',
  ],
  [
    'tenant',
    'name: payments',
    'name: refunds',
    'folder-name',
    'name: refunds',
    'Write name: payments',
  ],
  [
    'tenant',
    'small\n',
    'small\ncolor: red\n',
    'schema',
    'color: red',
    'Write one of apiVersion',
  ],
  [
    'tenant',
    '  quota: small\n',
    '  quota: small\n  quota: large\n',
    'yaml-syntax',
    '  quota: large',
    'Keep one of the two',
  ],
  ['tenant', 'small', '&q small', 'yaml-alias', 'quota: &q', 'Remove it'],
  [
    'tenant',
    'Payments',
    'no',
    'yaml-syntax',
    'displayName',
    'Write a text in quotes',
  ],
  [
    'boundary',
    '  - tenant.yaml\n',
    '  - tenant.yaml\n  - https://example.com/x.yaml\n',
    'kustomization',
    'resources:',
    'Write resources: ["tenant.yaml"]',
  ],
  [
    'boundary',
    'quota-small',
    'quota-large',
    'quota',
    'quota-large',
    'Write ../../../../templates/blueprints/quota-small/v1',
  ],
  [
    'boundary',
    'quota-small',
    'quota-huge',
    'quota',
    'quota-huge',
    'quota-small/v1',
  ],
  [
    'boundary',
    '  - ../../../../templates/blueprints/tenant/v1\n',
    '',
    'kustomization',
    'components:',
    'Write ../../../../templates/blueprints/tenant/v1 and',
  ],
  [
    'boundary',
    '../templates/blueprints/tenant',
    'blueprints/tenant',
    'kustomization',
    'components:',
    'Write ../../../../templates',
  ],
  [
    'boundary',
    'kind: Kustomization',
    'kind: Component',
    'kustomization',
    'kind:',
    'Write kind: Kustomization',
  ],
  [
    'boundary',
    'resources:',
    'namePrefix: x-\nresources:',
    'kustomization',
    'namePrefix',
    'Remove it; there are only apiVersion, kind, resources, components',
  ],
  [
    'workload',
    'port: 8080',
    'port: 08080',
    'yaml-syntax',
    'port:',
    'plain decimal digits',
  ],
  [
    'workload',
    'port: 8080',
    'port: http',
    'schema',
    'port: http',
    'from 1 to 65535',
  ],
  [
    'workload',
    'name: orders\n',
    'name: order\n',
    'folder-name',
    'name: order\n',
    'Write name: orders',
  ],
  [
    'workload',
    'orders--config',
    'orders-config',
    'env-from',
    '- configMapRef',
    'Write configMapRef with name: orders--config first',
  ],
  [
    'workload',
    '    - configMapRef:\n        name: orders--config\n',
    '',
    'env-from',
    '- secretRef',
    'Begin with configMapRef: {name: orders--config}',
  ],
  [
    'workload',
    '    - secretRef:',
    '    - configMapRef:\n        name: orders--config\n    - secretRef:',
    'env-from',
    '    - configMapRef:\n        name: orders--config\n    - secretRef',
    'and no other',
  ],
  [
    'workload',
    'orders--database',
    'orders--smtp',
    'env-from',
    '- secretRef',
    'Add it with the golden path',
  ],
  [
    'workload',
    'orders--database',
    'refunds--database',
    'env-from',
    '- secretRef',
    'remove the reference',
  ],
  [
    'workload',
    '  catalog:',
    '    - secretRef:\n        name: orders--database\n  catalog:',
    'env-from',
    '    - secretRef:\n        name: orders--database\n  catalog',
    'Remove one',
  ],
  [
    'base',
    '  - external-secret-database.yaml\n',
    '',
    'kustomization-resources',
    'resources:',
    'Add - external-secret-database.yaml',
  ],
  [
    'base',
    '  - workload.yaml\n',
    '',
    'kustomization-resources',
    'resources:',
    'Add - workload.yaml',
  ],
  [
    'base',
    '  - workload.yaml\n',
    '  - workload.yaml\n  - workload.yaml\n',
    'kustomization-resources',
    '  - workload.yaml\n  - external',
    'Remove one',
  ],
  [
    'base',
    '  - workload.yaml\n',
    '  - workload.yaml\n  - ../../../../other/boundary\n',
    'kustomization-resources',
    'other/boundary',
    'Remove it',
  ],
  [
    'base',
    '  - workload.yaml\n',
    '  - workload.yaml\n  - {a: b}\n',
    'kustomization-resources',
    '{a: b}',
    'Remove it',
  ],
  [
    'base',
    'orders--config',
    'orders-config',
    'kustomization',
    'configMapGenerator',
    'name: orders--config',
  ],
  [
    'base',
    '    literals:\n      - LOG_LEVEL=info\n',
    '    literals: []\n',
    'kustomization',
    'configMapGenerator',
    'LOG_LEVEL=info',
  ],
  [
    'base',
    'LOG_LEVEL=info',
    'LOG_LEVEL',
    'kustomization',
    'configMapGenerator',
    'LOG_LEVEL=info',
  ],
  [
    'base',
    '    literals:',
    '    envs: [../../../../x]\n    literals:',
    'kustomization',
    'configMapGenerator',
    'Write one generator',
  ],
  [
    'base',
    'labels:',
    'patches: []\nlabels:',
    'kustomization',
    'patches',
    'Remove it; there are only',
  ],
  [
    'base',
    'labels:',
    'secretGenerator: []\nlabels:',
    'kustomization',
    'secretGenerator',
    'Remove it',
  ],
  [
    'base',
    'platform.idp/tenant: payments',
    'platform.idp/tenant: refunds',
    'kustomization',
    'labels:',
    'Write labels: ',
  ],
  [
    'base',
    '  - pairs:',
    '  - includeSelectors: true\n    pairs:',
    'kustomization',
    'labels:',
    'Write labels: ',
  ],
  [
    'secret',
    'orders/database',
    'refunds/database',
    'external-secret',
    'key: tenant',
    'Write tenant-payments/orders/database',
  ],
  [
    'secret',
    'tenant-payments/',
    'tenant-refunds/',
    'external-secret',
    'key: tenant',
    'Write tenant-payments/orders/database',
  ],
  [
    'secret',
    'tenant-payments/orders',
    'tenant-payments/orders/../refunds',
    'external-secret',
    'key: tenant',
    'Write tenant-payments/orders/database',
  ],
  [
    'secret',
    'metadata:\n  name: orders--database',
    'metadata:\n  name: refunds--database',
    'external-secret',
    'name: refunds',
    'Write orders--database',
  ],
  [
    'secret',
    'target:\n    name: orders--database',
    'target:\n    name: default-token',
    'external-secret',
    'name: default-token',
    'Write orders--database',
  ],
  [
    'secret',
    'metadata:\n',
    'metadata:\n  annotations: { "platform.idp/rotated": soon }\n',
    'external-secret',
    'annotations:',
    'Write a day in quotes',
  ],
  [
    'secret',
    'metadata:\n',
    'metadata:\n  annotations: { platform.idp/rotated: "2026-11-26", force-sync: now }\n',
    'external-secret',
    'annotations:',
    'Write one of platform.idp/rotated',
  ],
  [
    'secret',
    'name: vault',
    'name: other',
    'external-secret',
    'name: other',
    'Write vault',
  ],
  [
    'secret',
    'kind: SecretStore',
    'kind: ClusterSecretStore',
    'external-secret',
    'kind: ClusterSecretStore',
    'Write SecretStore',
  ],
  [
    'secret',
    'refreshInterval: 1h',
    "refreshInterval: '0'",
    'external-secret',
    'refreshInterval',
    'an interval above zero, such as 1h',
  ],
  [
    'secret',
    'refreshInterval: 1h',
    'refreshInterval: 0h',
    'external-secret',
    'refreshInterval',
    'an interval above zero',
  ],
  [
    'secret',
    'secretKey: PASSWORD',
    'secretKey: PASS WORD',
    'external-secret',
    'secretKey',
    'a key of letters',
  ],
  [
    'secret',
    '  target:\n',
    '  target:\n    template: {}\n',
    'external-secret',
    'template',
    'Write one of name',
  ],
  [
    'secret',
    '  data:',
    '  dataFrom:\n    - extract:\n        key: tenant-payments/orders/database\n  data:',
    'external-secret',
    'spec:',
    'either dataFrom or data',
  ],
  [
    'secret',
    '      remoteRef:',
    '      sourceRef: {}\n      remoteRef:',
    'external-secret',
    'sourceRef',
    'Write one of secretKey, remoteRef',
  ],
  [
    'secret',
    '  data:',
    '  data:\n    - secretKey: PASSWORD\n      remoteRef:\n        key: tenant-payments/orders/database\n        property: OTHER\n',
    'external-secret',
    'secretKey: PASSWORD\n      remoteRef:\n        key: tenant-payments/orders/database\n        property: PASSWORD',
    'Keep one of the two',
  ],
  [
    'secret',
    'kind: ExternalSecret',
    'kind: Secret',
    'external-secret',
    'kind: Secret',
    'Write ExternalSecret',
  ],
  [
    'secret',
    'metadata:\n',
    'stringData: {A: b}\nmetadata:\n',
    'external-secret',
    'stringData',
    'Write one of apiVersion, kind, metadata, spec',
  ],
  [
    'release',
    'orders:1.5.0',
    'orders:latest',
    'schema',
    'image:',
    'a fixed tag or digest',
  ],
  [
    'release',
    'name: orders',
    'name: payments',
    'folder-name',
    'name: payments',
    'Write name: orders',
  ],
  [
    'overlay',
    'namespace: tenant-payments',
    'namespace: kube-system',
    'kustomization',
    'namespace:',
    'Write namespace: tenant-payments',
  ],
  [
    'overlay',
    'namespace: tenant-payments\n',
    '',
    'kustomization',
    'apiVersion',
    'Write namespace: tenant-payments',
  ],
  [
    'overlay',
    'environments/eks',
    'environments/local',
    'kustomization',
    'resources:',
    'environments/eks',
  ],
  [
    'overlay',
    '  - release.yaml\n',
    '',
    'kustomization',
    'resources:',
    'Write resources: ["../../base","release.yaml"',
  ],
  [
    'overlay',
    'web-service',
    'worker',
    'blueprint-version',
    'components:',
    'Write ../../../../../../../templates/blueprints/web-service/v1',
  ],
  [
    'overlay',
    'web-service/v1',
    'web-service/latest',
    'blueprint-version',
    'components:',
    'web-service/v1',
  ],
  [
    'overlay',
    'web-service/v1',
    'web-service/v0',
    'blueprint-version',
    'components:',
    'web-service/v1',
  ],
  [
    'overlay',
    'blueprints/web-service',
    'blueprints/../blueprints/web-service',
    'blueprint-version',
    'components:',
    'web-service/v1',
  ],
  [
    'overlay',
    'components:',
    'patches: []\ncomponents:',
    'kustomization',
    'patches',
    'Remove it',
  ],
  [
    'environment',
    'eks.example.com',
    'localhost',
    'schema',
    'domain:',
    'Write a domain',
  ],
  [
    'environment',
    'name: eks',
    'name: local',
    'folder-name',
    'name: local',
    'Write name: eks',
  ],
];

/** A file that has no place, which rule says so, and the remedy. */
const strangers: Array<[string, RuleId, RegExp]> = [
  ['gitops/tenants/README.md', 'file-name', /Remove it/],
  ['gitops/tenants/payments/README.md', 'file-name', /there are only boundary/],
  ['gitops/tenants/payments/boundary/secret.yaml', 'file-name', /Remove it/],
  ['gitops/tenants/payments/workloads/README.md', 'file-name', /Remove it/],
  [
    'gitops/tenants/payments/workloads/orders/base/patch.yaml',
    'file-name',
    /Remove it/,
  ],
  [
    'gitops/tenants/payments/workloads/orders/overlays/prod/release.yaml',
    'file-name',
    /Remove it/,
  ],
  ['gitops/tenants/Refunds/boundary/tenant.yaml', 'name', /Rename the folder/],
  [
    'gitops/tenants/r\u0435funds/boundary/tenant.yaml',
    'name',
    /Rename the folder/,
  ],
  [
    'gitops/tenants/kube-system/boundary/tenant.yaml',
    'name',
    /Rename the folder/,
  ],
  [
    'gitops/tenants/$'.concat('{{ values.name }}/boundary/tenant.yaml'),
    'name',
    /Rename the folder/,
  ],
  [
    'gitops/tenants/payments/workloads/a--b/base/workload.yaml',
    'name',
    /Rename the folder/,
  ],
  [
    'gitops/tenants/payments/workloads/deployer/base/workload.yaml',
    'name',
    /Rename the folder/,
  ],
  [
    'gitops/tenants/payments/workloads/orders/base/external-secret-A.yaml',
    'name',
    /Rename the file/,
  ],
  ['gitops/tenants/payments/../payments/x.yaml', 'file-name', /Remove it/],
  ['gitops/tenants/../tenants/payments/x.yaml', 'name', /Rename the folder/],
  ['gitops/tenants/payments/boundary/Tenant.yaml', 'file-name', /Remove it/],
];

describe('one edit, one problem', () => {
  it.each(edits)('%s: %j → %j', (at, from, to, rule, where, remedy) => {
    const file = place[at];
    const files = goodFiles();
    const before = files.get(file)!;
    const text = before.replace(from, () => to);
    expect(text).not.toBe(before);
    files.set(file, text);
    const problems = problemsOf(files);
    // The quota of both files has to agree: the boundary's is the one to change.
    const elsewhere = where === 'boundary';
    expect(problems).toEqual([
      expect.objectContaining({
        file: elsewhere ? place.boundary : file,
        line: elsewhere
          ? lineOf(files.get(place.boundary)!, 'quota-')
          : lineOf(text, where),
        rule,
        remedy: expect.stringContaining(remedy),
      }),
    ]);
  });

  it.each<Place>([
    'tenant',
    'boundary',
    'workload',
    'base',
    'release',
    'overlay',
    'environment',
  ])('without the file of the %s', at => {
    const files = goodFiles();
    files.delete(place[at]);
    const problems = problemsOf(files);
    expect(problems).toEqual([
      expect.objectContaining({
        file: place[at],
        rule: 'file-missing',
        line: 1,
        remedy: expect.stringMatching(/^Add it/),
      }),
    ]);
  });

  it.each(strangers)('with the file %j', (file, rule, remedy) => {
    const problems = problemsOf(goodFiles().set(file, '')).filter(
      problem => problem.rule !== 'file-twins',
    );
    expect(problems).toEqual([
      expect.objectContaining({
        file,
        line: 1,
        rule,
        remedy: expect.stringMatching(remedy),
      }),
    ]);
  });

  it.each([
    [
      'case',
      'gitops/Tenants/payments/boundary/tenant.yaml',
      'gitops/tenants/payments/boundary/tenant.yaml',
    ],
    [
      'case',
      'GITOPS/environments/eks/environment.yaml',
      'gitops/environments/eks/environment.yaml',
    ],
  ])('with two paths that differ in %s', (_, twin, path) => {
    const problems = problemsOf(goodFiles().set(twin, ''));
    expect(problems).toEqual([
      expect.objectContaining({
        file: path,
        rule: 'file-twins',
        message: `the path differs from ${twin} only in case or form`,
        remedy: 'Keep one of the two',
      }),
    ]);
  });
});

it('every rule is broken by a file above', () => {
  expect(
    new Set([
      ...edits.map(([, , , rule]) => rule),
      ...strangers.map(([, rule]) => rule),
      'file-missing',
      'file-twins',
    ]),
  ).toEqual(new Set(Object.keys(rules)));
});

describe('a set of files', () => {
  it('with two forms of one letter has twins', () => {
    const composed = 'gitops/tenants/payments/caf\u00e9.yaml';
    const decomposed = 'gitops/tenants/payments/cafe\u0301.yaml';
    const found = problemsOf(goodFiles().set(composed, '').set(decomposed, ''));
    expect(found.filter(({ rule }) => rule === 'file-twins')).toHaveLength(1);
  });

  it('without the file of a secret names both who want it', () => {
    const files = goodFiles();
    files.delete(place.secret);
    expect(problemsOf(files).map(({ file, rule }) => [file, rule])).toEqual([
      [place.base, 'kustomization-resources'],
      [place.workload, 'env-from'],
    ]);
  });

  it('may have a workload that runs in one environment alone, but not in none', () => {
    const files = goodFiles();
    const without = (environment: EnvironmentName) => {
      files.delete(paths.release('payments', 'orders', environment));
      files.delete(
        paths.overlayKustomization('payments', 'orders', environment),
      );
      return problemsOf(files);
    };
    expect(without('eks')).toEqual([]);
    expect(without('local')).toEqual([
      expect.objectContaining({
        file: 'gitops/tenants/payments/workloads/orders',
        rule: 'file-missing',
        remedy: expect.stringContaining('overlays/local or '),
      }),
    ]);
  });

  it('that is a part of a repository may lack whole boundaries, workloads and environments', () => {
    const part = (...prefixes: string[]) =>
      new Map(
        [...goodFiles()].filter(([path]) =>
          prefixes.some(prefix => path.startsWith(prefix)),
        ),
      );
    const workload = part(`${paths.workload('payments', 'orders')}/`);
    const boundary = part(`${paths.boundary('payments')}/`);
    expect(problemsOf(workload, false)).toEqual([]);
    expect(problemsOf(boundary, false)).toEqual([]);
    expect(problemsOf(new Map(), false)).toEqual([]);
    expect(problemsOf(workload).map(({ file }) => file)).toEqual([
      place.environment,
      paths.environment('local'),
      place.boundary,
      place.tenant,
    ]);
    workload.delete(place.release);
    expect(problemsOf(workload, false)).toEqual([
      expect.objectContaining({ file: place.release, rule: 'file-missing' }),
    ]);
    boundary.delete(place.boundary);
    expect(problemsOf(boundary, false)).toEqual([
      expect.objectContaining({ file: place.boundary, rule: 'file-missing' }),
    ]);
  });

  it('has the same problems in whatever order it comes, sorted by place', () => {
    const files = [
      ...goodFiles()
        .set(place.tenant, 'a: 1')
        .set(place.base, 'resources: [x, x]\nz: 1\ny: 2\n')
        .set('gitops/tenants/PAYMENTS/boundary/tenant.yaml', '')
        .set(paths.externalSecret('payments', 'orders', 'smtp'), '')
        .set(paths.externalSecret('payments', 'orders', 'amqp'), ''),
    ];
    const expected = checkFiles(new Map(files));
    expect(expected.problems.length).toBeGreaterThan(8);
    const { problems } = expected;
    expect(problems).toEqual(
      [...problems].sort((a, b) =>
        a.file === b.file ? a.line - b.line : Number(a.file > b.file) - 0.5,
      ),
    );
    fc.assert(
      fc.property(
        fc.shuffledSubarray(files, { minLength: files.length }),
        shuffled => {
          expect(checkFiles(new Map(shuffled))).toEqual(expected);
        },
      ),
      { numRuns: 20 },
    );
  });

  it.each(Object.keys(place) as Place[])(
    'never throws, whatever the file of the %s holds',
    at => {
      const lines = goodFiles().get(place[at])!.split('\n');
      const odd = fc.constantFrom(
        '',
        'null',
        '[]',
        '- x',
        '7',
        'x: {}',
        'true',
        '? a',
        '"',
        '{',
        '*a',
        '__proto__: {}',
      );
      fc.assert(
        fc.property(
          fc.nat({ max: lines.length - 1 }),
          odd,
          fc.boolean(),
          (index, text, nested) => {
            const indent = nested ? /^ */.exec(lines[index])![0] : '';
            const key = /^[^:]*: ?/.exec(lines[index])?.[0] ?? indent;
            const changed = [...lines];
            changed[index] = nested ? key + text : text;
            const files = goodFiles().set(place[at], changed.join('\n'));
            for (const problem of problemsOf(files)) {
              expect(Object.keys(rules)).toContain(problem.rule);
              expect(problem.line).toBeGreaterThan(0);
              expect(problem.line).toBeLessThanOrEqual(lines.length);
              expect(problem.remedy).not.toBe('');
              expect(formatProblem(problem)).not.toMatch(/undefined|\[object/);
            }
          },
        ),
      );
    },
  );
});
