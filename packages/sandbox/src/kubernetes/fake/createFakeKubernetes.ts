import { systemClock, timestamp } from '../../clock';
import { startFake, type Fake } from '../../fakes';
import { Cluster, nameOf, type KubeObject } from '../../world';
import type { Account } from '../access';
import { createKubernetesRouter } from '../createKubernetesRouter';
import { WatchLog } from '../WatchLog';
import { madeUpObjects, type MadeUpExternalSecret } from './madeUpObjects';

/**
 * A Kubernetes API with made-up ExternalSecrets, for measurements.
 *
 * @public
 */
export interface FakeKubernetes extends Fake {
  token: string;
  /** The ExternalSecret with an index. */
  externalSecretOf(index: number): MadeUpExternalSecret;
  /** Says of an ExternalSecret that it was read just now, or that it cannot be; watches hear of it at once. */
  refresh(index: number, isReady: boolean): void;
  /** Forgets what happened, so that every watch has to begin anew. */
  forget(): void;
}

const EVERYTHING: Account = {
  user: 'system:serviceaccount:bench:portal',
  rules: [{ apiGroups: ['*'], resources: ['*'], verbs: ['*'] }],
};

/**
 * Starts a Kubernetes API on loopback. Nothing runs in it: objects change when somebody says so.
 *
 * @param options.externalSecrets - how many; each has a Deployment that reads its Secret, and a store in its namespace
 * @param options.externalSecretOf - where it is and what it reads; one a namespace for five when absent
 * @param options.vaultUrl - what the stores name; `https://vault.example.com` when absent
 * @public
 */
export async function createFakeKubernetes(options: {
  externalSecrets: number;
  externalSecretOf?: (index: number) => MadeUpExternalSecret;
  vaultUrl?: string;
  mount?: string;
}): Promise<FakeKubernetes> {
  const {
    externalSecrets,
    externalSecretOf = defaultExternalSecret,
    vaultUrl = 'https://vault.example.com',
    mount = 'kv',
  } = options;
  const token = 'made-up';
  const cluster = new Cluster(systemClock);
  for (let index = 0; index < externalSecrets; index++) {
    const objects = madeUpObjects(externalSecretOf(index), { vaultUrl, mount });
    for (const object of objects) cluster.write(object);
  }
  const log = new WatchLog(cluster);
  const fake = await startFake({
    router: createKubernetesRouter({
      log,
      clock: systemClock,
      accounts: () => ({ [token]: EVERYTHING }),
    }),
    kindOf: ({ path, query }) =>
      `${path.replace(
        /\/namespaces\/[^/]+\/([^/]+)\/.+/,
        '/namespaces/{namespace}/$1/{name}',
      )}${query.watch ? '?watch' : ''}`,
    isStream: ({ query }) => Boolean(query.watch),
  });
  return {
    ...fake,
    token,
    externalSecretOf,
    refresh(index, isReady) {
      const { namespace, name } = externalSecretOf(index);
      const object: Pick<KubeObject, 'apiVersion' | 'kind' | 'metadata'> = {
        apiVersion: 'external-secrets.io/v1',
        kind: 'ExternalSecret',
        metadata: { namespace, name },
      };
      const now = timestamp(new Date());
      cluster.edit(nameOf(object as KubeObject), draft => {
        Object.assign(draft.status.conditions[0], {
          status: isReady ? 'True' : 'False',
          reason: isReady ? 'SecretSynced' : 'SecretSyncedError',
          message: isReady
            ? 'secret synced'
            : 'could not get secret data from provider',
          lastTransitionTime: now,
        });
        if (isReady) draft.status.refreshTime = now;
      });
    },
    forget: () => log.forget(),
  };
}

function defaultExternalSecret(index: number): MadeUpExternalSecret {
  const service = Math.floor(index / 5);
  return {
    namespace: `team-${Math.floor(service / 20)}`,
    name: `service-${service}-${index % 5}`,
    workload: `service-${service}`,
    path: `team-${Math.floor(service / 20)}/service-${service}/secret-${
      index % 5
    }`,
  };
}
