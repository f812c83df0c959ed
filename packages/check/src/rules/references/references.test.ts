import { removeCheckouts, repositoryOf } from '../../__testUtils__/checkout';
import {
  added,
  BASE,
  brings,
  edited,
  type Edit,
} from '../../__testUtils__/editedPlatform';
import { referencesRule } from '.';

afterEach(removeCheckouts);

const run = async (...edits: Edit[]) =>
  (await referencesRule(repositoryOf(edited(...edits)))).problems;
const messages = async (...edits: Edit[]) =>
  (await run(...edits)).map(({ file, message }) => `${file} ${message}`);

/** So that the project lets the component make it. */
const mayMake = (group: string, kind: string): Edit => [
  'gitops/platform/project.yaml',
  '  clusterResourceWhitelist:\n',
  `  clusterResourceWhitelist:\n    - {group: '${group}', kind: ${kind}}\n`,
];
const REALM: Edit = [
  'kubernetes/keycloak/realm.json',
  '',
  '{"realm": "platform", "groups": [{"name": "platform", "subGroups": [{"name": "on-call"}]}]}',
];
const DATA_SOURCES: Edit = [
  'kubernetes/grafana/values.yaml',
  '',
  'datasources:\n  a.yaml:\n    datasources: [{uid: prometheus}]\n',
];
const binding = (subject: string) =>
  added(
    'binding.yaml',
    `apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: {name: x, namespace: echo}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: view}
subjects: [${subject}]
`,
  );
const dashboard = (text: string) =>
  added(
    'dashboard.yaml',
    `apiVersion: v1
kind: ConfigMap
metadata: {name: echo-dashboard, namespace: echo, labels: {grafana_dashboard: '1'}}
data:
  echo.json: '${text}'
`,
  );
const networkPolicy = (spec: string) =>
  added(
    'peer.yaml',
    `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: peer, namespace: echo}
spec: {podSelector: {}, ${spec}}
`,
  );
const toArgoCd = networkPolicy(
  'egress: [{to: [{namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: argocd}}, podSelector: {matchLabels: {app: server}}}]}]',
);
const gateway = (spec: string) =>
  added(
    'gateway.yaml',
    `apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: {name: public, namespace: echo}
spec: ${spec}
`,
  );
const route = (rest: string) =>
  added(
    'route.yaml',
    `apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: echo, namespace: echo}
spec: ${rest}
`,
  );
const rules = (rule: string) =>
  added(
    'rules.yaml',
    `apiVersion: monitoring.coreos.com/v1
kind: PrometheusRule
metadata: {name: x, namespace: echo}
spec: {groups: [{name: x, rules: [${rule}]}]}
`,
  );

