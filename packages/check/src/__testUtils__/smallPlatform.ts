import { ENVIRONMENTS } from '@idp/platform-contract';

const DOMAINS = { local: 'apps.local.example.com', eks: 'apps.example.com' };

const LOCAL_CONFIG = {
  annotations: { 'config.kubernetes.io/local-config': 'true' },
};

const REPLACEMENTS = `replacements:
  - source: {kind: Environment, fieldPath: metadata.name}
    targets:
      - select: {labelSelector: platform.idp/overlay=environment}
        fieldPaths: [spec.sources.0.path]
        options: {delimiter: /, index: 3}
      - select: {labelSelector: platform.idp/values=environment}
        fieldPaths: [spec.sources.1.helm.valueFiles.1]
        options: {delimiter: /, index: 4}
`;

const json = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`;

/**
 * The smallest repository that has one of everything that the rules compare: a component with a chart that differs by
 * environment, one that is the same in both, and one of local only; no tenant. The rules have nothing to say of it.
 */
export function smallPlatform(): Record<string, string> {
  const files: Record<string, string> = {
    'gitops/tenants/.gitkeep': '',
    ...component('cache', {
      wave: '-20',
      component: {
        namespaces: ['cache'],
        crdGroups: ['cache.example.com'],
      },
    }),
    'kubernetes/cache/base/kustomization.yaml': 'resources: [namespace.yaml]\n',
    'kubernetes/cache/base/namespace.yaml': namespace('cache'),
    ...component('balancer', {
      environments: ['local'],
      component: {
        namespaces: ['balancer'],
        variance: [
          {
            class: 'edge',
            object: 'application',
            fields: [],
            reason: 'The cloud brings its own',
          },
        ],
      },
    }),
    'kubernetes/balancer/base/kustomization.yaml':
      'resources: [namespace.yaml]\n',
    'kubernetes/balancer/base/namespace.yaml': namespace('balancer'),
    ...component('store', {
      wave: '0',
      overlay: true,
      chart: true,
      component: {
        namespaces: ['store'],
        waitsFor: ['cache'],
        variance: [
          {
            class: 'storage',
            object: 'StorageClass/store',
            fields: ['provisioner', 'parameters'],
            reason: 'The provisioner is the cluster’s own',
          },
          {
            class: 'storage',
            object: 'values',
            fields: ['persistence.size'],
            reason: 'The laboratory has small disks',
          },
        ],
      },
    }),
    'kubernetes/store/values.yaml':
      'replicas: 2\npersistence:\n  enabled: true\n',
    'kubernetes/store/base/kustomization.yaml': `apiVersion: kustomize.config.k8s.io/v1alpha1
kind: Component
resources: [namespace.yaml, route.yaml]
replacements:
  - source: {kind: Environment, fieldPath: spec.domain}
    targets:
      - select: {kind: ConfigMap, name: route}
        fieldPaths: [data.host]
        options: {delimiter: '.', index: 1}
`,
    'kubernetes/store/base/namespace.yaml': namespace('store'),
    'kubernetes/store/base/route.yaml': `apiVersion: v1
kind: ConfigMap
metadata:
  name: route
  namespace: store
data:
  host: store.domain
  mode: fast
`,
  };
  for (const environment of ENVIRONMENTS) {
    const cluster = `gitops/clusters/${environment}`;
    Object.assign(files, {
      [`gitops/environments/${environment}/environment.yaml`]: json({
        apiVersion: 'platform.idp/v1alpha1',
        kind: 'Environment',
        metadata: { name: environment, ...LOCAL_CONFIG },
        spec: { domain: DOMAINS[environment] },
      }),
      [`gitops/environments/${environment}/kustomization.yaml`]:
        'resources: [environment.yaml]\n',
      [`${cluster}/kustomization.yaml`]: `resources: [../../platform${
        environment === 'local' ? ', ../../platform/local' : ''
      }, ../../environments/${environment}]\n${REPLACEMENTS}`,
      [`kubernetes/store/overlays/${environment}/kustomization.yaml`]: `resources: [storage-class.yaml, ../../../../gitops/environments/${environment}]\ncomponents: [../../base]\n`,
      [`kubernetes/store/overlays/${environment}/storage-class.yaml`]: json({
        apiVersion: 'storage.k8s.io/v1',
        kind: 'StorageClass',
        metadata: { name: 'store' },
        provisioner: `${environment}.example.com`,
        ...(environment === 'eks' && { parameters: { type: 'gp3' } }),
      }),
      [`kubernetes/store/overlays/${environment}/values.yaml`]: `persistence:\n  size: ${
        environment === 'local' ? 10 : 50
      }Gi\n`,
    });
  }
  files['gitops/platform/kustomization.yaml'] =
    'resources: [cache.yaml, store.yaml]\n';
  files['gitops/platform/local/kustomization.yaml'] =
    'resources: [balancer.yaml]\n';
  return files;
}

function namespace(name: string) {
  return json({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } });
}

function component(
  name: string,
  options: {
    wave?: string;
    overlay?: boolean;
    chart?: boolean;
    environments?: string[];
    component?: Record<string, unknown>;
  },
): Record<string, string> {
  const { wave = '0', environments = ['local', 'eks'] } = options;
  const folder = environments.length === 1 ? `${environments[0]}/` : '';
  return {
    [`kubernetes/${name}/component.yaml`]: json({
      apiVersion: 'platform.idp/v1alpha1',
      kind: 'PlatformComponent',
      metadata: { name, ...LOCAL_CONFIG },
      spec: {
        owner: 'group:default/platform',
        description: `The ${name} of the example`,
        upstream: `https://${name}.example.com/`,
        environments,
        namespaces: [],
        crdGroups: [],
        waitsFor: [],
        secrets: { birth: [], generated: [], human: [], controller: [] },
        variance: [],
        ...options.component,
      },
    }),
    [`gitops/platform/${folder}${name}.yaml`]: json({
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'Application',
      metadata: {
        name: `platform--${name}`,
        namespace: 'argocd',
        labels: {
          'platform.idp/kind': 'platform',
          'platform.idp/component': name,
          ...(options.overlay && { 'platform.idp/overlay': 'environment' }),
          ...(options.chart && { 'platform.idp/values': 'environment' }),
        },
        annotations: { 'argocd.argoproj.io/sync-wave': wave },
      },
      spec: {
        project: 'platform',
        sources: [
          {
            repoURL: 'https://git.example.com/platform.git',
            targetRevision: 'main',
            path: options.overlay
              ? `kubernetes/${name}/overlays/environment`
              : `kubernetes/${name}/base`,
            ref: 'platform',
          },
          ...(options.chart
            ? [
                {
                  repoURL: 'https://charts.example.com',
                  chart: name,
                  targetRevision: '1.2.3',
                  helm: {
                    releaseName: name,
                    valueFiles: [
                      `$platform/kubernetes/${name}/values.yaml`,
                      `$platform/kubernetes/${name}/overlays/environment/values.yaml`,
                    ],
                  },
                },
              ]
            : []),
        ],
        destination: {
          server: 'https://kubernetes.default.svc',
          namespace: name,
        },
      },
    }),
  };
}
