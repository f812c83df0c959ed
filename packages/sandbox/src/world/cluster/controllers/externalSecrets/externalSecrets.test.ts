import { ManualClock } from '../../../../clock';
import { externalSecret, STORE } from '../../../../__testUtils__/objects';
import { Vault } from '../../../vault';
import { runControllers } from '..';
import { Cluster } from '../../Cluster';
import { EventLog } from '../../EventLog';
import { nameOf, type KubeObject } from '../../KubeObject';
import { laptopTiming } from '../../timing';

const PATH = 'tenant-demo/hello/token';
const HOUR = 3_600_000;
const SECRET = {
  group: '',
  kind: 'Secret',
  namespace: 'tenant-demo',
  name: 'hello--token',
};

function begin(spec: object = {}) {
  const clock = new ManualClock();
  const cluster = new Cluster(clock);
  const events = new EventLog(clock);
  const vault = new Vault(clock);
  runControllers({ cluster, clock, events, timing: laptopTiming }, vault);
  cluster.apply(STORE);
  const object = externalSecret();
  cluster.apply({ ...object, spec: { ...object.spec, ...spec } });
  const live = () => cluster.get(nameOf(object))!;
  return {
    clock,
    cluster,
    vault,
    live,
    write: (TOKEN: string) => vault.kv.write(PATH, { TOKEN }),
    value: () => {
      const encoded = cluster.get(SECRET)?.data.TOKEN;
      return encoded && Buffer.from(encoded, 'base64').toString();
    },
    problem: () => events.of(live().metadata.uid!).at(-1)!.message,
    ready: () => live().status.conditions[0].status,
  };
}

describe('an ExternalSecret', () => {
  it('reads at its interval, and says when', () => {
    const { clock, write, value, live } = begin({ refreshInterval: '1h30m' });
    write('one');
    clock.advance(10_000);
    expect(value()).toBe('one');
    const first = live().status.refreshTime;
    write('two');
    clock.advance(HOUR);
    expect(value()).toBe('one');
    clock.advance(HOUR);
    expect(value()).toBe('two');
    expect(live().status.refreshTime > first).toBe(true);
    write('three');
    clock.advance(2 * HOUR);
    expect(value()).toBe('three');
  });

  it.each([
    ['annotations', { 'force-sync': '1' }],
    ['labels', { anything: 'else' }],
  ])('reads when its %s change', (field, map) => {
    const { clock, cluster, write, value, live } = begin();
    write('one');
    clock.advance(10_000);
    write('two');
    cluster.edit(nameOf(live()), draft => {
      draft.metadata[field] = map;
    });
    clock.advance(1_000);
    expect(value()).toBe('two');
  });

  it('reads once where it is told so', () => {
    const { clock, cluster, write, value, live } = begin({
      refreshPolicy: 'CreatedOnce',
    });
    write('one');
    clock.advance(10_000);
    write('two');
    cluster.edit(nameOf(live()), draft => {
      draft.metadata.annotations = { 'force-sync': '1' };
    });
    clock.advance(24 * HOUR);
    expect(value()).toBe('one');
  });

  it('keeps what was delivered when the path goes, and says so', () => {
    const { clock, vault, write, value, ready, live, problem } = begin();
    write('one');
    clock.advance(10_000);
    const { refreshTime } = live().status;
    vault.kv.delete(PATH);
    clock.advance(HOUR + 10_000);
    expect([value(), ready()]).toEqual(['one', 'False']);
    expect(live().status).toMatchObject({
      refreshTime,
      conditions: [
        {
          reason: 'SecretSyncedError',
          message: 'could not get secret data from provider',
        },
      ],
    });
    expect(problem()).toBe(
      `error processing spec.data[0] (key: ${PATH}), err: Secret does not exist`,
    );
    write('two');
    clock.advance(1_000);
    expect([value(), ready()]).toEqual(['two', 'True']);
  });

  it.each([
    [{ OTHER: 'x' }, {}, 'cannot find secret data for key: "TOKEN"'],
    [
      { TOKEN: 'x' },
      {
        data: [
          {
            secretKey: 'TOKEN',
            remoteRef: { key: 'tenant-other/a/b', property: 'TOKEN' },
          },
        ],
      },
      'permission denied',
    ],
    [
      { TOKEN: 'x' },
      { secretStoreRef: { kind: 'ClusterSecretStore', name: 'none' } },
      'could not get ClusterSecretStore "none"',
    ],
  ])('waits where there is %j for %j', (data, spec, message) => {
    const { clock, vault, ready, problem } = begin(spec);
    vault.kv.write(PATH, data);
    vault.kv.write('tenant-other/a/b', data);
    clock.advance(10_000);
    expect(ready()).toBe('False');
    expect(problem()).toContain(message);
  });

  it('takes whole secrets, and what it finds', () => {
    const { clock, cluster, vault } = begin({
      data: undefined,
      dataFrom: [
        { extract: { key: PATH } },
        { find: { path: 'tenant-demo/found', name: { regexp: 'a$' } } },
      ],
    });
    vault.kv.write(PATH, { A: '1', B: '2' });
    vault.kv.write('tenant-demo/found/a', { C: '3' });
    vault.kv.write('tenant-demo/found/b', { C: '4' });
    clock.advance(10_000);
    expect(Object.keys(cluster.get(SECRET)!.data)).toEqual([
      'A',
      'B',
      'tenant-demo_found_a',
    ]);
  });

  it('makes its Secret again when somebody deletes it', () => {
    const { clock, cluster, write, value } = begin();
    write('one');
    clock.advance(10_000);
    cluster.remove(SECRET);
    expect(value()).toBeUndefined();
    clock.advance(1_000);
    expect(value()).toBe('one');
  });

  it('is not made again when it is gone itself', () => {
    const { clock, cluster, write, live } = begin();
    write('one');
    clock.advance(10_000);
    cluster.remove(nameOf(live()));
    clock.advance(2 * HOUR);
    expect(cluster.list({ kind: 'Secret' }) as KubeObject[]).toEqual([]);
  });
});
