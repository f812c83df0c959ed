import { ManualClock } from '../../clock';
import {
  configMap,
  deployment,
  externalSecret,
  STORE,
} from '../../__testUtils__/objects';
import { healthOf } from '../delivery/health';
import { Cluster, EventLog, laptopTiming, nameOf, runControllers } from '.';
import type { KubeObject } from '.';
import { Vault } from '../vault';

const DEPLOYMENT = nameOf(deployment());

function makeCluster() {
  const clock = new ManualClock();
  const cluster = new Cluster(clock);
  const events = new EventLog(clock);
  const vault = new Vault(clock);
  runControllers({ cluster, clock, events, timing: laptopTiming }, vault);
  const list = (kind: string) => [...cluster.list({ kind })];
  return {
    clock,
    cluster,
    vault,
    list,
    health: () => healthOf(cluster.get(DEPLOYMENT)!),
    images: () =>
      list('Pod').map(pod => pod.spec.containers[0].image.split(':')[1]),
    messages: (object: KubeObject) =>
      events.of(object.metadata.uid!).map(({ message }) => message),
    reasons: (object: KubeObject) =>
      events.of(object.metadata.uid!).map(({ reason }) => reason),
  };
}

describe('a Deployment', () => {
  it('has its pods by way of a ReplicaSet, and is healthy when they are ready', () => {
    const { clock, cluster, list, health } = makeCluster();
    cluster.apply(deployment({ replicas: 3 }));
    expect(list('Pod')).toHaveLength(3);
    expect(list('ReplicaSet')[0].spec.replicas).toBe(3);
    expect(health()?.status).toBe('Progressing');
    clock.advance(10_000);
    expect(health()).toEqual({ status: 'Healthy' });
    expect(cluster.get(DEPLOYMENT)!.status).toMatchObject({
      readyReplicas: 3,
      updatedReplicas: 3,
    });
    expect(list('ReplicaSet')[0].status).toMatchObject({
      replicas: 3,
      readyReplicas: 3,
    });
  });

  it('keeps the old pod until the new one is ready', () => {
    const { clock, cluster, images, list } = makeCluster();
    cluster.apply(deployment());
    clock.advance(10_000);
    cluster.apply(deployment({ image: 'registry.example.com/hello:1.1.0' }));
    clock.advance(1_500);
    expect(images().sort()).toEqual(['1.0.0', '1.1.0']);
    clock.advance(10_000);
    expect(images()).toEqual(['1.1.0']);
    expect(
      list('ReplicaSet')
        .map(({ status }) => status.replicas)
        .sort(),
    ).toEqual([0, 1]);
  });

  it.each([
    ['registry.example.com/hello:bad-1.1.0'],
    ['registry.example.com/hello:missing'],
    ['registry.invalid/hello:1.1.0'],
  ])('hangs where %s cannot be pulled, and the old pod serves on', image => {
    const { clock, cluster, list, health, images, reasons } = makeCluster();
    cluster.apply(deployment());
    clock.advance(10_000);
    cluster.apply(deployment({ image }));
    clock.advance(5_000);
    expect(health()?.status).toBe('Progressing');
    clock.advance(10_000);
    expect(health()).toEqual({
      status: 'Degraded',
      message: 'Deployment "hello" exceeded its progress deadline',
    });
    expect(images()).toContain('1.0.0');
    const pod = list('Pod').find(
      one => one.spec.containers[0].image === image,
    )!;
    expect(healthOf(pod)).toMatchObject({
      status: 'Degraded',
      message: expect.stringContaining(image),
    });
    expect(pod.status.containerStatuses[0].state.waiting.reason).toBe(
      'ImagePullBackOff',
    );
    expect(reasons(pod)).toEqual(['Failed', 'BackOff']);
  });

  it('recovers with the next image', () => {
    const { clock, cluster, health, images } = makeCluster();
    cluster.apply(deployment({ image: 'hello:bad' }));
    clock.advance(20_000);
    cluster.apply(deployment({ image: 'hello:good' }));
    clock.advance(20_000);
    expect(health()).toEqual({ status: 'Healthy' });
    expect(images()).toEqual(['good']);
  });

  it('is scaled both ways', () => {
    const { clock, cluster, list } = makeCluster();
    cluster.apply(deployment({ replicas: 1 }));
    cluster.apply(deployment({ replicas: 4 }));
    clock.advance(5_000);
    expect(list('Pod')).toHaveLength(4);
    cluster.apply(deployment({ replicas: 2 }));
    clock.advance(5_000);
    expect(list('Pod')).toHaveLength(2);
  });

  it('takes everything along that it owns when it goes', () => {
    const { clock, cluster, list } = makeCluster();
    cluster.apply(deployment({ replicas: 2 }));
    clock.advance(5_000);
    cluster.remove(DEPLOYMENT);
    clock.advance(5_000);
    expect([...list('Pod'), ...list('ReplicaSet')]).toEqual([]);
  });
});