it.each<[string, string, RegExp, Edit[]]>([
  [
    'a dashboard that is no JSON',
    'dashboard.yaml',
    /dashboard echo\.json is no JSON/,
    [DATA_SOURCES, ...dashboard('{"panels": [')],
  ],
  [
    'a dashboard of a data source that Grafana does not have',
    'dashboard.yaml',
    /data source victoria in echo\.json/,
    [
      DATA_SOURCES,
      ...dashboard('{"panels": [{"datasource": {"uid": "victoria"}}]}'),
    ],
  ],
  [
    'a data source in a query of a panel, by its name',
    'dashboard.yaml',
    /data source Thanos in echo\.json/,
    [
      DATA_SOURCES,
      ...dashboard('{"panels": [{"targets": [{"datasource": "Thanos"}]}]}'),
    ],
  ],
  [
    'a group that the realm does not have',
    'binding.yaml',
    /group plattform, which is not there in local and eks/,
    [REALM, ...binding('{kind: Group, name: "oidc:plattform"}')],
  ],
  [
    'a group without the prefix of tokens',
    'binding.yaml',
    /group platform, without the prefix oidc:/,
    [REALM, ...binding('{kind: Group, name: platform}')],
  ],
  [
    'a person',
    'binding.yaml',
    /RoleBinding x names a person/,
    [REALM, ...binding('{kind: User, name: "oidc:kim"}')],
  ],
  [
    'an account that is not there',
    'binding.yaml',
    /ServiceAccount gone of namespace echo/,
    [...binding('{kind: ServiceAccount, name: gone}')],
  ],
  [
    'an account of a pod',
    'deployment.yaml',
    /ServiceAccount gone of namespace echo/,
    [
      [
        `${BASE}/deployment.yaml`,
        '      containers:',
        '      serviceAccountName: gone\n      containers:',
      ],
    ],
  ],
  [
    'a storage class of a claim',
    'claim.yaml',
    /StorageClass fast, which is not there/,
    added(
      'claim.yaml',
      'apiVersion: v1\nkind: PersistentVolumeClaim\nmetadata: {name: x, namespace: echo}\nspec: {storageClassName: fast}\n',
    ),
  ],
  [
    'a storage class of a database',
    'db.yaml',
    /StorageClass slow, which is not there/,
    added(
      'db.yaml',
      'apiVersion: postgresql.cnpg.io/v1\nkind: Cluster\nmetadata: {name: db, namespace: echo}\nspec: {storage: {size: 1Gi, storageClass: slow}}\n',
    ),
  ],
  [
    'a storage class of a stateful set',
    'set.yaml',
    /StorageClass fast, which is not there/,
    added(
      'set.yaml',
      `apiVersion: apps/v1
kind: StatefulSet
metadata: {name: set, namespace: echo}
spec:
  template:
    metadata: {labels: {app: set}}
    spec: {containers: []}
  volumeClaimTemplates: [{metadata: {name: data}, spec: {storageClassName: fast}}]
`,
    ),
  ],
  [
    'a Secret that images are pulled with',
    'deployment.yaml',
    /Secret registry of namespace echo/,
    [
      [
        `${BASE}/deployment.yaml`,
        '      containers:',
        '      imagePullSecrets: [{name: registry}]\n      containers:',
      ],
    ],
  ],
  [
    'the claim of a volume',
    'deployment.yaml',
    /PersistentVolumeClaim data of namespace echo/,
    [
      [
        `${BASE}/deployment.yaml`,
        '      containers:',
        '      volumes: [{name: data, persistentVolumeClaim: {claimName: data}}]\n      containers:',
      ],
    ],
  ],
  [
    'the priority of a pod',
    'deployment.yaml',
    /PriorityClass high, which is not there/,
    [
      [
        `${BASE}/deployment.yaml`,
        '      containers:',
        '      priorityClassName: high\n      containers:',
      ],
    ],
  ],
  [
    'what is scaled',
    'scaler.yaml',
    /Deployment gone of namespace echo/,
    added(
      'scaler.yaml',
      'apiVersion: autoscaling/v2\nkind: HorizontalPodAutoscaler\nmetadata: {name: x, namespace: echo}\nspec: {scaleTargetRef: {kind: Deployment, name: gone}}\n',
    ),
  ],
  [
    'the database of a backup',
    'backup.yaml',
    /Cluster gone of namespace echo/,
    added(
      'backup.yaml',
      'apiVersion: postgresql.cnpg.io/v1\nkind: ScheduledBackup\nmetadata: {name: x, namespace: echo}\nspec: {cluster: {name: gone}}\n',
    ),
  ],
  [
    'the class of a Gateway',
    'gateway.yaml',
    /GatewayClass envoy, which is not there/,
    gateway('{gatewayClassName: envoy}'),
  ],
  [
    'a listener of a Gateway',
    'route.yaml',
    /listener https of Gateway public/,
    [
      ...gateway('{listeners: [{name: http}]}'),
      ...route('{parentRefs: [{name: public, sectionName: https}]}'),
    ],
  ],
  [
    'a port of a Service',
    'route.yaml',
    /port 8080 of Service echo/,
    [...route('{rules: [{backendRefs: [{name: echo, port: 8080}]}]}')],
  ],
  [
    'a Service of a chart that no component lists',
    'route.yaml',
    /Service server of namespace echo/,
    [...route('{rules: [{backendRefs: [{name: server, port: 80}]}]}')],
  ],
  [
    'a port that a listed Service of a chart does not have',
    'route.yaml',
    /port 443 of Service server/,
    [
      brings('{services: [{name: server, namespace: echo, ports: [80]}]}'),
      ...route('{rules: [{backendRefs: [{name: server, port: 443}]}]}'),
    ],
  ],
  [
    'pods of another namespace that no component lists',
    'peer.yaml',
    /pods with app=server in namespace argocd, which is not there/,
    toArgoCd,
  ],
  [
    'a namespace of a peer',
    'peer.yaml',
    /Namespace nowhere, which is not there/,
    networkPolicy(
      'ingress: [{from: [{namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: nowhere}}}]}]',
    ),
  ],
  [
    'what a chart is said to bring and nothing names',
    'component.yaml',
    /echo says that its chart brings the Service idle of namespace echo, and nothing names it/,
    [brings('{services: [{name: idle, namespace: echo, ports: [80]}]}')],
  ],
  [
    'pods to scrape',
    'monitor.yaml',
    /pods with app in \(a, b\), !old in namespace argocd or echo/,
    added(
      'monitor.yaml',
      `apiVersion: monitoring.coreos.com/v1
kind: PodMonitor
metadata: {name: x, namespace: echo}
spec:
  namespaceSelector: {matchNames: [argocd, echo]}
  selector: {matchExpressions: [{key: app, operator: In, values: [a, b]}, {key: old, operator: DoesNotExist}]}
`,
    ),
  ],
  [
    'a Service to scrape, which has no labels',
    'monitor.yaml',
    /a Service with app=echo in namespace echo/,
    added(
      'monitor.yaml',
      'apiVersion: monitoring.coreos.com/v1\nkind: ServiceMonitor\nmetadata: {name: x, namespace: echo}\nspec: {selector: {matchLabels: {app: echo}}}\n',
    ),
  ],
  [
    'a run book that an alert does not name',
    'rules.yaml',
    /alert Down has no runbook_url/,
    rules('{alert: Down, expr: up == 0}'),
  ],
  [
    'the issuer of a certificate',
    'certificate.yaml',
    /ClusterIssuer ca, which is not there/,
    added(
      'certificate.yaml',
      'apiVersion: cert-manager.io/v1\nkind: Certificate\nmetadata: {name: x, namespace: echo}\nspec: {secretName: x, issuerRef: {kind: ClusterIssuer, name: ca}}\n',
    ),
  ],
  [
    'the policy of a binding',
    'admission.yaml',
    /ValidatingAdmissionPolicy gone, which is not there/,
    [
      mayMake(
        'admissionregistration.k8s.io',
        'ValidatingAdmissionPolicyBinding',
      ),
      ...added(
        'admission.yaml',
        'apiVersion: admissionregistration.k8s.io/v1\nkind: ValidatingAdmissionPolicyBinding\nmetadata: {name: x}\nspec: {policyName: gone}\n',
      ),
    ],
  ],
  [
    'the generator of a Secret',
    'secret.yaml',
    /Password gone of namespace echo/,
    added(
      'secret.yaml',
      'apiVersion: external-secrets.io/v1\nkind: ExternalSecret\nmetadata: {name: x, namespace: echo}\nspec: {dataFrom: [{sourceRef: {generatorRef: {kind: Password, name: gone}}}]}\n',
    ),
  ],
  [
    'the certificate authority, where nothing spreads it',
    'deployment.yaml',
    /ConfigMap platform-ca of namespace echo/,
    [[`${BASE}/bundle.yaml`, 'name: platform-ca', 'name: other-ca']],
  ],
])('finds %s', async (_name, file, message, edits) => {
  const problems = await run(...edits);
  expect(problems.map(problem => problem.message)).toEqual([
    expect.stringMatching(message),
  ]);
  expect(problems[0].file.split('/').pop()).toBe(file);
  expect(problems[0].remedy).toMatch(/\w/);
});

