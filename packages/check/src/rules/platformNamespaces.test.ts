import { removeCheckouts, repositoryOf } from '../__testUtils__/checkout';
import {
  added,
  BASE,
  edited,
  type Edit,
} from '../__testUtils__/editedPlatform';
import { platformNamespacesRule } from './platformNamespaces';

afterEach(removeCheckouts);

const messages = async (...edits: Edit[]) =>
  (await platformNamespacesRule(repositoryOf(edited(...edits)))).problems.map(
    ({ message }) => message,
  );

const DEPLOYMENT = `${BASE}/deployment.yaml`;
const policy = (spec: string) =>
  added(
    'open.yaml',
    `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: open, namespace: echo}
spec: ${spec}
`,
  );
const budget = (spec: string) =>
  added(
    'budget.yaml',
    `apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: {name: echo, namespace: echo}
spec: {selector: {matchLabels: {app: echo}}, ${spec}}
`,
  );

it.each<[string, RegExp, Edit[]]>([
  [
    'a policy that lets everybody in',
    /NetworkPolicy open .* lets all ingress through, from anybody/,
    policy('{podSelector: {}, policyTypes: [Ingress], ingress: [{}]}'),
  ],
  [
    'a policy that lets one pod go anywhere',
    /NetworkPolicy open .* lets all egress through, to anywhere/,
    policy(
      '{podSelector: {matchLabels: {app: echo}}, policyTypes: [Egress], egress: [{to: []}]}',
    ),
  ],
  [
    'capabilities that come back',
    /container echo .* keeps capabilities/,
    [[DEPLOYMENT, 'drop: [ALL]', 'drop: [ALL], add: [SYS_ADMIN]']],
  ],
  [
    'the network of the node',
    /Deployment echo .* shares its node's Network/,
    [
      [
        DEPLOYMENT,
        '      containers:',
        '      hostNetwork: true\n      containers:',
      ],
    ],
  ],
  [
    'the processes of the node',
    /Deployment echo .* shares its node's PID/,
    [
      [
        DEPLOYMENT,
        '      containers:',
        '      hostPID: true\n      containers:',
      ],
    ],
  ],
  [
    'a budget that lets nothing go',
    /PodDisruptionBudget echo .* lets no pod go/,
    budget('maxUnavailable: 0'),
  ],
  [
    'a budget of no part',
    /PodDisruptionBudget echo .* lets no pod go/,
    budget("maxUnavailable: '0%'"),
  ],
  [
    'a budget that counts what stays',
    /PodDisruptionBudget echo .* counts what has to stay/,
    budget('minAvailable: 1'),
  ],
])('finds %s', async (_name, message, edits) => {
  expect(await messages(...edits)).toEqual([expect.stringMatching(message)]);
});

it.each<[string, Edit[]]>([
  ['a budget', budget('maxUnavailable: 1')],
  [
    'an opening to somebody, and one at a port',
    policy(
      '{podSelector: {}, policyTypes: [Ingress, Egress], ingress: [{from: [{podSelector: {}}]}], egress: [{ports: [{port: 443}]}]}',
    ),
  ],
  [
    'the capability to listen at a low port',
    [[DEPLOYMENT, 'drop: [ALL]', 'drop: [ALL], add: [NET_BIND_SERVICE]']],
  ],
])('is content with %s', async (_name, edits) => {
  expect(await messages(...edits)).toEqual([]);
});
