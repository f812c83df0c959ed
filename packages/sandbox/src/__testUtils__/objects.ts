import type { ApplicationDefinition, KubeObject } from '../world';

export const PROJECT: KubeObject = {
  apiVersion: 'argoproj.io/v1alpha1',
  kind: 'AppProject',
  metadata: { name: 'demo', namespace: 'argocd' },
  spec: {},
};

export const NAMESPACE: KubeObject = {
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: { name: 'tenant-demo' },
};

export const STORE: KubeObject = {
  apiVersion: 'external-secrets.io/v1',
  kind: 'SecretStore',
  metadata: { name: 'vault', namespace: 'tenant-demo' },
  spec: {},
};

/** A Deployment as the blueprint makes one, with as much as controllers read. */
export function deployment(
  options: { image?: string; replicas?: number; secret?: string } = {},
): KubeObject {
  const { image = 'registry.example.com/hello:1.0.0', replicas = 1 } = options;
  const labels = { 'app.kubernetes.io/name': 'hello' };
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'hello', namespace: 'tenant-demo' },
    spec: {
      replicas,
      selector: { matchLabels: labels },
      template: {
        metadata: { labels },
        spec: {
          containers: [
            {
              name: 'app',
              image,
              ...(options.secret && {
                envFrom: [{ secretRef: { name: options.secret } }],
              }),
            },
          ],
        },
      },
    },
  };
}

export function configMap(name: string): KubeObject {
  return {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name, namespace: 'tenant-demo' },
    data: { LOG_LEVEL: 'info' },
  };
}

export function externalSecret(): KubeObject {
  return {
    apiVersion: 'external-secrets.io/v1',
    kind: 'ExternalSecret',
    metadata: { name: 'hello--token', namespace: 'tenant-demo' },
    spec: {
      secretStoreRef: { kind: 'SecretStore', name: 'vault' },
      target: { name: 'hello--token' },
      data: [
        {
          secretKey: 'TOKEN',
          remoteRef: { key: 'tenant-demo/hello/token', property: 'TOKEN' },
        },
      ],
    },
  };
}

export function definition(
  syncPolicy: ApplicationDefinition['spec']['syncPolicy'] = {
    automated: { prune: true, selfHeal: true },
    retry: { limit: -1 },
  },
): ApplicationDefinition {
  return {
    metadata: {
      name: 'demo--hello',
      namespace: 'argocd',
      labels: { 'platform.idp/tenant': 'demo' },
    },
    spec: {
      project: 'demo',
      source: {
        repoURL: 'https://git.example.com/platform.git',
        path: 'hello',
        targetRevision: 'main',
      },
      destination: {
        server: 'https://kubernetes.default.svc',
        namespace: 'tenant-demo',
      },
      syncPolicy,
    },
    folder: 'hello',
    watches: ['hello'],
  };
}
