import { ManualClock } from '../../clock';
import {
  configMap,
  definition,
  deployment,
  NAMESPACE,
  PROJECT,
} from '../../__testUtils__/objects';
import { nameOf, type KubeObject } from '../cluster';
import { Environment } from '../Environment';

const NAME = 'demo--hello';
const DEPLOYMENT = nameOf(deployment());

function makeEnvironment(
  options: { project?: boolean; namespace?: boolean; policy?: object } = {},
) {
  const { project = true, namespace = true } = options;
  const clock = new ManualClock();
  const environment = new Environment('local', { clock });
  const { cluster, delivery } = environment;
  if (project) cluster.write(PROJECT);
  if (namespace) cluster.write(NAMESPACE);
  const seen: string[] = [];
  delivery.store.subscribe(({ type, application: { status, operation } }) => {
    const state = [
      type,
      status.sync.status,
      status.health.status,
      ...(operation ? [status.operationState!.phase] : []),
    ].join(' ');
    if (seen.at(-1) !== state) seen.push(state);
  });
  const commit = (revision: string, ...objects: KubeObject[]) =>
    delivery.define(definition(options.policy), {
      revision,
      rendered: { objects },
    });
  return {
    ...environment,
    clock,
    cluster,
    delivery,
    seen,
    commit,
    application: () => delivery.store.get(NAME)!,
    replicas: () => cluster.get(DEPLOYMENT)?.spec.replicas,
  };
}

describe('a commit', () => {
  it('is seen, synced and healthy, step by step', () => {
    const { clock, commit, seen, application } = makeEnvironment();
    commit('one', deployment(), configMap('config'));
    clock.advance(20_000);
    expect(seen).toEqual([
      'ADDED OutOfSync Missing',
      'MODIFIED OutOfSync Missing Running',
      'MODIFIED OutOfSync Missing',
      'MODIFIED Synced Progressing',
      'MODIFIED Synced Healthy',
    ]);
    const { status } = application();
    expect(status.history).toEqual([
      expect.objectContaining({
        id: 0,
        revision: 'one',
        initiatedBy: { automated: true },
      }),
    ]);
    expect(status.operationState).toMatchObject({
      phase: 'Succeeded',
      message: 'successfully synced (all tasks run)',
      syncResult: { revision: 'one' },
    });
    expect(status.operationState!.syncResult!.resources).toContainEqual(
      expect.objectContaining({
        kind: 'Deployment',
        status: 'Synced',
        message: 'deployment.apps/hello serverside-applied',
        images: ['registry.example.com/hello:1.0.0'],
      }),
    );
    expect(status.summary.images).toEqual(['registry.example.com/hello:1.0.0']);
  });

  it('that brings nothing to an Application is no deployment of it', () => {
    const { clock, commit, application } = makeEnvironment();
    commit('one', deployment());
    clock.advance(20_000);
    commit('two', deployment());
    clock.advance(20_000);
    expect(application().status.sync.revision).toBe('two');
    expect(application().status.history).toHaveLength(1);
  });

  it('removes what Git no longer has', () => {
    const { clock, commit, cluster, application } = makeEnvironment();
    commit('one', deployment(), configMap('config-a'));
    clock.advance(20_000);
    commit('two', deployment(), configMap('config-b'));
    expect(application().status.resources).toContainEqual(
      expect.objectContaining({ name: 'config-a', requiresPruning: true }),
    );
    clock.advance(20_000);
    expect(
      [...cluster.list({ kind: 'ConfigMap' })].map(o => o.metadata.name),
    ).toEqual(['config-b']);
    expect(application().status.sync.status).toBe('Synced');
  });

  it('that cannot be rendered leaves what runs, and says why', () => {
    const { clock, commit, delivery, application, replicas } =
      makeEnvironment();
    commit('one', deployment());
    clock.advance(20_000);
    delivery.define(definition(), {
      revision: 'two',
      rendered: { objects: [], error: 'no such file' },
    });
    clock.advance(20_000);
    expect(application().status).toMatchObject({
      sync: { status: 'Unknown' },
      health: { status: 'Healthy' },
      conditions: [
        {
          type: 'ComparisonError',
          message: expect.stringContaining('no such file'),
        },
      ],
    });
    expect(replicas()).toBe(1);
    commit('three', deployment({ replicas: 2 }));
    clock.advance(20_000);
    expect(application().status.conditions).toBeUndefined();
    expect(replicas()).toBe(2);
  });
});

describe('a workload that comes before its boundary', () => {
  it('is tried again until the namespace is there', () => {
    const { clock, commit, cluster, application } = makeEnvironment({
      namespace: false,
    });
    commit('one', deployment());
    clock.advance(8_000);
    expect(application().status.operationState).toMatchObject({
      phase: 'Running',
      message: expect.stringMatching(
        /^one or more objects failed to apply, reason: namespaces "tenant-demo" not found. Retrying attempt #\d/,
      ),
    });
    cluster.write(NAMESPACE);
    clock.advance(30_000);
    expect(application().status).toMatchObject({
      sync: { status: 'Synced' },
      health: { status: 'Healthy' },
    });
  });

  it('waits for its project', () => {
    const { clock, commit, cluster, application } = makeEnvironment({
      project: false,
    });
    commit('one', deployment());
    clock.advance(8_000);
    expect(application().status).toMatchObject({
      sync: { status: 'Unknown' },
      health: { status: 'Unknown' },
      conditions: [{ type: 'InvalidSpecError' }],
    });
    cluster.write(PROJECT);
    clock.advance(20_000);
    expect(application().status.health.status).toBe('Healthy');
    expect(application().status.conditions).toBeUndefined();
  });
});

