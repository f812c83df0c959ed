import { wireDeployment, wireExternalSecret } from '../__testUtils__/objects';
import { parseExternalSecret } from './ExternalSecret';
import { parsePushSecret } from './PushSecret';
import { parseSecretStore } from './SecretStore';
import { parseWorkload } from './Workload';

const asksOf = (spec: object) =>
  parseExternalSecret(wireExternalSecret({ spec }))!.asks;
const vault = { kind: 'SecretStore', name: 'vault' };

describe('what an ExternalSecret asks for', () => {
  it('is each place once, with the keys that are named', () => {
    expect(
      asksOf({
        data: [
          { secretKey: 'A', remoteRef: { key: 'team/db', property: 'user' } },
          { secretKey: 'B', remoteRef: { key: 'team/db', property: 'pass' } },
          { secretKey: 'C', remoteRef: { key: 'team/db', property: 'pass' } },
          { secretKey: 'D', remoteRef: { key: 'team/mq', property: 'url' } },
        ],
        dataFrom: undefined,
      }),
    ).toEqual([
      {
        store: vault,
        key: 'team/db',
        covers: 'path',
        properties: ['user', 'pass'],
      },
      { store: vault, key: 'team/mq', covers: 'path', properties: ['url'] },
    ]);
  });

  it.each([
    ['first', [{ key: 'a' }, { key: 'a', property: 'x' }]],
    ['last', [{ key: 'a', property: 'x' }, { key: 'a' }]],
  ])('is the whole of a path where one entry wants it, %s', (_, refs) => {
    expect(
      asksOf({
        data: refs.map(remoteRef => ({ secretKey: 'K', remoteRef })),
        dataFrom: undefined,
      }),
    ).toEqual([{ store: vault, key: 'a', covers: 'path' }]);
  });

  it('is a path, a prefix or the whole mount, by stores of their own too', () => {
    expect(
      asksOf({
        dataFrom: [
          { extract: { key: 'team/db' } },
          { find: { path: 'team/all/', name: { regexp: '.*' } } },
          { find: { name: { regexp: '.*' } } },
          {
            extract: { key: 'x' },
            sourceRef: {
              storeRef: { kind: 'ClusterSecretStore', name: 'other' },
            },
          },
          { sourceRef: { generatorRef: { kind: 'Password', name: 'p' } } },
        ],
      }),
    ).toEqual([
      { store: vault, key: 'team/db', covers: 'path' },
      { store: vault, key: 'team/all', covers: 'prefix' },
      { store: vault, key: '', covers: 'prefix' },
      {
        store: { kind: 'ClusterSecretStore', name: 'other' },
        key: 'x',
        covers: 'path',
      },
    ]);
  });

  it('is never the whole mount because a prefix cannot be read', () => {
    expect(
      asksOf({
        dataFrom: [{ find: { path: 7 } }, { find: { path: 'x'.repeat(600) } }],
      }),
    ).toEqual([]);
  });

  it('has an end', () => {
    expect(
      asksOf({
        dataFrom: Array.from({ length: 5_000 }, (_, at) => ({
          extract: { key: `a/${at}` },
        })),
      }),
    ).toHaveLength(200);
  });
});

describe('an ExternalSecret', () => {
  it('keeps no message of a condition, which may quote a value', () => {
    const parsed = parseExternalSecret(
      wireExternalSecret({
        metadata: { annotations: { note: 'hunter2' }, labels: { team: 'a' } },
        status: {
          conditions: [
            {
              type: 'Ready',
              status: 'False',
              reason: 'SecretSyncedError <b>hunter2</b>',
              message: 'could not execute template: near "hunter2"',
            },
          ],
        },
      }),
    );
    expect(parsed?.ready).toEqual({ status: false });
    expect(JSON.stringify(parsed)).not.toContain('hunter2');
  });

  it.each([
    [{ refreshPolicy: 'CreatedOnce' }, 'never'],
    [{ refreshPolicy: 'OnChange' }, 'on-change'],
    [{ refreshInterval: '0' }, 'never'],
    [{ refreshInterval: '0s' }, 'never'],
    [{ refreshInterval: '0h30m' }, 'by-interval'],
    [{}, 'by-interval'],
  ])('with %j is read again %s', (spec, rereads) => {
    expect(parseExternalSecret(wireExternalSecret({ spec }))?.rereads).toBe(
      rereads,
    );
  });

  it.each([
    null,
    1,
    [],
    {},
    { metadata: { name: 'a' } },
    { metadata: { name: 'A b', namespace: 'x' } },
  ])('is none: %j', wire => {
    expect(parseExternalSecret(wire)).toBeUndefined();
    expect(parsePushSecret(wire)).toBeUndefined();
    expect(parseWorkload('Deployment', wire)).toBeUndefined();
    expect(parseSecretStore('SecretStore', wire)).toBeUndefined();
  });
});

