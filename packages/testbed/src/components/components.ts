import type { Component } from './types';

const kube = 'v1.36.3';
const argocd = '3.5.7';
const argocdModule = 'github.com/argoproj/argo-cd/v3';

/** All components in the order of the build: what most steps need comes first. */
export const components: Component[] = [
  {
    kind: 'go',
    name: 'etcd',
    version: '3.7.3',
    what: 'the store of the API server',
    package: '.',
    binary: 'etcd',
    estimate: { cpuSeconds: 90, diskMb: 25 },
  },
  {
    kind: 'go',
    name: 'kube',
    version: kube.slice(1),
    what: 'kube-apiserver, kube-controller-manager and kube-scheduler in one binary',
    package: '.',
    binary: 'kube',
    variables: {
      'k8s.io/component-base/version.gitVersion': kube,
      'k8s.io/component-base/version.gitMajor': '1',
      'k8s.io/component-base/version.gitMinor': '36',
      'k8s.io/component-base/version.gitTreeState': 'clean',
      'k8s.io/component-base/version.gitCommit': '0'.repeat(40),
      'k8s.io/component-base/version.buildDate': '2026-01-01T00:00:00Z',
      'k8s.io/client-go/pkg/version.gitVersion': kube,
      'k8s.io/client-go/pkg/version.gitMajor': '1',
      'k8s.io/client-go/pkg/version.gitMinor': '36',
    },
    estimate: { cpuSeconds: 568, diskMb: 119 },
  },
  {
    kind: 'go',
    name: 'kustomize',
    version: '5.8.1',
    what: 'what Argo CD renders with',
    package: 'sigs.k8s.io/kustomize/kustomize/v5',
    binary: 'kustomize',
    variables: { 'sigs.k8s.io/kustomize/api/provenance.version': 'v5.8.1' },
    estimate: { cpuSeconds: 20, diskMb: 16 },
  },
  {
    kind: 'go',
    name: 'kwok',
    version: '0.8.0',
    what: 'nodes whose pods become ready without a container',
    package: 'sigs.k8s.io/kwok/cmd/kwok',
    binary: 'kwok',
    variables: { 'sigs.k8s.io/kwok/pkg/consts.Version': 'v0.8.0' },
    files: [
      {
        module: 'sigs.k8s.io/kwok',
        from: 'kustomize/stage',
        to: 'stages',
      },
    ],
    estimate: { cpuSeconds: 148, diskMb: 65 },
  },
  {
    kind: 'modules',
    name: 'crds',
    version: '1',
    what: 'definitions of custom resources, as components bring them',
    modules: [
      {
        module: argocdModule,
        version: `v${argocd}`,
        sum: 'h1:Xm1BF+I5OgDKUG3SDK49vn2/Y5AMyaNVko+/JT08gj0=',
        from: 'manifests/crds',
        to: 'argocd',
      },
      {
        module: 'github.com/external-secrets/external-secrets',
        version: 'v0.20.4',
        sum: 'h1:HhNAjWfFEshhItphr28SGsHzf2bUP7uDAOVLg76uNAg=',
        from: 'config/crds/bases',
        to: 'external-secrets',
      },
      {
        module: 'github.com/envoyproxy/gateway',
        version: 'v1.9.0',
        sum: 'h1:PaOpud15v3kDCl3L5yc1TdYzggCMpRm1yRjNKmLkzHA=',
        from: 'charts/gateway-helm/charts/crds/crds',
        to: 'envoy-gateway',
      },
      {
        module: 'github.com/cert-manager/cert-manager',
        version: 'v1.21.1',
        sum: 'h1:0LttV37Q5c2CBNoHkjuI8sLKTXWZDC2SwQkxrBMKV9w=',
        from: 'deploy/crds',
        to: 'cert-manager',
      },
      {
        module: 'github.com/cert-manager/trust-manager',
        version: 'v0.24.0',
        sum: 'h1:OxNSRRHXbRrU5nGMvbZDzu/Ppm479wyB64ov2tvp07o=',
        from: 'deploy/crds',
        to: 'trust-manager',
      },
      {
        module: 'go.universe.tf/metallb',
        version: 'v0.16.1',
        sum: 'h1:iVtjCslcUFMOEvuNeAyW2ygZxyW+6YjnNcEuCTOZezc=',
        from: 'config/crd/bases',
        to: 'metallb',
      },
      {
        module: 'github.com/cloudnative-pg/plugin-barman-cloud',
        version: 'v0.13.0',
        sum: 'h1:dcEVsozSmdx5p2LbG1hbkWBvr6LXs1xpCsQiJWpo/ew=',
        from: 'config/crd/bases',
        to: 'barman-cloud',
      },
      {
        module: 'github.com/prometheus-operator/prometheus-operator',
        version: 'v0.85.0',
        sum: 'h1:M5xLCLEoaW2IJfnuCwFzzpL+jSVQu3KGT84Pye+fW8s=',
        from: 'example/prometheus-operator-crd',
        to: 'prometheus-operator',
      },
    ],
    estimate: { cpuSeconds: 5, diskMb: 25 },
  },
  {
    kind: 'go',
    name: 'argocd',
    version: argocd,
    what: 'Argo CD: API server, repo server, application and ApplicationSet controllers',
    package: `${argocdModule}/cmd`,
    binary: 'argocd',
    variables: {
      [`${argocdModule}/common.version`]: `v${argocd}`,
      [`${argocdModule}/common.buildDate`]: '2026-01-01T00:00:00Z',
      [`${argocdModule}/common.gitCommit`]: `v${argocd}`,
      [`${argocdModule}/common.gitTag`]: `v${argocd}`,
      [`${argocdModule}/common.gitTreeState`]: 'clean',
      [`${argocdModule}/common.kubectlVersion`]: 'v0.36.3',
    },
    files: [
      { module: argocdModule, from: 'manifests/base', to: 'base' },
      {
        module: argocdModule,
        from: 'manifests/cluster-rbac',
        to: 'cluster-rbac',
      },
      { module: argocdModule, from: 'hack', to: 'hack' },
    ],
    estimate: { cpuSeconds: 471, diskMb: 156 },
  },
  {
    kind: 'debian',
    name: 'redis',
    version: 'debian',
    what: "Argo CD's cache",
    packages: ['redis-server'],
    binary: 'redis-server',
    estimate: { cpuSeconds: 5, diskMb: 5 },
  },
  {
    kind: 'go',
    name: 'external-secrets',
    version: '0.20.4',
    what: 'External Secrets Operator',
    package: 'github.com/external-secrets/external-secrets',
    binary: 'external-secrets',
    estimate: { cpuSeconds: 483, diskMb: 195 },
  },
  {
    kind: 'go',
    name: 'vault',
    version: '1.21.1',
    what: 'Vault, in the place of OpenBao',
    package: '.',
    binary: 'vault',
    estimate: { cpuSeconds: 1205, diskMb: 362 },
  },
  {
    kind: 'go',
    name: 'gitea',
    version: '1.25.4',
    what: 'the forge',
    package: 'code.gitea.io/gitea',
    binary: 'gitea',
    cgo: true,
    tags: ['sqlite', 'sqlite_unlock_notify'],
    files: ['templates', 'options', 'public'].map(folder => ({
      module: 'code.gitea.io/gitea',
      from: folder,
      to: `static/${folder}`,
    })),
    estimate: { cpuSeconds: 327, diskMb: 130 },
  },
  {
    kind: 'go',
    name: 'helm',
    version: '4.2.4',
    what: 'for charts that Argo CD renders',
    package: 'helm.sh/helm/v4/cmd/helm',
    binary: 'helm',
    variables: { 'helm.sh/helm/v4/internal/version.version': 'v4.2.4' },
    estimate: { cpuSeconds: 112, diskMb: 64 },
  },
  {
    kind: 'go',
    name: 'loki',
    version: '3.7.8',
    what: 'logs',
    package: 'github.com/grafana/loki/v3/cmd/loki',
    binary: 'loki',
    estimate: { cpuSeconds: 621, diskMb: 157 },
  },
  {
    kind: 'maven',
    name: 'keycloak',
    version: '26.7.3',
    what: 'sign-in and groups',
    artifact: 'org.keycloak:keycloak-quarkus-dist:26.7.3:zip',
    unpacksTo: 'keycloak-26.7.3',
    prepare: ['bin/kc.sh', 'build', '--db=dev-file', '--health-enabled=true'],
    estimate: { cpuSeconds: 20, diskMb: 400 },
  },
  {
    kind: 'debian',
    name: 'prometheus',
    version: 'debian',
    what: 'metrics',
    packages: ['prometheus'],
    binary: 'prometheus',
    estimate: { cpuSeconds: 20, diskMb: 300 },
  },
  {
    kind: 'debian',
    name: 'alertmanager',
    version: 'debian',
    what: 'alerts',
    packages: ['prometheus-alertmanager'],
    binary: 'prometheus-alertmanager',
    estimate: { cpuSeconds: 10, diskMb: 75 },
  },
];

/** One component by name; throws where there is none. */
export function component(name: string): Component {
  const found = components.find(candidate => candidate.name === name);
  if (!found) {
    throw new Error(
      `There is no component '${name}'. There are: ${components
        .map(candidate => candidate.name)
        .join(', ')}.`,
    );
  }
  return found;
}