it('finds labels that the listed pods do not have, and that nothing names those', async () => {
  expect(
    await messages(
      brings('{pods: [{name: server, namespace: argocd, labels: {app: api}}]}'),
      ...toArgoCd,
    ),
  ).toEqual([
    expect.stringMatching(/peer\.yaml .*pods with app=server in namespace/),
    expect.stringMatching(/component\.yaml echo says .* the Pod server/),
  ]);
});

it.each<[string, Edit[]]>([
  [
    'groups of the realm, and groups below them',
    [REALM, ...binding('{kind: Group, name: "oidc:on-call"}')],
  ],
  [
    'a data source that Grafana has, and one that is chosen on the page',
    [
      DATA_SOURCES,
      ...dashboard(
        '{"panels": [{"datasource": {"uid": "prometheus"}}, {"datasource": "$source"}]}',
      ),
    ],
  ],
  [
    'pods that a component lists',
    [
      brings(
        '{pods: [{name: server, namespace: argocd, labels: {app: server, tier: a}}]}',
      ),
      ...toArgoCd,
    ],
  ],
  [
    'a Service that a component lists',
    [
      brings('{services: [{name: server, namespace: echo, ports: [80]}]}'),
      ...route('{rules: [{backendRefs: [{name: server, port: 80}]}]}'),
    ],
  ],
  [
    'what the operator of databases makes',
    [
      ...added(
        'db.yaml',
        'apiVersion: postgresql.cnpg.io/v1\nkind: Cluster\nmetadata: {name: db, namespace: echo}\nspec: {}\n',
      ),
      ...networkPolicy(
        'egress: [{to: [{podSelector: {matchLabels: {cnpg.io/cluster: db}}}]}]',
      ),
      ...route('{rules: [{backendRefs: [{name: db-rw, port: 5432}]}]}'),
    ],
  ],
])('is content with %s', async (_name, edits) => {
  expect(await messages(...edits)).toEqual([]);
});
