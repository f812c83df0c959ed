import { ManualClock } from '../clock';
import { makeBareRepository } from '../__testUtils__/bareRepository';
import { World } from './World';

const HELLO = 'gitops/tenants/demo/workloads/hello';

let repository: Awaited<ReturnType<typeof makeBareRepository>>;
let world: World;
let clock: ManualClock;
let log: string[];

beforeEach(async () => {
  repository = await makeBareRepository();
  clock = new ManualClock();
  log = [];
  world = new World({
    gitDir: repository.gitDir,
    environments: ['local', 'eks'],
    clock,
    log: message => log.push(message),
  });
  await world.take(repository.first);
  clock.advance(20_000);
});

afterEach(async () => {
  await world.close();
  await repository.remove();
});

const application = (name: string, environment = 'local') =>
  world.environments.get(environment)!.delivery.store.get(name);
const names = (environment: string) =>
  world.environments.get(environment)!.delivery.names();
const merge = async (message = 'A change') => {
  const commit = await repository.commit(message);
  await world.take(commit);
  return commit;
};

describe('the world', () => {
  it('has what the ApplicationSets of the repository make, in each environment', async () => {
    expect(log).toEqual([]);
    for (const environment of ['local', 'eks']) {
      expect(names(environment)).toEqual(
        expect.arrayContaining([
          'demo--hello',
          'tenant--demo',
          'root',
          'platform',
          'platform--vault',
        ]),
      );
      expect(application('demo--hello', environment)).toMatchObject({
        metadata: {
          namespace: 'argocd',
          labels: {
            'platform.idp/kind': 'workload',
            'platform.idp/tenant': 'demo',
            'platform.idp/workload': 'hello',
          },
          ownerReferences: [
            { kind: 'ApplicationSet', name: 'tenant-workloads' },
          ],
        },
        spec: {
          project: 'demo',
          source: { path: `${HELLO}/overlays/${environment}` },
          destination: { namespace: 'tenant-demo' },
        },
        status: {
          sync: { status: 'Synced', revision: repository.first },
          health: { status: 'Healthy' },
          history: [{ id: 0, revision: repository.first }],
        },
      });
    }
    expect(names('local')).toContain('platform--metallb');
    expect(names('eks')).not.toContain('platform--metallb');
    expect(application('tenant--demo')!.spec.project).toBe('platform');
    expect(application('platform--argocd')!.status.sync.revisions).toEqual([
      repository.first,
      expect.stringMatching(/^\d+\./),
    ]);
    // Charts are not rendered: the platform is taken to be there.
    const { status } = application('platform--vault')!;
    expect(status).toMatchObject({
      sync: { status: 'Synced' },
      health: { status: 'Healthy' },
    });
    expect(status.resources).toBeUndefined();
    expect(await world.repository.main()).toBe(repository.first);
  });

  it('delivers a release to the environment that it is of', async () => {
    await repository.edit(
      `${HELLO}/overlays/local/release.yaml`,
      '1.29.1',
      '1.29.2',
    );
    const commit = await merge('hello 1.29.2');
    expect(application('demo--hello')!.status.sync).toMatchObject({
      status: 'OutOfSync',
      revision: commit,
    });
    clock.advance(20_000);
    const { status } = application('demo--hello')!;
    expect(status.summary.images).toEqual([
      'docker.io/nginxinc/nginx-unprivileged:1.29.2',
    ]);
    expect(status.history!.map(({ revision }) => revision)).toEqual([
      repository.first,
      commit,
    ]);
    expect(application('demo--hello', 'eks')!.status).toMatchObject({
      sync: { status: 'Synced', revision: commit },
      summary: { images: ['docker.io/nginxinc/nginx-unprivileged:1.29.1'] },
    });
    expect(application('demo--hello', 'eks')!.status.history).toHaveLength(1);
  });

  it('has a new tenant with its workload, in whatever order they come', async () => {
    await repository.copy('gitops/tenants/demo', 'gitops/tenants/shop');
    const files = [
      'boundary/tenant.yaml',
      'workloads/hello/base/kustomization.yaml',
      'workloads/hello/base/external-secret-api-token.yaml',
      'workloads/hello/overlays/local/kustomization.yaml',
      'workloads/hello/overlays/eks/kustomization.yaml',
    ];
    for (const file of files) {
      await repository.edit(`gitops/tenants/shop/${file}`, 'demo', 'shop');
    }
    await merge('Onboard shop');
    clock.advance(30_000);
    expect(application('tenant--shop')!.status.health.status).toBe('Healthy');
    expect(application('shop--hello')!.status).toMatchObject({
      sync: { status: 'Synced' },
      health: { status: 'Degraded' },
    });
    // Its secret came after the sandbox, so somebody has to write it.
    world.environments.get('local')!.writeSecret('tenant-shop/hello/api-token');
    clock.advance(30_000);
    expect(application('shop--hello')!.status.health.status).toBe('Healthy');
  });

  it('removes what is removed from Git', async () => {
    await repository.removeFile(HELLO);
    await merge();
    clock.advance(20_000);
    expect(application('demo--hello')).toBeUndefined();
    const { cluster } = world.environments.get('local')!;
    expect([
      ...cluster.list({ kind: 'Pod', namespace: 'tenant-demo' }),
    ]).toEqual([]);
    expect(application('tenant--demo')).toBeDefined();
  });

  it('says what cannot be rendered, with no path of this machine', async () => {
    await repository.write(
      `${HELLO}/overlays/local/release.yaml`,
      'nonsense: [',
    );
    await merge();
    const [condition] = application('demo--hello')!.status.conditions!;
    expect(condition.type).toBe('ComparisonError');
    expect(condition.message).toMatch(/release\.yaml|yaml/);
    expect(condition.message).not.toContain('idp-sandbox-');
    expect(application('demo--hello', 'eks')!.status.sync.status).toBe(
      'Synced',
    );
  });

  it('knows who brought a revision, and what a folder gave then', async () => {
    await repository.edit(
      `${HELLO}/overlays/local/release.yaml`,
      '1.29.1',
      '1.29.2',
    );
    const commit = await merge('hello 1.29.2\n\nWith a reason.');
    expect(await world.repository.details(commit)).toEqual({
      commit,
      author: 'Kim Larsen <kim@example.com>',
      date: expect.stringMatching(/^\d{4}-/),
      message: 'hello 1.29.2\n\nWith a reason.',
      tags: [],
    });
    expect(await world.repository.details('0'.repeat(40))).toBeUndefined();
    expect(await world.repository.details('--help')).toBeUndefined();
    const image = async (revision: string) => {
      const objects = await world.manifests(
        revision,
        application('demo--hello')!,
      );
      return objects.find(({ kind }) => kind === 'Deployment')!.spec.template
        .spec.containers[0].image;
    };
    expect(await image(repository.first)).toMatch(/1\.29\.1$/);
    expect(await image(commit)).toMatch(/1\.29\.2$/);
  });
});
