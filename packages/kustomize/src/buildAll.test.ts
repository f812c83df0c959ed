import { createMockDirectory } from '@backstage/backend-test-utils';
import path from 'node:path';
import { buildAll } from './buildAll';
import { buildKustomization } from './buildKustomization';
import { findKustomize, type KustomizeProgram } from './findKustomize';
import { CORE_SCHEMA, loadAll } from 'js-yaml';

const directory = createMockDirectory();
const count = 120;

const folders = (environment: string) =>
  Array.from({ length: count }, (_, i) =>
    directory.resolve(`apps/${i}/${environment}`),
  );

let program: KustomizeProgram;

beforeAll(async () => {
  const found = await findKustomize();
  if (!found) throw new Error('These tests need kustomize or kubectl on PATH.');
  program = found;
  const content: Record<string, string> = {
    'shared/facts.yaml':
      'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: facts\n  annotations:\n    config.kubernetes.io/local-config: "true"\ndata:\n  domain: example.com\n',
    'shared/kustomization.yaml': 'resources: [facts.yaml]\n',
  };
  for (let i = 0; i < count; i += 1) {
    for (const environment of ['a', 'b']) {
      content[`apps/${i}/${environment}/kustomization.yaml`] = [
        `namespace: n${i}`,
        'resources: [app.yaml, ../../../shared]',
        'configMapGenerator:',
        '  - name: config',
        `    literals: [WHERE=${environment}]`,
        'replacements:',
        '  - source: {kind: ConfigMap, name: facts, fieldPath: data.domain}',
        '    targets:',
        '      - select: {kind: Pod}',
        '        fieldPaths: [spec.hostname]',
        '',
      ].join('\n');
      content[`apps/${i}/${environment}/app.yaml`] = [
        'apiVersion: v1',
        'kind: Pod',
        'metadata:',
        '  name: app',
        'spec:',
        '  hostname: here',
        '  containers:',
        '    - name: app',
        '      image: app',
        '      envFrom: [{configMapRef: {name: config}}]',
        '',
      ].join('\n');
    }
  }
  directory.setContent(content);
});

it('gives for each of many folders what kustomize gives for it alone', async () => {
  const results = await buildAll([folders('a'), folders('b')], { program });
  expect([...results.keys()]).toEqual([...folders('a'), ...folders('b')]);
  for (const folder of [folders('a')[0], folders('a')[77], folders('b')[119]]) {
    const alone = loadAll(
      await buildKustomization(folder, { program }),
      undefined,
      { schema: CORE_SCHEMA },
    );
    expect(results.get(folder)!.documents!.map(({ object }) => object)).toEqual(
      alone,
    );
    expect(alone).toHaveLength(2);
  }
});

it('says which file an object comes from', async () => {
  const [folder] = folders('a');
  const results = await buildAll([[folder]], { program });
  expect(
    results
      .get(folder)!
      .documents!.map(({ object, origin }) => [
        object.kind,
        path.relative(folder, origin!),
      ]),
  ).toEqual([
    ['ConfigMap', 'kustomization.yaml'],
    ['Pod', 'app.yaml'],
  ]);
});

it('is right, too, where folders of a group bring the same objects', async () => {
  const [a] = folders('a');
  const [b] = folders('b');
  const results = await buildAll([[a, b]], { program });
  const where = (folder: string) =>
    results.get(folder)!.documents![0].object.data.WHERE;
  expect([where(a), where(b)]).toEqual(['a', 'b']);
});

it('names the folder that cannot be built, and builds the others', async () => {
  directory.addContent({
    'broken/kustomization.yaml': 'resources: [gone.yaml]\n',
    'nowhere/readme.md': '',
  });
  const broken = directory.resolve('broken');
  const nowhere = directory.resolve('nowhere');
  const results = await buildAll(
    [[...folders('a').slice(0, 30), broken, nowhere]],
    { program },
  );
  expect(results.get(broken)!.error!.message).toMatch(/gone\.yaml/);
  expect(results.get(broken)!.error!.message).not.toMatch(/kustomize-batch/);
  expect(results.get(nowhere)!.error!.message).toMatch(/kustomization/);
  expect(
    [...results.values()].filter(({ documents }) => documents?.length === 2),
  ).toHaveLength(30);
});
