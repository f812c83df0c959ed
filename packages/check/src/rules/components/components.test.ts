import { smallPlatform } from '../../__testUtils__/smallPlatform';
import { useCopy } from '../../__testUtils__/useCopy';
import { openRepository } from '../../repository';
import { componentsRule } from '.';
import { birthOrder } from './birthOrder';

const copy = useCopy(smallPlatform());
const run = () => componentsRule(openRepository(copy.root));
const found = async () =>
  (await run()).problems.map(
    ({ file, line, message }) =>
      `${file.replace('kubernetes/', '')}:${line > 1 ? 'n' : 1} ${message}`,
  );
const component = (name: string) => `kubernetes/${name}/component.yaml`;
const edit = (name: string, change: (spec: any) => void) =>
  copy.edit(component(name), text => {
    const value = JSON.parse(text);
    change(value.spec);
    return JSON.stringify(value, null, 2);
  });

it('has nothing to say of a platform in order, and derives the order of its birth', async () => {
  const { problems, details, lookedAt } = await run();
  expect(problems).toEqual([]);
  expect(lookedAt).toBe('3 components, 5 Applications');
  expect(details).toEqual([
    'birth of local, step 1 (wave -20): cache',
    'birth of local, step 2 (wave 0): balancer, store',
    'birth of eks, step 1 (wave -20): cache',
    'birth of eks, step 2 (wave 0): store',
  ]);
});

it('lists what people bring, in each environment what belongs to it', async () => {
  edit('cache', spec => {
    const input = (name: string, environments: string[]) => ({
      namespace: 'cache',
      name,
      keys: ['user', 'password'],
      environments,
      madeBy: 'Whoever runs the disks',
      keptAt: 'A safe',
      ifLost: 'Nothing',
    });
    spec.secrets.birth = [
      input('both', ['local', 'eks']),
      input('own', ['local']),
    ];
    spec.secrets.human = [
      {
        path: 'cache/cache/token',
        keys: ['token'],
        who: 'Whoever runs the service',
        environments: ['eks'],
        blocks: 'Nothing',
      },
    ];
  });
  const { details } = await run();
  expect(details?.filter(line => !line.startsWith('birth of '))).toEqual([
    'birth input of local: Secret cache/both (user, password). Made: Whoever runs the disks. Kept: A safe',
    'birth input of local: Secret cache/own (user, password). Made: Whoever runs the disks. Kept: A safe',
    'birth input of eks: Secret cache/both (user, password). Made: Whoever runs the disks. Kept: A safe',
    'secret that a person writes to Vault in eks: cache/cache/token (token). By: Whoever runs the service. Until then it blocks: Nothing',
  ]);
});

it('wants a component.yaml that keeps the contract', async () => {
  edit('cache', spec => {
    spec.environments = ['prod'];
  });
  expect(await found()).toEqual([
    "cache/component.yaml:n spec.environments.0 is 'prod'",
  ]);
});

it('wants one for every folder and Application, and an Application for each', async () => {
  copy.remove(component('cache'));
  copy.edit('gitops/platform/local/kustomization.yaml', text =>
    text.replace('balancer.yaml', ''),
  );
  expect(await found()).toEqual([
    'gitops/platform/cache.yaml:n the component cache has no component.yaml',
    'balancer/component.yaml:n balancer says that it runs in local, where no Application delivers it',
    'cache/component.yaml:1 the component cache has no component.yaml',
    'store/component.yaml:n store waits for cache, and there is no such component',
  ]);
});

it('wants names that agree, and each to take its own files', async () => {
  copy.edit('gitops/platform/cache.yaml', text =>
    text
      .replace('platform--cache', 'platform--caches')
      .replace('kubernetes/cache/base', 'kubernetes/balancer/base'),
  );
  expect(await found()).toEqual(
    expect.arrayContaining([
      'gitops/platform/cache.yaml:n the Application platform--caches is of the component cache',
      'gitops/platform/cache.yaml:n the Application platform--caches takes kubernetes/balancer/base, which is not a folder of its component',
    ]),
  );
});

it('lets no two own a namespace or an API group', async () => {
  edit('store', spec => {
    spec.namespaces.push('cache');
    spec.crdGroups.push('cache.example.com');
  });
  expect(await found()).toEqual(
    expect.arrayContaining([
      'store/component.yaml:n cache owns the namespace cache, too',
      'store/component.yaml:n cache owns the CRDs of cache.example.com, too',
    ]),
  );
});

it('wants what is rendered to be what is said', async () => {
  edit('cache', spec => {
    spec.namespaces = ['other'];
  });
  expect(await found()).toEqual([
    'cache/component.yaml:n cache brings the namespace cache, and does not say that it owns it',
    'cache/component.yaml:n cache says that it owns the namespace other, and does not bring it',
  ]);
});

it('lets nothing wait for a later wave, or for what an environment does not have', async () => {
  edit('cache', spec => {
    spec.waitsFor = ['balancer'];
  });
  expect(await found()).toEqual([
    'cache/component.yaml:n cache (wave -20) waits for balancer (wave 0), which Argo CD begins only when cache is healthy',
  ]);
  edit('cache', spec => {
    spec.waitsFor = [];
  });
  edit('store', spec => {
    spec.waitsFor = ['balancer'];
  });
  expect(await found()).toEqual([
    'store/component.yaml:n store waits for balancer, which eks does not have',
  ]);
});

it('wants a component with a route to wait for the one with the Gateway, and so to be of no earlier wave', async () => {
  copy.write(
    'kubernetes/store/base/gateway.yaml',
    JSON.stringify({
      apiVersion: 'gateway.networking.k8s.io/v1',
      kind: 'Gateway',
      metadata: { name: 'way-in', namespace: 'store' },
    }),
  );
  copy.write(
    'kubernetes/cache/base/route.yaml',
    JSON.stringify({
      apiVersion: 'gateway.networking.k8s.io/v1',
      kind: 'HTTPRoute',
      metadata: { name: 'pages', namespace: 'cache' },
      spec: { parentRefs: [{ namespace: 'store', name: 'way-in' }] },
    }),
  );
  for (const [folder, file] of [
    ['store', 'gateway.yaml'],
    ['cache', 'route.yaml'],
  ]) {
    copy.edit(`kubernetes/${folder}/base/kustomization.yaml`, text =>
      text.replace('resources: [', `resources: [${file}, `),
    );
  }
  edit('store', spec => {
    spec.waitsFor = [];
  });
  const message =
    'cache/component.yaml:n cache has the route pages of the Gateway store/way-in, so it is not healthy before store is, and does not wait for it';
  expect(await found()).toEqual([message]);

  edit('cache', spec => {
    spec.waitsFor = ['store'];
  });
  expect(await found()).toEqual([
    'cache/component.yaml:n cache (wave -20) waits for store (wave 0), which Argo CD begins only when cache is healthy',
  ]);
});

it('finds a circle', async () => {
  edit('balancer', spec => {
    spec.waitsFor = ['store'];
  });
  edit('store', spec => {
    spec.waitsFor = ['balancer'];
  });
  expect(await found()).toContain(
    'balancer/component.yaml:n none of them can ever begin: balancer waits for store waits for balancer',
  );
});

it('says what never begins', () => {
  const { steps, never } = birthOrder([
    { name: 'a', wave: 0, waitsFor: ['b'] },
    { name: 'b', wave: 0, waitsFor: ['a'] },
    { name: 'c', wave: -1, waitsFor: ['elsewhere'] },
  ]);
  expect(steps).toEqual([{ wave: -1, components: ['c'] }]);
  expect(never).toEqual(['a', 'b']);
});
