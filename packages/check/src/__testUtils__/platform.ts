const kustomization = (resources: string[], more = '') =>
  `apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources:\n${resources
    .map(resource => `  - ${resource}\n`)
    .join('')}${more}`;

const config = (name: string, data: string) => `apiVersion: v1
kind: ConfigMap
metadata:
  name: ${name}
  annotations:
    config.kubernetes.io/local-config: 'true'
data:
  ${data}
`;

/** The smallest platform that every rule is content with: one component with one workload, in both environments. */
export const platform: Record<string, string> = {
  'gitops/environments/shared/source.yaml': config(
    'gitops-source',
    'repoURL: https://git.example.com/platform.git',
  ),
  'gitops/environments/shared/kustomization.yaml': kustomization([
    'source.yaml',
  ]),
  ...Object.fromEntries(
    ['local', 'eks'].map(environment => [
      `gitops/clusters/${environment}/kustomization.yaml`,
      kustomization(['../../environments/shared', '../../platform']),
    ]),
  ),
  'gitops/platform/kustomization.yaml': kustomization([
    'project.yaml',
    'echo.yaml',
  ]),
  'gitops/platform/project.yaml': `apiVersion: argoproj.io/v1alpha1
kind: AppProject
metadata:
  name: platform
  namespace: argocd
spec:
  sourceRepos:
    - https://git.example.com/platform.git
    - https://charts.example.com
  destinations:
    - server: https://kubernetes.default.svc
      namespace: '*'
  clusterResourceWhitelist:
    - group: ''
      kind: Namespace
    - group: trust.cert-manager.io
      kind: Bundle
`,
  'gitops/platform/echo.yaml': `apiVersion: argoproj.io/v1alpha1
kind: Application
metadata:
  name: platform--echo
  namespace: argocd
spec:
  project: platform
  sources:
    - repoURL: https://git.example.com/platform.git
      targetRevision: main
      path: kubernetes/echo/base
  destination:
    server: https://kubernetes.default.svc
    namespace: echo
`,
  'kubernetes/echo/component.yaml': `apiVersion: platform.idp/v1alpha1
kind: PlatformComponent
metadata:
  name: echo
spec:
  secrets:
    birth: []
`,
  'kubernetes/echo/base/kustomization.yaml': kustomization([
    'namespaces.yaml',
    'bundle.yaml',
    'networkpolicies.yaml',
    'deployment.yaml',
    'service.yaml',
  ]),
  'kubernetes/echo/base/namespaces.yaml': ['argocd', 'echo']
    .map(
      name => `apiVersion: v1
kind: Namespace
metadata:
  name: ${name}
  labels:
    platform.idp/kind: platform
    platform.idp/component: echo
    platform.idp/owner: platform
    pod-security.kubernetes.io/enforce: restricted
    pod-security.kubernetes.io/enforce-version: v1.36
    pod-security.kubernetes.io/audit: restricted
    pod-security.kubernetes.io/warn: restricted
  annotations:
    argocd.argoproj.io/sync-options: Prune=confirm,Delete=confirm
`,
    )
    .join('---\n'),
  'kubernetes/echo/base/bundle.yaml': `apiVersion: trust.cert-manager.io/v1alpha1
kind: Bundle
metadata:
  name: platform-ca
spec:
  sources:
    - useDefaultCAs: true
  target:
    configMap:
      key: ca.crt
`,
  'kubernetes/echo/base/networkpolicies.yaml': ['argocd', 'echo']
    .map(
      namespace => `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: default-deny
  namespace: ${namespace}
spec:
  podSelector: {}
  policyTypes: [Ingress, Egress]
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: allow-dns
  namespace: ${namespace}
spec:
  podSelector: {}
  policyTypes: [Egress]
  egress:
    - ports:
        - protocol: UDP
          port: 53
`,
    )
    .join('---\n'),
  'kubernetes/echo/base/deployment.yaml': `apiVersion: apps/v1
kind: Deployment
metadata:
  name: echo
  namespace: echo
spec:
  replicas: 1
  selector:
    matchLabels: {app: echo}
  template:
    metadata:
      labels: {app: echo}
    spec:
      securityContext:
        runAsNonRoot: true
        seccompProfile: {type: RuntimeDefault}
      containers:
        - name: echo
          image: ghcr.io/acme/echo:1.0.0
          env:
            - name: CA
              valueFrom:
                configMapKeyRef: {name: platform-ca, key: ca.crt}
          readinessProbe: {httpGet: {path: /, port: 8080}}
          livenessProbe: {httpGet: {path: /, port: 8080}}
          resources:
            requests: {cpu: 10m, memory: 16Mi}
            limits: {memory: 16Mi}
          securityContext:
            allowPrivilegeEscalation: false
            readOnlyRootFilesystem: true
            capabilities: {drop: [ALL]}
`,
  'kubernetes/echo/base/service.yaml': `apiVersion: v1
kind: Service
metadata:
  name: echo
  namespace: echo
spec:
  selector: {app: echo}
  ports:
    - port: 80
`,
};
