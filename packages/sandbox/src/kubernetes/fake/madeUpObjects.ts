import { timestamp } from '../../clock';
import type { KubeObject } from '../../world';

/** Where a made-up ExternalSecret is, and what it reads. */
export interface MadeUpExternalSecret {
  namespace: string;
  name: string;
  /** The Deployment that reads its Secret. */
  workload: string;
  /** Below the mount. */
  path: string;
}

const KEYS = ['USERNAME', 'PASSWORD'];

/** The objects of one ExternalSecret that was delivered, of the size that they have on a cluster. */
export function madeUpObjects(
  { namespace, name, workload, path }: MadeUpExternalSecret,
  vault: { vaultUrl: string; mount: string },
): KubeObject[] {
  const now = timestamp(new Date());
  const labels = { 'app.kubernetes.io/name': workload };
  const ready = (reason: string, message: string) => ({
    conditions: [
      {
        lastTransitionTime: now,
        message,
        reason,
        status: 'True',
        type: 'Ready',
      },
    ],
  });
  return [
    {
      apiVersion: 'external-secrets.io/v1',
      kind: 'SecretStore',
      metadata: { name: 'vault', namespace },
      spec: {
        provider: {
          vault: {
            server: vault.vaultUrl,
            path: vault.mount,
            version: 'v2',
            auth: {
              kubernetes: { mountPath: 'kubernetes', role: 'tenant' },
            },
          },
        },
      },
      status: {
        capabilities: 'ReadWrite',
        ...ready('Valid', 'store validated'),
      },
    },
    {
      apiVersion: 'external-secrets.io/v1',
      kind: 'ExternalSecret',
      metadata: {
        name,
        namespace,
        labels,
        annotations: {
          'argocd.argoproj.io/tracking-id': `${workload}:external-secrets.io/ExternalSecret:${namespace}/${name}`,
        },
      },
      spec: {
        refreshInterval: '1h',
        secretStoreRef: { kind: 'SecretStore', name: 'vault' },
        target: {
          name,
          creationPolicy: 'Owner',
          deletionPolicy: 'Retain',
        },
        data: KEYS.map(property => ({
          secretKey: property,
          remoteRef: {
            key: path,
            property,
            conversionStrategy: 'Default',
            decodingStrategy: 'None',
            metadataPolicy: 'None',
          },
        })),
      },
      status: {
        binding: { name },
        ...ready('SecretSynced', 'secret synced'),
        refreshTime: now,
        syncedResourceVersion: '1-0000000000000000000000000000000000000000',
      },
    },
    deployment({ namespace, workload, labels, secret: name }),
  ];
}

function deployment(options: {
  namespace: string;
  workload: string;
  labels: Record<string, string>;
  secret: string;
}): KubeObject {
  const { namespace, workload, labels, secret } = options;
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: `${workload}-${secret}`, namespace, labels },
    spec: {
      replicas: 1,
      selector: { matchLabels: labels },
      template: {
        metadata: { labels },
        spec: {
          containers: [
            {
              name: 'app',
              image: `registry.example.com/${workload}:1.0.0`,
              envFrom: [{ secretRef: { name: secret } }],
            },
          ],
        },
      },
    },
    status: { readyReplicas: 1, availableReplicas: 1, replicas: 1 },
  };
}
