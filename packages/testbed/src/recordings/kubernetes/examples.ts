import type { KubeObject } from '../../kube/types';

const namespace = 'examples';
const labels = { app: 'example' };
const template = {
  metadata: { labels },
  spec: {
    containers: [{ name: 'app', image: 'registry.example.com/app:1.0.0' }],
  },
};
const metadata = (name: string) => ({ name, namespace, labels });

/** One of each kind that the portal reads and no blueprint makes. No tenant's, as policies are not what they are for. */
export const exampleObjects: KubeObject[] = [
  {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name: namespace },
  },
  {
    apiVersion: 'apps/v1',
    kind: 'StatefulSet',
    metadata: metadata('store'),
    spec: {
      serviceName: 'store',
      selector: { matchLabels: labels },
      template,
    },
  },
  {
    apiVersion: 'apps/v1',
    kind: 'DaemonSet',
    metadata: metadata('agent'),
    spec: { selector: { matchLabels: labels }, template },
  },
  {
    apiVersion: 'batch/v1',
    kind: 'CronJob',
    metadata: metadata('nightly'),
    spec: {
      schedule: '0 3 * * *',
      jobTemplate: { spec: { template: once(template) } },
    },
  },
  {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: metadata('once'),
    spec: { template: once(template) },
  },
  {
    apiVersion: 'autoscaling/v2',
    kind: 'HorizontalPodAutoscaler',
    metadata: metadata('store'),
    spec: {
      scaleTargetRef: {
        apiVersion: 'apps/v1',
        kind: 'StatefulSet',
        name: 'store',
      },
      maxReplicas: 2,
      metrics: [
        {
          type: 'Resource',
          resource: {
            name: 'cpu',
            target: { type: 'Utilization', averageUtilization: 80 },
          },
        },
      ],
    },
  },
  {
    apiVersion: 'external-secrets.io/v1',
    kind: 'ExternalSecret',
    metadata: metadata('app--without-a-store'),
    spec: {
      refreshInterval: '1h',
      secretStoreRef: { kind: 'SecretStore', name: 'vault' },
      target: { name: 'app--without-a-store' },
      dataFrom: [{ extract: { key: 'examples/app/made' } }],
    },
  },
  {
    apiVersion: 'external-secrets.io/v1alpha1',
    kind: 'PushSecret',
    metadata: metadata('push'),
    spec: {
      refreshInterval: '1h',
      secretStoreRefs: [{ kind: 'SecretStore', name: 'vault' }],
      selector: { secret: { name: 'made' } },
      data: [
        {
          match: {
            secretKey: 'KEY',
            remoteRef: { remoteKey: 'examples/app/made', property: 'KEY' },
          },
        },
      ],
    },
  },
];

function once({ spec, ...more }: typeof template) {
  return { ...more, spec: { ...spec, restartPolicy: 'Never' } };
}

/** An ExternalSecret of the example tenant that comes and goes while a watch is open. */
export function passingSecret(labelled?: 'yes' | 'no'): KubeObject {
  return {
    apiVersion: 'external-secrets.io/v1',
    kind: 'ExternalSecret',
    metadata: {
      name: 'passing',
      namespace: 'tenant-demo',
      labels: { shown: labelled ?? 'no' },
    },
    spec: {
      refreshInterval: '1h',
      secretStoreRef: { kind: 'SecretStore', name: 'vault' },
      target: { name: 'passing' },
      data: [
        {
          secretKey: 'KEY',
          remoteRef: { key: 'tenant-demo/hello/passing', property: 'KEY' },
        },
      ],
    },
  };
}
