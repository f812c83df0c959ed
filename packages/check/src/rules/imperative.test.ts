import { removeCheckouts, repositoryOf } from '../__testUtils__/checkout';
import {
  added,
  BASE,
  edited,
  type Edit,
} from '../__testUtils__/editedPlatform';
import { imperativeRule } from './imperative';

afterEach(removeCheckouts);

const run = async (...edits: Edit[]) =>
  (await imperativeRule(repositoryOf(edited(...edits)))).problems;

const VALUES = 'kubernetes/echo/values.yaml';
const values = (text: string): Edit => [VALUES, '', text];
const APPLICATION = 'gitops/platform/echo.yaml';
const source = (text: string): Edit => [
  APPLICATION,
  '  destination:',
  `    - ${text}\n  destination:`,
];
const command = (text: string): Edit => [
  `${BASE}/deployment.yaml`,
  '          env:',
  `          command: ${text}\n          env:`,
];
const script = (name: string, text: string) =>
  added(
    'scripts.yaml',
    `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: scripts, namespace: echo}\ndata:\n  ${name}: |\n    ${text}\n`,
  );

it.each<[string, string, RegExp, Edit[]]>([
  [
    'a job among the values of a chart',
    VALUES,
    /a Job of ours is among the values of a chart/,
    [
      values(
        'extraObjects:\n  - kind: Job\n    metadata: {name: x}\n    spec: {}\n',
      ),
    ],
  ],
  [
    'a job among the values that an Application carries',
    APPLICATION,
    /a CronJob of ours is among the values/,
    [
      source(
        '{repoURL: https://charts.example.com, chart: x, targetRevision: 1.0.0, helm: {valuesObject: {extra: [{kind: CronJob, spec: {}}]}}}',
      ),
    ],
  ],
  [
    'a hook that values make',
    VALUES,
    /make something run as a hook \(helm\.sh\/hook\)/,
    [values('setup:\n  annotations:\n    helm.sh/hook: pre-install\n')],
  ],
  [
    'an init container of a chart that runs kubectl',
    VALUES,
    /values of a chart run a program/,
    [
      values(
        'extraInitContainers:\n  - name: x\n    image: example.com/tools:1.0.0\n    command: [sh, -c, kubectl apply -f /x]\n',
      ),
    ],
  ],
  [
    'an image for it',
    VALUES,
    /values of a chart run a program/,
    [
      values(
        'sidecars:\n  - {name: x, image: "docker.io/alpine/k8s:1.36.0"}\n',
      ),
    ],
  ],
  [
    'a plugin that renders',
    APPLICATION,
    /is rendered by a plugin/,
    [
      source(
        '{repoURL: https://git.example.com/platform.git, path: x, targetRevision: main, plugin: {name: x}}',
      ),
    ],
  ],
  [
    'a script that a ConfigMap brings',
    'scripts.yaml',
    /has a script run\.sh that changes a cluster/,
    script('run.sh', 'kubectl delete pod --all'),
  ],
  [
    'a script by its first line',
    'scripts.yaml',
    /has a script run that changes a cluster/,
    script('run', '#!/bin/sh\n    exec helm upgrade x y'),
  ],
  [
    'a program in a substitution',
    'deployment.yaml',
    /runs a program/,
    [command('[sh, -c, "echo $(kubectl get pods)"]')],
  ],
  [
    'a request to the API server',
    'deployment.yaml',
    /runs a program/,
    [
      command(
        '[curl, -X, DELETE, "https://kubernetes.default.svc/api/v1/pods"]',
      ),
    ],
  ],
])('finds %s', async (_name, file, message, edits) => {
  const problems = await run(...edits);
  expect(problems.map(problem => problem.message)).toEqual([
    expect.stringMatching(message),
  ]);
  expect([file, `${BASE}/${file}`]).toContain(problems[0].file);
});

it.each<[string, Edit[]]>([
  [
    'a hook of a chart whose job the component lists',
    [
      values('setup:\n  annotations:\n    helm.sh/hook: pre-install\n'),
      [
        'kubernetes/echo/component.yaml',
        'spec:\n',
        'spec:\n  jobs:\n    - {name: setup, does: Sets up, reason: The chart brings it}\n',
      ],
    ],
  ],
  ['a script that changes nothing of it', script('run.sh', 'exec server')],
  ['a program of another name', [command('[helmet, --kustomized, awesome]')]],
])('is content with %s', async (_name, edits) => {
  expect(await run(...edits)).toEqual([]);
});
