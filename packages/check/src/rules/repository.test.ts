import { removeCheckouts, repositoryOf } from '../__testUtils__/checkout';
import {
  added,
  BASE,
  edited,
  type Edit,
} from '../__testUtils__/editedPlatform';
import { platform } from '../__testUtils__/platform';
import { repositoryRules } from './repository';

afterEach(removeCheckouts);

const DEPLOYMENT = `${BASE}/deployment.yaml`;
const NAMESPACES = `${BASE}/namespaces.yaml`;
const APPLICATION = 'gitops/platform/echo.yaml';

const run = (rule: string, files: Record<string, string>) =>
  repositoryRules.find(({ id }) => id === rule)!.run(repositoryOf(files));

describe.each(repositoryRules)('$id', ({ id }) => {
  it('has nothing to say of a good repository', async () => {
    expect((await run(id, platform)).problems).toEqual([]);
  });
});

const job = (rest: string) => `apiVersion: batch/v1
kind: CronJob
metadata:
  name: tidy
  namespace: echo
${rest}`;
const jobSpec = `spec:
  schedule: '0 0 * * *'
  jobTemplate:
    spec:
      template:
        spec:
          serviceAccountName: tidy
          containers:
            - name: tidy
              image: ghcr.io/acme/tidy:1.0.0
`;
const listed: Edit = [
  'kubernetes/echo/component.yaml',
  'spec:\n',
  'spec:\n  jobs:\n    - {name: tidy, does: Backs up, reason: Asked for}\n',
];
const chart = (
  version: string,
  repoURL = 'https://charts.example.com',
): Edit => [
  APPLICATION,
  '  destination:',
  `    - repoURL: ${repoURL}\n      chart: echo\n      targetRevision: ${version}\n  destination:`,
];

