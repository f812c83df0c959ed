import { smallPlatform } from '../../__testUtils__/smallPlatform';
import { useCopy } from '../../__testUtils__/useCopy';
import { openRepository } from '../../repository';
import { varianceRule } from '.';
import { differences } from './differences';

const copy = useCopy(smallPlatform());
const run = () => varianceRule(openRepository(copy.root));
const found = async () =>
  (await run()).problems.map(
    ({ file, line, message }) => `${file}:${line > 1 ? 'n' : 1} ${message}`,
  );
const overlay = (environment: string, file: string) =>
  `kubernetes/store/overlays/${environment}/${file}`;
const declare = (change: (spec: any) => void) =>
  copy.edit('kubernetes/store/component.yaml', text => {
    const value = JSON.parse(text);
    change(value.spec);
    return JSON.stringify(value, null, 2);
  });
const PREFIX = 'the environments differ, and nothing says why: ';

it('has nothing to say of declared differences, and lists each with its class', async () => {
  const { problems, lookedAt, details, notes } = await run();
  expect(problems).toEqual([]);
  expect(lookedAt).toMatch(
    /^\d+ objects, values of 1 chart, 5 differences: edge 2, storage 3$/,
  );
  expect(details).toEqual([
    'edge: balancer, the whole component, not in eks',
    'storage: store, StorageClass/store provisioner: local "local.example.com", eks "eks.example.com"',
    'storage: store, StorageClass/store parameters.type: local has none, eks "gp3"',
    'edge: store, ConfigMap/route data.host: local "store.apps.local.example.com", eks "store.apps.example.com" (the environment’s domain)',
    'storage: store, values persistence.size: local "10Gi", eks "50Gi"',
  ]);
  expect(notes).toEqual([expect.stringContaining('rendered by Argo CD alone')]);
});

it('names a field that differs undeclared', async () => {
  copy.edit(overlay('eks', 'storage-class.yaml'), text =>
    text.replace(
      '"provisioner"',
      '"allowVolumeExpansion": true, "provisioner"',
    ),
  );
  expect(await found()).toEqual([
    `${overlay(
      'eks',
      'storage-class.yaml',
    )}:n ${PREFIX}store, StorageClass/store allowVolumeExpansion: local has none, eks true`,
  ]);
});

it('takes a domain for nothing but the environment’s own', async () => {
  copy.edit('kubernetes/store/base/route.yaml', text =>
    text.replace('mode: fast', 'mode: domain'),
  );
  copy.write(
    overlay('eks', 'kustomization.yaml'),
    `${smallPlatform()[overlay('eks', 'kustomization.yaml')]}patches:
  - target: {kind: ConfigMap}
    patch: '[{"op": "replace", "path": "/data/mode", "value": "apps.other.com"}]'
`,
  );
  expect(await found()).toEqual([
    `kubernetes/store/base/route.yaml:n ${PREFIX}store, ConfigMap/route data.mode: local "domain", eks "apps.other.com"`,
  ]);
});

it('names an object that one environment alone has', async () => {
  copy.edit(overlay('local', 'kustomization.yaml'), text =>
    text.replace('storage-class.yaml, ', ''),
  );
  expect(await found()).toEqual(
    expect.arrayContaining([
      `${overlay(
        'eks',
        'storage-class.yaml',
      )}:1 ${PREFIX}store, StorageClass/store as a whole, not in local`,
    ]),
  );
  declare(spec => {
    spec.variance[0].fields = [];
  });
  expect(await found()).toEqual([]);
});

it('compares the values of charts key by key', async () => {
  copy.edit(overlay('eks', 'values.yaml'), text => `${text}replicas: 3\n`);
  expect(await found()).toEqual([
    `${overlay(
      'eks',
      'values.yaml',
    )}:n ${PREFIX}store, values replicas: local 2, eks 3`,
  ]);
});

it('compares each chart of an Application by itself, so that none hides what differs in another', async () => {
  copy.edit('gitops/platform/store.yaml', text => {
    const value = JSON.parse(text);
    value.spec.sources.push({
      repoURL: 'https://charts.example.com',
      chart: 'last',
      targetRevision: '1.0.0',
      helm: { valuesObject: { replicas: 1 } },
    });
    return JSON.stringify(value);
  });
  copy.edit(overlay('eks', 'values.yaml'), text => `${text}replicas: 3\n`);
  expect(await found()).toEqual([
    `${overlay(
      'eks',
      'values.yaml',
    )}:n ${PREFIX}store, values replicas: local 2, eks 3`,
  ]);
});

it('compares Applications, but for the folder of the overlay', async () => {
  copy.write(
    'gitops/clusters/eks/kustomization.yaml',
    `${smallPlatform()['gitops/clusters/eks/kustomization.yaml']}patches:
  - target: {name: platform--cache}
    patch: '[{"op": "replace", "path": "/spec/sources/0/targetRevision", "value": "v1"}]'
`,
  );
  expect(await found()).toEqual([
    `gitops/platform/cache.yaml:n ${PREFIX}cache, Application/platform--cache spec.sources.0.targetRevision: local "main", eks "v1"`,
  ]);
});