describe('a PushSecret', () => {
  it('writes each key to each store that it names', () => {
    expect(
      parsePushSecret({
        metadata: { namespace: 'a', name: 'session' },
        spec: {
          secretStoreRefs: [
            { kind: 'SecretStore', name: 'writer' },
            { labelSelector: { matchLabels: {} } },
          ],
          data: [
            { match: { remoteRef: { remoteKey: 'a/b', property: 'x' } } },
            { match: { remoteRef: { remoteKey: 'a/b', property: 'y' } } },
          ],
        },
      })?.writes,
    ).toEqual([
      {
        store: { kind: 'SecretStore', name: 'writer' },
        key: 'a/b',
        covers: 'path',
      },
    ]);
  });
});

describe('a workload', () => {
  const podSpec = {
    initContainers: [
      { envFrom: [{ secretRef: { name: 'init', optional: true } }] },
    ],
    containers: [
      {
        envFrom: [
          { configMapRef: { name: 'config' } },
          { secretRef: { name: 'env' } },
        ],
        env: [
          { name: 'A', valueFrom: { secretKeyRef: { name: 'key', key: 'a' } } },
          { name: 'B', value: 'plain' },
        ],
      },
      { envFrom: [{ secretRef: { name: 'init' } }] },
    ],
    volumes: [
      { secret: { secretName: 'volume' } },
      {
        projected: {
          sources: [{ secret: { name: 'projected', optional: true } }],
        },
      },
    ],
    imagePullSecrets: [{ name: 'pull' }],
  };

  it('reads Secrets by environment, volumes and for its image', () => {
    const wire = wireDeployment('x', { spec: { template: { spec: podSpec } } });
    expect(parseWorkload('Deployment', wire)?.secrets).toEqual([
      { name: 'init', required: true },
      { name: 'env', required: true },
      { name: 'key', required: true },
      { name: 'volume', required: true },
      { name: 'projected', required: false },
      { name: 'pull', required: false },
    ]);
  });

  it('may be a CronJob, which has its pods further below', () => {
    expect(
      parseWorkload('CronJob', {
        metadata: { namespace: 'a', name: 'nightly' },
        spec: { jobTemplate: { spec: { template: { spec: podSpec } } } },
      }),
    ).toMatchObject({ kind: 'CronJob', name: 'nightly' });
  });

  it('does not matter without a Secret, or where another makes it', () => {
    const spec = { template: { spec: { containers: [{}] } } };
    expect(
      parseWorkload('Deployment', wireDeployment('x', { spec })),
    ).toBeUndefined();
    const metadata = {
      ownerReferences: [{ kind: 'CronJob', controller: true }],
    };
    expect(
      parseWorkload('Job', wireDeployment('x', { metadata })),
    ).toBeUndefined();
  });

  it('keeps nothing of what its pods are told', () => {
    const wire = wireDeployment('db', {
      spec: {
        template: {
          spec: {
            containers: [
              {
                env: [{ name: 'PASSWORD', value: 'hunter2' }],
                envFrom: [{ secretRef: { name: 'db' } }],
              },
            ],
          },
        },
      },
    });
    expect(JSON.stringify(parseWorkload('Deployment', wire))).not.toMatch(
      /hunter2|PASSWORD/,
    );
  });
});
