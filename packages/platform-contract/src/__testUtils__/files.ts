/** A tenant with one workload, as the golden paths write them: nothing is wrong with it. */
export const goodFiles = (): Map<string, string> =>
  new Map([
    [
      'gitops/tenants/payments/boundary/tenant.yaml',
      `apiVersion: platform.idp/v1alpha1
kind: Tenant
metadata:
  name: payments
  annotations:
    config.kubernetes.io/local-config: 'true'
spec:
  displayName: Payments
  description: Takes the money
  owner: group:default/payments
  contacts:
    - type: email
      value: payments@example.com
  quota: small
`,
    ],
    [
      'gitops/tenants/payments/boundary/kustomization.yaml',
      `apiVersion: kustomize.config.k8s.io/v1beta1
kind: Kustomization
resources:
  - tenant.yaml
components:
  - ../../../../templates/blueprints/tenant/v1
  - ../../../../templates/blueprints/quota-small/v1
`,
    ],
    [
      'gitops/tenants/payments/workloads/orders/base/workload.yaml',
      `apiVersion: platform.idp/v1alpha1
kind: Workload
metadata:
  name: orders
  annotations:
    config.kubernetes.io/local-config: 'true'
spec:
  blueprint: web-service
  port: 8080
  probes:
    readiness:
      httpGet:
        path: /ready
        port: http
      periodSeconds: 10
    liveness:
      httpGet:
        path: /live
        port: http
  resources:
    requests:
      cpu: 50m
      memory: 128Mi
    limits:
      memory: 128Mi
  # The ConfigMap first
  envFrom:
    - configMapRef:
        name: orders--config
    - secretRef:
        name: orders--database
  catalog:
    description: Keeps the orders
    lifecycle: production
    tags:
      - java
`,
    ],
    [
      'gitops/tenants/payments/workloads/orders/base/kustomization.yaml',
      `apiVersion: kustomize.config.k8s.io/v1beta1
kind: Kustomization
resources:
  - workload.yaml
  - external-secret-database.yaml
configMapGenerator:
  - name: orders--config
    literals:
      - LOG_LEVEL=info
labels:
  - pairs:
      platform.idp/tenant: payments
      platform.idp/workload: orders
`,
    ],
    [
      'gitops/tenants/payments/workloads/orders/base/external-secret-database.yaml',
      `apiVersion: external-secrets.io/v1
kind: ExternalSecret
metadata:
  name: orders--database
spec:
  refreshInterval: 1h
  secretStoreRef:
    kind: SecretStore
    name: vault
  target:
    name: orders--database
  data:
    - secretKey: PASSWORD
      remoteRef:
        key: tenant-payments/orders/database
        property: PASSWORD
`,
    ],
    ...['local', 'eks'].flatMap(
      (environment): Array<[string, string]> => [
        [
          `gitops/tenants/payments/workloads/orders/overlays/${environment}/release.yaml`,
          `apiVersion: platform.idp/v1alpha1
kind: Release
metadata:
  name: orders
  annotations:
    config.kubernetes.io/local-config: 'true'
spec:
  image: ghcr.io/acme/orders:1.5.0
  replicas: 2
`,
        ],
        [
          `gitops/tenants/payments/workloads/orders/overlays/${environment}/kustomization.yaml`,
          `apiVersion: kustomize.config.k8s.io/v1beta1
kind: Kustomization
namespace: tenant-payments
resources:
  - ../../base
  - release.yaml
  - ../../../../../../environments/${environment}
components:
  - ../../../../../../../templates/blueprints/web-service/v1
`,
        ],
        [
          `gitops/environments/${environment}/environment.yaml`,
          `apiVersion: platform.idp/v1alpha1
kind: Environment
metadata:
  name: ${environment}
  annotations:
    config.kubernetes.io/local-config: 'true'
spec:
  domain: ${environment}.example.com
`,
        ],
      ],
    ),
  ]);

/** The line that a text stands in, from 1; 0 when it is nowhere. */
export const lineOf = (text: string, part: string) =>
  text.includes(part)
    ? text.slice(0, text.indexOf(part)).split('\n').length
    : 0;

/** A component of the platform with one of everything. */
export const goodComponent = `apiVersion: platform.idp/v1alpha1
kind: PlatformComponent
metadata:
  name: store
  annotations:
    config.kubernetes.io/local-config: 'true'
spec:
  owner: group:default/platform
  description: Keeps things
  upstream: https://store.example.com/
  environments: [local, eks]
  namespaces: [store]
  crdGroups: [store.example.com]
  waitsFor: [storage]
  secrets:
    birth:
      - namespace: store
        name: seal
        keys: [key]
        environments: [local]
        madeBy: A person
        keptAt: The safe
        ifLost: All is lost
    generated:
      - path: store/store/admin
        keys: [password]
        by: store/admin
    human:
      - path: store/store/mail
        keys: [password]
        who: Whoever has the mail account
        environments: [eks]
        blocks: Nothing
    controller:
      - namespace: store
        name: store.tls
        by: cert-manager
  variance:
    - class: storage
      object: StorageClass/platform
      fields: [provisioner, parameters.type]
      reason: The provisioner is the cluster's own
`;