describe('what breaks a rule is named with its file', () => {
  it.each<[string, string, Edit[], string, RegExp]>([
    [
      'imperative',
      'a script',
      [['kubernetes/echo/install.sh', '', 'true\n']],
      'kubernetes/echo/install.sh',
      /a script/,
    ],
    [
      'imperative',
      'a program by its first line',
      [['kubernetes/echo/install', '', '#!/bin/sh\n']],
      'kubernetes/echo/install',
      /a script/,
    ],
    [
      'imperative',
      'a hook',
      [
        [
          DEPLOYMENT,
          '  name: echo\n',
          '  name: echo\n  annotations: {argocd.argoproj.io/hook: Sync}\n',
        ],
      ],
      DEPLOYMENT,
      /runs as a hook/,
    ],
    [
      'imperative',
      'a job in no list',
      added('job.yaml', job(jobSpec)),
      `${BASE}/job.yaml`,
      /is in no list/,
    ],
    [
      'imperative',
      'a job that may write',
      [
        listed,
        ...added(
          'job.yaml',
          `${job(jobSpec)}---
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: {name: tidy, namespace: echo}
rules:
  - {apiGroups: [''], resources: [pods], verbs: [delete]}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: {name: tidy, namespace: echo}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: tidy}
subjects:
  - {kind: ServiceAccount, name: tidy, namespace: echo}
`,
        ),
      ],
      `${BASE}/job.yaml`,
      /may write to Kubernetes/,
    ],
    [
      'imperative',
      'an init container with kubectl',
      [
        [
          DEPLOYMENT,
          '      containers:',
          '      initContainers:\n        - {name: apply, image: docker.io/bitnami/kubectl:1.36}\n      containers:',
        ],
      ],
      DEPLOYMENT,
      /container apply .* runs a program/,
    ],
    [
      'imperative',
      'terraform in a command',
      [
        [
          DEPLOYMENT,
          '          env:',
          '          command: [sh, -c, terraform apply]\n          env:',
        ],
      ],
      DEPLOYMENT,
      /runs a program/,
    ],

    [
      'pinning',
      'latest',
      [[DEPLOYMENT, 'echo:1.0.0', 'echo:latest']],
      DEPLOYMENT,
      /tag latest/,
    ],
    [
      'pinning',
      'no tag',
      [[DEPLOYMENT, 'echo:1.0.0', 'echo']],
      DEPLOYMENT,
      /neither tag nor digest/,
    ],
    [
      'pinning',
      'latest in the values of a chart',
      [['kubernetes/echo/values.yaml', '', 'image:\n  tag: latest\n']],
      'kubernetes/echo/values.yaml',
      /image\.tag is latest/,
    ],
    [
      'pinning',
      'a range of a chart',
      [chart('1.x')],
      APPLICATION,
      /version of chart echo is 1\.x/,
    ],
    [
      'pinning',
      'a chart without TLS',
      [chart('1.0.0', 'http://charts.example.com')],
      APPLICATION,
      /without TLS/,
    ],
    [
      'pinning',
      'another repository',
      [[APPLICATION, 'git.example.com/platform.git', 'github.com/x/y']],
      APPLICATION,
      /from another repository at main, which moves/,
    ],
    [
      'pinning',
      'helmCharts',
      [
        [
          'kubernetes/echo/x/kustomization.yaml',
          '',
          'helmCharts:\n  - name: x\n',
        ],
      ],
      'kubernetes/echo/x/kustomization.yaml',
      /helmCharts fetches/,
    ],
    [
      'pinning',
      'a remote resource',
      [
        [
          'kubernetes/echo/x/kustomization.yaml',
          '',
          'resources:\n  - github.com/x/y//z?ref=v1\n',
        ],
      ],
      'kubernetes/echo/x/kustomization.yaml',
      /fetched from elsewhere/,
    ],
    [
      'pinning',
      'an override',
      [['kubernetes/echo/base/.argocd-source.yaml', '', 'x: y\n']],
      'kubernetes/echo/base/.argocd-source.yaml',
      /override/,
    ],

    [
      'platform-namespaces',
      'no owner',
      [[NAMESPACES, '    platform.idp/owner: platform\n', '']],
      NAMESPACES,
      /no label platform\.idp\/owner/,
    ],
    [
      'platform-namespaces',
      'pod security of any version',
      [[NAMESPACES, 'v1.36', 'latest']],
      NAMESPACES,
      /no fixed version/,
    ],
    [
      'platform-namespaces',
      'removal without a question',
      [[NAMESPACES, 'Prune=confirm,Delete=confirm', 'Prune=confirm']],
      NAMESPACES,
      /nobody is asked/,
    ],
    [
      'platform-namespaces',
      'egress that is open',
      [[`${BASE}/networkpolicies.yaml`, '[Ingress, Egress]', '[Ingress]']],
      NAMESPACES,
      /no default-deny for egress in local and eks/,
    ],
    [
      'platform-namespaces',
      'a namespace that nobody makes',
      [[APPLICATION, 'namespace: echo', 'namespace: echos']],
      APPLICATION,
      /delivers to echos/,
    ],
    [
      'platform-namespaces',
      'no limit',
      [[DEPLOYMENT, '            limits: {memory: 16Mi}\n', '']],
      DEPLOYMENT,
      /no limit of memory/,
    ],
    [
      'platform-namespaces',
      'no probe',
      [[DEPLOYMENT, /.*livenessProbe.*\n/, '']],
      DEPLOYMENT,
      /no livenessProbe/,
    ],
    [
      'platform-namespaces',
      'a file system to write to',
      [[DEPLOYMENT, 'Filesystem: true', 'Filesystem: false']],
      DEPLOYMENT,
      /may write to its image/,
    ],
    [
      'platform-namespaces',
      'replicas without a budget',
      [[DEPLOYMENT, 'replicas: 1', 'replicas: 2']],
      DEPLOYMENT,
      /no disruption budget/,
    ],

    [
      'references',
      'a selector of no pods',
      [[`${BASE}/service.yaml`, 'app: echo', 'app: other']],
      `${BASE}/service.yaml`,
      /pods with app=other, /,
    ],
    [
      'references',
      'a folder that is not there',
      [[APPLICATION, 'echo/base', 'echo/bass']],
      APPLICATION,
      /folder kubernetes\/echo\/bass/,
    ],
    [
      'references',
      'a project that refuses',
      [
        [
          'gitops/platform/project.yaml',
          'kind: Namespace',
          'kind: ClusterRole',
        ],
      ],
      APPLICATION,
      /may not make a Namespace .* in local and eks/,
    ],
    [
      'references',
      'a source that its project does not name',
      [chart('1.0.0', 'https://elsewhere.example.com')],
      APPLICATION,
      /may not take anything from https:\/\/elsewhere/,
    ],
    [
      'references',
      'a Secret that nobody makes',
      [
        [
          DEPLOYMENT,
          'configMapKeyRef: {name: platform-ca',
          'secretKeyRef: {name: gone',
        ],
      ],
      DEPLOYMENT,
      /Secret gone of namespace echo/,
    ],
    [
      'references',
      'a ConfigMap that is not there',
      [[DEPLOYMENT, 'name: platform-ca', 'name: gone']],
      DEPLOYMENT,
      /ConfigMap gone/,
    ],
    [
      'references',
      'a Gateway that is not there',
      added(
        'route.yaml',
        `apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: echo, namespace: echo}
spec:
  parentRefs: [{name: platform, namespace: gateway}]
  rules: [{backendRefs: [{name: echo, port: 80}]}]
`,
      ),
      `${BASE}/route.yaml`,
      /Gateway platform/,
    ],
    [
      'references',
      'a store that is not there',
      added(
        'secret.yaml',
        `apiVersion: external-secrets.io/v1
kind: ExternalSecret
metadata: {name: x, namespace: echo}
spec: {secretStoreRef: {name: vault, kind: SecretStore}}
`,
      ),
      `${BASE}/secret.yaml`,
      /SecretStore vault/,
    ],
    [
      'references',
      'a role that is not there',
      added(
        'binding.yaml',
        `apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: {name: x, namespace: echo}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: gone}
subjects: []
`,
      ),
      `${BASE}/binding.yaml`,
      /Role gone/,
    ],
    [
      'references',
      'a run book that is not there',
      added(
        'rules.yaml',
        `apiVersion: monitoring.coreos.com/v1
kind: PrometheusRule
metadata: {name: x, namespace: echo}
spec:
  groups:
    - name: x
      rules:
        - {alert: Down, expr: up == 0, annotations: {runbook_url: 'https://portal/operations/#down'}}
`,
      ),
      `${BASE}/rules.yaml`,
      /section #down/,
    ],

    [
      'layout',
      'a file that nothing names',
      [[`${BASE}/old.yaml`, '', 'a: b\n']],
      `${BASE}/old.yaml`,
      /nothing uses/,
    ],
    [
      'layout',
      'a component without an Application',
      [['kubernetes/idle/component.yaml', '', 'kind: PlatformComponent\n']],
      'kubernetes/idle/component.yaml',
      /no Application delivers/,
    ],
    [
      'layout',
      'two owners',
      [
        [
          APPLICATION,
          'destination:\n    server: https://kubernetes.default.svc\n    namespace: echo\n',
          `destination:
    server: https://kubernetes.default.svc
    namespace: echo
---
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: {name: platform--twin, namespace: argocd}
spec:
  project: platform
  source:
    repoURL: https://git.example.com/platform.git
    targetRevision: main
    path: kubernetes/twin
  destination: {server: https://kubernetes.default.svc, namespace: echo}
`,
        ],
        [
          'kubernetes/twin/kustomization.yaml',
          '',
          'resources: [service.yaml]\n',
        ],
        ['kubernetes/twin/service.yaml', '', platform[`${BASE}/service.yaml`]],
      ],
      'kubernetes/twin/service.yaml',
      /Service echo .* is delivered by platform--echo .* and by platform--twin/,
    ],
  ])('%s: %s', async (rule, _, edits, file, message) => {
    const { problems } = await run(rule, edited(...edits));
    expect(
      problems.map(problem => `${problem.file} ${problem.message}`),
    ).toEqual(expect.arrayContaining([expect.stringMatching(message)]));
    expect(problems.map(problem => problem.file)).toContain(file);
    for (const problem of problems) {
      expect(problem.rule).toBe(rule);
      expect(problem.remedy).toMatch(/\w/);
    }
  });
});

it('a listed job passes', async () => {
  const files = edited(listed, ...added('job.yaml', job(jobSpec)));
  expect((await run('imperative', files)).problems).toEqual([]);
});