describe('a change by hand', () => {
  const drifted = (environment: ReturnType<typeof makeEnvironment>) => {
    const { clock, commit, cluster } = environment;
    commit('one', deployment());
    clock.advance(20_000);
    cluster.edit(DEPLOYMENT, draft => {
      draft.spec.replicas = 5;
    });
    clock.advance(200);
  };

  it('is seen with what differs, and taken back after some seconds', () => {
    const environment = makeEnvironment();
    drifted(environment);
    const { clock, delivery, application, replicas } = environment;
    expect(application().status.sync.status).toBe('OutOfSync');
    const [comparison] = delivery.get(NAME)!.comparisons;
    expect(comparison.live!.spec.replicas).toBe(5);
    expect(comparison.predicted!.spec.replicas).toBe(1);
    clock.advance(4_000);
    expect(replicas()).toBe(5);
    clock.advance(10_000);
    expect(replicas()).toBe(1);
    const { sync, operationState } = application().status;
    expect(sync.status).toBe('Synced');
    expect(operationState!.operation.sync.autoHealAttemptsCount).toBe(1);
  });

  it('is left as it is while it is held, but not by a commit', () => {
    const environment = makeEnvironment();
    environment.delivery.hold(NAME, 0);
    drifted(environment);
    const { clock, commit, delivery, replicas } = environment;
    delivery.hold(NAME, 60_000);
    environment.cluster.edit(DEPLOYMENT, draft => {
      draft.spec.replicas = 6;
    });
    clock.advance(200);
    expect(replicas()).toBe(6);
    commit('two', deployment({ image: 'hello:2' }));
    clock.advance(20_000);
    expect(replicas()).toBe(1);
  });

  it('stays where nothing heals it, until somebody syncs', () => {
    const environment = makeEnvironment({ policy: {} });
    const { clock, delivery, replicas } = environment;
    environment.commit('one', deployment());
    delivery.sync(NAME, { sync: {}, initiatedBy: { username: 'portal' } });
    clock.advance(20_000);
    environment.cluster.edit(DEPLOYMENT, draft => {
      draft.spec.replicas = 5;
    });
    clock.advance(60_000);
    expect(replicas()).toBe(5);
    delivery.sync(NAME, { sync: {}, initiatedBy: { username: 'portal' } });
    clock.advance(20_000);
    expect(replicas()).toBe(1);
  });
});

describe('a sync that somebody asks for', () => {
  const made = () => {
    const environment = makeEnvironment({ policy: {} });
    environment.commit('one', deployment(), configMap('config'));
    return environment;
  };

  it('may be tried without a change', () => {
    const { clock, delivery, application, replicas } = made();
    delivery.sync(NAME, {
      sync: { dryRun: true },
      initiatedBy: { username: 'portal' },
    });
    clock.advance(5_000);
    expect(application().status.operationState).toMatchObject({
      phase: 'Succeeded',
      message: 'successfully synced (dry run)',
    });
    expect(replicas()).toBeUndefined();
    expect(application().status.history).toBeUndefined();
  });

  it('may be of some objects only, which is no deployment', () => {
    const { clock, delivery, application, cluster, replicas } = made();
    delivery.sync(NAME, {
      sync: { resources: [{ kind: 'ConfigMap', name: 'config' }] },
      initiatedBy: { username: 'portal' },
    });
    clock.advance(5_000);
    expect([...cluster.list({ kind: 'ConfigMap' })]).toHaveLength(1);
    expect(replicas()).toBeUndefined();
    expect(application().status.history).toBeUndefined();
    expect(application().status.sync.status).toBe('OutOfSync');
  });

  it('runs alone, and can be ended', () => {
    const { clock, delivery, application, replicas } = made();
    const request = { sync: {}, initiatedBy: { username: 'portal' } };
    expect(delivery.sync(NAME, request)).toBeDefined();
    expect(delivery.sync(NAME, request)).toBeUndefined();
    expect(delivery.terminate(NAME)).toBe(true);
    expect(application().status.operationState!.phase).toBe('Terminating');
    clock.advance(20_000);
    expect(application().operation).toBeUndefined();
    expect(application().status.operationState).toMatchObject({
      phase: 'Failed',
      message: 'Operation terminated',
    });
    expect(application().status.conditions).toEqual([
      expect.objectContaining({ type: 'SyncError' }),
    ]);
    expect(replicas()).toBeUndefined();
    expect(delivery.terminate(NAME)).toBe(false);
  });
});

describe('an Application that is gone from Git', () => {
  it('is deleted with its objects', () => {
    const { clock, commit, delivery, cluster, seen } = makeEnvironment();
    commit('one', deployment());
    clock.advance(20_000);
    delivery.remove(NAME);
    expect(delivery.store.get(NAME)!.metadata.deletionTimestamp).toBeDefined();
    clock.advance(5_000);
    expect(delivery.store.get(NAME)).toBeUndefined();
    expect([...cluster.list({ kind: 'Pod' })]).toEqual([]);
    expect(seen.at(-1)).toMatch(/^DELETED/);
  });
});

describe('what the sandbox finds when it starts', () => {
  it('runs already, with the history that it is told', () => {
    const { clock, delivery, application } = makeEnvironment();
    delivery.define(definition(), {
      revision: 'one',
      rendered: { objects: [deployment()] },
      settled: {
        history: [
          {
            id: 4,
            revision: 'one',
            deployedAt: '2026-01-01T00:00:00Z',
            initiatedBy: {},
          },
        ],
      },
    });
    clock.advance(20_000);
    expect(application().status).toMatchObject({
      sync: { status: 'Synced' },
      health: { status: 'Healthy' },
      history: [{ id: 4 }],
    });
    expect(application().status.operationState).toBeUndefined();
  });
});