describe('an ExternalSecret', () => {
  it('is degraded with its reason until somebody writes the path, and the pod waits for it', () => {
    const { clock, cluster, vault, list, health } = makeCluster();
    cluster.apply(STORE);
    cluster.apply(externalSecret());
    cluster.apply(deployment({ secret: 'hello--token' }));
    clock.advance(5_000);
    expect(healthOf(list('ExternalSecret')[0])).toEqual({
      status: 'Degraded',
      message: 'could not get secret data from provider',
    });
    expect(list('Secret')).toEqual([]);
    expect(list('Pod')[0].status.containerStatuses[0].state.waiting).toEqual({
      reason: 'CreateContainerConfigError',
      message: 'secret "hello--token" not found',
    });

    vault.kv.write('tenant-demo/hello/token', { TOKEN: 'x' });
    clock.advance(5_000);
    expect(healthOf(list('ExternalSecret')[0])?.status).toBe('Healthy');
    expect(list('Secret')[0].metadata.name).toBe('hello--token');
    expect(health()?.status).toBe('Healthy');
  });

  it('waits for its store', () => {
    const { clock, cluster, vault, list, messages } = makeCluster();
    vault.kv.write('tenant-demo/hello/token', { TOKEN: 'x' });
    cluster.apply(externalSecret());
    clock.advance(1_000);
    const [waiting] = list('ExternalSecret');
    expect(healthOf(waiting)?.status).toBe('Degraded');
    expect(messages(waiting)).toEqual([
      'could not get SecretStore "vault", SecretStore.external-secrets.io "vault" not found',
    ]);
    cluster.apply(STORE);
    clock.advance(10_000);
    expect(healthOf(list('ExternalSecret')[0])?.status).toBe('Healthy');
  });
});

describe('server-side apply', () => {
  const live = (cluster: Cluster) => cluster.get(nameOf(configMap('config')))!;

  it('leaves what others have written, and takes away what it no longer says', () => {
    const cluster = new Cluster(new ManualClock());
    cluster.apply({ ...configMap('config'), data: { A: '1', B: '2' } });
    cluster.edit(nameOf(configMap('config')), draft => {
      draft.data.C = 'by hand';
    });
    expect(cluster.apply({ ...configMap('config'), data: { A: '3' } })).toBe(
      'configured',
    );
    expect(live(cluster).data).toEqual({ A: '3', C: 'by hand' });
    expect(cluster.apply({ ...configMap('config'), data: { A: '3' } })).toBe(
      'unchanged',
    );
  });

  it('knows the items of a list by their name', () => {
    const { cluster } = makeCluster();
    const target = deployment();
    cluster.apply(target);
    cluster.edit(DEPLOYMENT, draft => {
      const { containers } = draft.spec.template.spec;
      containers[0].imagePullPolicy = 'Always';
      containers.push({ name: 'sidecar', image: 'sidecar:1' });
    });
    const predicted = cluster.predict(deployment({ image: 'hello:2' }));
    expect(predicted.spec.template.spec.containers).toEqual([
      { name: 'app', image: 'hello:2', imagePullPolicy: 'Always' },
      { name: 'sidecar', image: 'sidecar:1' },
    ]);
  });

  it('changes no object that was handed out', () => {
    const cluster = new Cluster(new ManualClock());
    cluster.apply(configMap('config'));
    const before = live(cluster);
    cluster.edit(nameOf(before), draft => {
      draft.data.A = '1';
    });
    expect(before.data).toEqual({ LOG_LEVEL: 'info' });
    expect(live(cluster).metadata.resourceVersion).not.toBe(
      before.metadata.resourceVersion,
    );
  });
});
