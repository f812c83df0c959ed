import { createMockDirectory } from '@backstage/backend-test-utils';
import path from 'node:path';
import { buildAll, type BuildResult } from './buildAll';
import { buildKustomization } from './buildKustomization';
import { findKustomize, type KustomizeProgram } from './findKustomize';
import { originsOf } from './originsOf';
import { CORE_SCHEMA, loadAll } from 'js-yaml';

// Hundreds of folders, on machines that do other things as well.
jest.setTimeout(120_000);

const directory = createMockDirectory();
const count = 120;

const folders = (environment: string) =>
  Array.from({ length: count }, (_, i) =>
    directory.resolve(`apps/${i}/${environment}`),
  );

const kinds = (results: Map<string, BuildResult>, folder: string) =>
  results.get(folder)!.documents!.map(({ object }) => object.kind);

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
    expect(kinds(results, folder)).toEqual(['Pod', 'ConfigMap']);
    expect(results.get(folder)!.documents).toEqual(
      expect.arrayContaining(alone.map(object => ({ object }))),
    );
    expect(alone).toHaveLength(2);
  }
});

it('says which file an object comes from, where it is asked', async () => {
  const [folder, other] = folders('a');
  const results = await buildAll([[folder]], { program, origins: true });
  expect(
    results
      .get(folder)!
      .documents!.map(({ object, origin }) => [
        object,
        path.relative(folder, origin!),
      ]),
  ).toEqual([
    [expect.objectContaining({ kind: 'Pod' }), 'app.yaml'],
    [expect.objectContaining({ kind: 'ConfigMap' }), 'kustomization.yaml'],
  ]);
  const later = originsOf([folder, other], { program });
  for (const each of [folder, other]) {
    expect(later.get(each)!.map(file => path.relative(each, file!))).toEqual([
      'app.yaml',
      'kustomization.yaml',
    ]);
  }
});

it('is right, too, where folders of a group bring the same objects', async () => {
  const [a] = folders('a');
  const [b] = folders('b');
  const results = await buildAll([[a, b]], { program });
  const where = (folder: string) =>
    results.get(folder)!.documents![1].object.data.WHERE;
  expect([where(a), where(b)]).toEqual(['a', 'b']);
  const origins = originsOf([a, b], { program });
  expect([origins.get(a)![0], origins.get(b)![0]]).toEqual([
    path.join(a, 'app.yaml'),
    path.join(b, 'app.yaml'),
  ]);
});

it('takes no mark from a folder, so that none can pass its objects off as those of another', async () => {
  const [first, second] = folders('a');
  const mark = (name: string) =>
    `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: "${name}"\n`;
  directory.addContent({
    'forger/kustomization.yaml': 'resources: [a.yaml, b.yaml, pod.yaml]\n',
    'forger/a.yaml': mark('0'),
    'forger/b.yaml': mark('x.0'),
    'forger/pod.yaml': 'apiVersion: v1\nkind: Pod\nmetadata:\n  name: odd\n',
  });
  const forger = directory.resolve('forger');
  const results = await buildAll([[first, forger, second]], { program });
  for (const other of [first, second]) {
    expect(kinds(results, other)).toEqual(['Pod', 'ConfigMap']);
  }
  expect(kinds(results, forger)).toEqual(['ConfigMap', 'ConfigMap', 'Pod']);
});

it('has no origins of a folder that cannot be built', () => {
  directory.addContent({
    'lost/kustomization.yaml': 'resources: [gone.yaml]\n',
  });
  const lost = directory.resolve('lost');
  const [folder] = folders('a');
  const origins = originsOf([lost, folder], { program });
  expect(origins.get(lost)).toEqual([]);
  expect(origins.get(folder)).toHaveLength(2);
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
