import { removeCheckouts, repositoryOf } from '../__testUtils__/checkout';
import {
  added,
  BASE,
  edited,
  type Edit,
} from '../__testUtils__/editedPlatform';
import { pinningRule } from './pinning';

afterEach(removeCheckouts);

const messages = async (...edits: Edit[]) =>
  (await pinningRule(repositoryOf(edited(...edits)))).problems.map(
    ({ message }) => message,
  );

const image = (text: string): Edit[] => [
  [`${BASE}/deployment.yaml`, 'ghcr.io/acme/echo:1.0.0', text],
];
const kustomization = (text: string): Edit[] => [
  ['kubernetes/echo/x/kustomization.yaml', '', text],
];

it.each<[string, RegExp, Edit[]]>([
  ['a tag of one number', /the tag 18, which is no whole/, image('a/pg:18')],
  ['a tag of a word', /the tag alpine, which is no/, image('a/b:alpine')],
  [
    'one number with a word',
    /the tag 3-slim, which is no whole/,
    image('a/b:3-slim'),
  ],
  ['a digest that is none', /digest that is none/, image('a/b@sha256:12')],
  [
    'an image deep in an object of an operator',
    /an image of EnvoyProxy echo .* has the tag latest/,
    added(
      'proxy.yaml',
      `apiVersion: gateway.envoyproxy.io/v1alpha1
kind: EnvoyProxy
metadata: {name: echo, namespace: echo}
spec: {provider: {kubernetes: {envoyDeployment: {container: {image: 'docker.io/envoyproxy/envoy:latest'}}}}}
`,
    ),
  ],
  [
    'a file of a generator that is fetched',
    /https:\/\/example\.com\/x\.yaml is fetched/,
    kustomization(
      'configMapGenerator:\n  - name: x\n    files: [x.yaml=https://example.com/x.yaml]\n',
    ),
  ],
  [
    'a transformer that is fetched',
    /https:\/\/example\.com\/t\.yaml is fetched/,
    kustomization('transformers: [https://example.com/t.yaml]\n'),
  ],
  [
    'a repository without a scheme',
    /gitlab\.com\/x\/y\/\/z is fetched/,
    kustomization('resources: [gitlab.com/x/y//z]\n'),
  ],
  [
    'a repository by its ending',
    /example\.com\/x\/y\.git is fetched/,
    kustomization('components: [example.com/x/y.git]\n'),
  ],
  [
    'a patch that is fetched',
    /https:\/\/example\.com\/p\.yaml is fetched/,
    kustomization('patches:\n  - path: https://example.com/p.yaml\n'),
  ],
])('finds %s', async (_name, message, edits) => {
  expect(await messages(...edits)).toEqual([expect.stringMatching(message)]);
});

it.each<[string, Edit[]]>([
  ['two numbers', image('a/pg:18.1-bookworm')],
  ['a commit', image('a/b:main-3d5da77')],
  ['a date', image('a/b:20261001')],
  ['a digest alone', image(`a/b@sha256:${'0a'.repeat(32)}`)],
  [
    'addresses that are no files',
    kustomization(
      "resources: [../base]\nconfigMapGenerator:\n  - name: x\n    literals: [URL=https://example.com/x]\npatches:\n  - patch: '[{op: add, path: /a, value: https://example.com}]'\n",
    ),
  ],
])('is content with %s', async (_name, edits) => {
  expect(await messages(...edits)).toEqual([]);
});