it('wants declarations to be true', async () => {
  declare(spec => {
    spec.variance[0].fields.push('reclaimPolicy');
    spec.variance.push(
      { ...spec.variance[0], object: 'application', fields: [] },
      { ...spec.variance[0], object: 'Secret/gone', fields: [] },
    );
  });
  expect(await found()).toEqual([
    'kubernetes/store/component.yaml:n declared, and not so (any more): StorageClass/store reclaimPolicy differs',
    'kubernetes/store/component.yaml:n declared, and not so (any more): that the component is in one environment only',
    'kubernetes/store/component.yaml:n declared, and not so (any more): that Secret/gone is in one environment only',
  ]);
});

it('wants a component that is in one environment alone to say so', async () => {
  copy.edit('kubernetes/balancer/component.yaml', text =>
    text.replace(/"variance": \[[^]*\]/, '"variance": []'),
  );
  expect(await found()).toEqual([
    `gitops/platform/local/balancer.yaml:1 ${PREFIX}balancer, the whole component, not in eks`,
  ]);
});

it('does not take the hash of a generated name for a difference of its own', async () => {
  for (const environment of ['local', 'eks']) {
    copy.edit(
      overlay(environment, 'kustomization.yaml'),
      text =>
        `${text}configMapGenerator:\n  - {name: facts, namespace: store, literals: [where=${environment}]}\n`,
    );
  }
  expect(await found()).toEqual([
    `${overlay(
      'eks',
      'kustomization.yaml',
    )}:1 ${PREFIX}store, ConfigMap/facts data.where: local "local", eks "eks"`,
  ]);
});

it('takes a name for what it is where nothing generates it, whatever it looks like', async () => {
  for (const [environment, name] of [
    ['local', 'facts-2456789bcd'],
    ['eks', 'facts-bcdfghkmtt'],
  ]) {
    copy.write(
      overlay(environment, 'facts.yaml'),
      `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: ${name}\n  namespace: store\n`,
    );
    copy.edit(overlay(environment, 'kustomization.yaml'), text =>
      text.replace('storage-class.yaml,', 'storage-class.yaml, facts.yaml,'),
    );
  }
  expect(await found()).toEqual([
    `${overlay(
      'local',
      'facts.yaml',
    )}:1 ${PREFIX}store, ConfigMap/facts-2456789bcd as a whole, not in eks`,
    `${overlay(
      'eks',
      'facts.yaml',
    )}:1 ${PREFIX}store, ConfigMap/facts-bcdfghkmtt as a whole, not in local`,
  ]);
});

describe('of a workload', () => {
  const demo = useCopy(['gitops', 'templates']);
  const workload = 'gitops/tenants/demo/workloads/hello';
  const ofDemo = async () => {
    const { details, problems } = await varianceRule(
      openRepository(demo.root, {
        scope: { platform: false, tenants: 'all' },
      }),
    );
    return [
      ...details!.filter(line => line.includes('demo/hello')),
      ...problems.map(({ message }) => message),
    ];
  };

  it('release and host differ', async () => {
    demo.edit(`${workload}/overlays/eks/release.yaml`, text =>
      text
        .replace(/image: .*/, 'image: ghcr.io/acme/hello:2.0.0')
        .replace(/replicas: .*/, 'replicas: 7'),
    );
    expect(await ofDemo()).toEqual([
      expect.stringMatching(/^release: .* spec\.replicas: local \d, eks 7$/),
      expect.stringMatching(
        /^release: .*containers\.0\.image: .*hello:2\.0\.0"$/,
      ),
      expect.stringMatching(/^edge: .*HTTPRoute\/hello spec\.hostnames\.0/),
    ]);
  });

  it('so may the blueprint’s version, and nothing else', async () => {
    demo.edit(`${workload}/overlays/eks/kustomization.yaml`, text =>
      text.replace('resources:', 'namePrefix: x-\nresources:'),
    );
    expect(await ofDemo()).toEqual(
      expect.arrayContaining([
        expect.stringContaining(
          'the environments differ, and nothing says why: demo/hello, Service/x-hello as a whole, not in local',
        ),
      ]),
    );
  });
});

it.each<[unknown, unknown, string[]]>([
  [{ a: 1 }, { a: 1 }, []],
  [{ a: [1, 2] }, { a: [1, 3, 4] }, ['a.1', 'a.2']],
  [{}, { a: { b: { c: 1 }, d: {} } }, ['a.b.c', 'a.d']],
  [{ a: null }, { a: {} }, ['a']],
  [{ a: {} }, { a: {} }, []],
  [{ a: {} }, {}, ['a']],
  [{ a: [] }, { a: {} }, ['a']],
  [{ a: { b: 1 } }, { a: [1] }, ['a.b', 'a.0']],
  [{ a: 'x' }, { a: { b: 1 } }, ['a']],
])('differences of %j and %j', (a, b, expected) => {
  expect(differences(a, b).map(({ path }) => path.join('.'))).toEqual(expected);
});
