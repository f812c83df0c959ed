import type { WireObject } from './FakeCluster';

/** Kinds as they stand in addresses of the API server. */
export const KINDS = {
  externalSecrets: 'apis/external-secrets.io/v1/externalsecrets',
  secretStores: 'apis/external-secrets.io/v1/secretstores',
  clusterSecretStores: 'apis/external-secrets.io/v1/clustersecretstores',
  pushSecrets: 'apis/external-secrets.io/v1alpha1/pushsecrets',
  deployments: 'apis/apps/v1/deployments',
  statefulSets: 'apis/apps/v1/statefulsets',
  daemonSets: 'apis/apps/v1/daemonsets',
  cronJobs: 'apis/batch/v1/cronjobs',
  jobs: 'apis/batch/v1/jobs',
  secrets: 'api/v1/secrets',
} as const;

export const VAULT_URL = 'https://vault.vault.svc:8200';
/** By the real clock, which the plugin in a backend goes by: an age of a fixed day would change from day to day. */
export const NOW = Math.floor(Date.now() / 1_000) * 1_000;
export const REFRESHED_AT = minutesAgo(20);

/** A time before `NOW` as the API server writes it: in whole seconds. */
export function minutesAgo(minutes: number): string {
  return new Date(NOW - minutes * 60_000).toISOString().replace('.000Z', 'Z');
}

export function ready(
  status: 'True' | 'False',
  reason: string,
  message: string,
): WireObject {
  return { type: 'Ready', status, reason, message };
}

export const synced = ready('True', 'SecretSynced', 'secret synced');
export const unreadable = ready(
  'False',
  'SecretSyncedError',
  'could not get secret data from provider',
);

/** The ExternalSecret `orders--database` of the tenant payments, delivered, with what the test changes of it. */
export function wireExternalSecret(
  change: {
    metadata?: WireObject;
    spec?: WireObject;
    status?: WireObject;
  } = {},
): WireObject {
  const name = change.metadata?.name ?? 'orders--database';
  return {
    apiVersion: 'external-secrets.io/v1',
    kind: 'ExternalSecret',
    metadata: { namespace: 'tenant-payments', name, ...change.metadata },
    spec: {
      refreshInterval: '1h',
      secretStoreRef: { kind: 'SecretStore', name: 'vault' },
      target: { name, creationPolicy: 'Owner' },
      dataFrom: [{ extract: { key: 'tenant-payments/orders/database' } }],
      ...change.spec,
    },
    status: change.status ?? {
      refreshTime: REFRESHED_AT,
      conditions: [synced],
    },
  };
}

export function wireStore(
  vault: WireObject = {},
  rest: WireObject = {},
): WireObject {
  return {
    metadata: { namespace: 'tenant-payments', name: 'vault', ...rest.metadata },
    spec: {
      provider: {
        vault: { server: VAULT_URL, path: 'kv', version: 'v2', ...vault },
      },
      ...rest.spec,
    },
    status: rest.status ?? {
      conditions: [ready('True', 'Valid', 'store validated')],
    },
  };
}

export function wireDeployment(
  secret = 'orders--database',
  rest: { spec?: WireObject; status?: WireObject; metadata?: WireObject } = {},
): WireObject {
  return {
    metadata: {
      namespace: 'tenant-payments',
      name: 'orders',
      ...rest.metadata,
    },
    spec: {
      replicas: 2,
      template: {
        spec: {
          containers: [
            { name: 'orders', envFrom: [{ secretRef: { name: secret } }] },
          ],
        },
      },
      ...rest.spec,
    },
    status: rest.status ?? { readyReplicas: 2 },
  };
}
