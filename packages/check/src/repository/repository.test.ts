import fs from 'node:fs';
import path from 'node:path';
import { useCopy } from '../__testUtils__/useCopy';
import { openRepository } from '.';
import { expandApplicationSet } from './applicationSets';

const application = (
  name: string,
  folder: string,
) => `apiVersion: argoproj.io/v1alpha1
kind: Application
metadata:
  name: ${name}
  namespace: argocd
  annotations:
    argocd.argoproj.io/sync-wave: '-10'
spec:
  project: platform
  sources:
    - repoURL: https://git.example.com/platform.git
      targetRevision: main
      path: ${folder}
      ref: platform
    - repoURL: https://charts.example.com
      chart: store
      targetRevision: 1.2.3
      helm:
        releaseName: shop
        valueFiles:
          - $platform/kubernetes/store/values.yaml
  destination:
    server: https://kubernetes.default.svc
    namespace: store
`;

const configMap = (name: string) =>
  `# A comment\napiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: ${name}\ndata:\n  a: b\n`;

const files: Record<string, string> = {
  'gitops/tenants/readme.txt': '',
  'kubernetes/store/values.yaml': 'replicas: 1\n',
  'kubernetes/store/base/kustomization.yaml': 'resources: [config.yaml]\n',
  'kubernetes/store/base/config.yaml': configMap('store'),
  'kubernetes/store/overlays/eks/kustomization.yaml':
    'namePrefix: eks-\nresources: [../../base]\n',
  'kubernetes/shared/kustomization.yaml':
    'apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\n',
  'kubernetes/spare/kustomization.yaml':
    'configMapGenerator: [{name: spare, literals: [a=b]}]\n',
  'kubernetes/clusters/kustomization.yaml': 'resources: []\n',
};
for (const [environment, folder] of [
  ['local', 'kubernetes/store/base'],
  ['eks', 'kubernetes/store/overlays/eks'],
]) {
  const cluster = `gitops/clusters/${environment}`;
  files[`${cluster}/kustomization.yaml`] = 'resources: [root.yaml]\n';
  files[`${cluster}/root.yaml`] = application(
    'platform',
    `${cluster}/platform`,
  );
  files[`${cluster}/platform/kustomization.yaml`] = 'resources: [store.yaml]\n';
  files[`${cluster}/platform/store.yaml`] = application('store', folder);
}

const copy = useCopy(files);
const rendered = () => openRepository(copy.root).rendered();

it('builds what nothing else refers to, and what an Application names', async () => {
  const { folders, problems } = await rendered();
  expect(problems).toEqual([]);
  expect(
    folders.map(({ folder, environments, documents }) => [
      folder,
      environments.join(),
      documents.length,
    ]),
  ).toEqual([
    ['gitops/clusters/eks', 'eks', 1],
    ['gitops/clusters/eks/platform', 'eks', 1],
    ['gitops/clusters/local', 'local', 1],
    ['gitops/clusters/local/platform', 'local', 1],
    ['kubernetes/spare', '', 1],
    ['kubernetes/store/base', 'local', 1],
    ['kubernetes/store/overlays/eks', 'eks', 1],
  ]);
});

it('follows Applications from the root to their folders and charts', async () => {
  const { applications } = await rendered();
  expect(
    applications.map(({ environment, name }) => `${environment} ${name}`),
  ).toEqual(['local platform', 'local store', 'eks platform', 'eks store']);
  expect(applications[3]).toMatchObject({
    wave: -10,
    folders: ['kubernetes/store/overlays/eks'],
    rendered: [{ of: { kind: 'component', component: 'store' } }],
    charts: [
      {
        index: 1,
        chart: 'store',
        version: '1.2.3',
        releaseName: 'shop',
        valueFiles: ['kubernetes/store/values.yaml'],
      },
    ],
  });
});

it('knows where a rendered object is written, also when it was renamed', async () => {
  const repository = openRepository(copy.root);
  const { folders } = await repository.rendered();
  const [document] = folders.find(
    ({ folder }) => folder.endsWith('/eks') && folder.includes('store'),
  )!.documents;
  expect(document.object.metadata.name).toBe('eks-store');
  expect(repository.place(document, ['data', 'a'])).toEqual({
    file: 'kubernetes/store/base/config.yaml',
    line: 7,
    column: 3,
  });
  const generated = folders.find(({ folder }) => folder.endsWith('spare'))!;
  expect(generated.documents[0].origin).toBe(
    'kubernetes/spare/kustomization.yaml',
  );
});

it('knows it of many folders, too, and of one that brings what another does', async () => {
  const names = Array.from({ length: 9 }, (_, i) => `many-${i % 8}`);
  names.forEach((name, i) => {
    copy.write(
      `kubernetes/folder-${i}/kustomization.yaml`,
      'resources: [config.yaml]\n',
    );
    copy.write(`kubernetes/folder-${i}/config.yaml`, configMap(name));
  });
  const { folders } = await rendered();
  const many = folders.filter(({ folder }) => folder.includes('/folder-'));
  expect(
    many.map(({ documents: [{ object, origin }] }) => [
      origin,
      object.metadata.name,
    ]),
  ).toEqual(
    names.map((name, i) => [`kubernetes/folder-${i}/config.yaml`, name]),
  );
});

it('reports a folder that does not build, and builds the others', async () => {
  copy.edit(
    'kubernetes/spare/kustomization.yaml',
    () => 'resources: [gone.yaml]\n',
  );
  const { folders, problems } = await rendered();
  expect(problems).toEqual([
    expect.objectContaining({
      file: 'kubernetes/spare/kustomization.yaml',
      rule: 'render',
      message: expect.stringContaining('gone.yaml'),
    }),
  ]);
  expect(problems[0].message).not.toContain(path.dirname(copy.root));
  expect(folders.filter(({ error }) => error)).toHaveLength(1);
});

it('reads files with care', () => {
  copy.write('kubernetes/bad.yaml', 'a: 1\nb: [\n');
  copy.write('kubernetes/large.yaml', `a: ${'x'.repeat(5_000_000)}`);
  const repository = openRepository(copy.root);
  expect(repository.yaml('kubernetes/bad.yaml')).toMatchObject({
    documents: [],
    error: { file: 'kubernetes/bad.yaml', line: 3 },
  });
  expect(repository.text('kubernetes/large.yaml')).toHaveLength(
    4 * 1024 * 1024,
  );
  expect(repository.text('kubernetes')).toBe('');
  expect(repository.text('nowhere')).toBe('');
});

it('says what is wrong with a checkout that git does not read', () => {
  copy.write('.git/config', '[core\n');
  expect(() => openRepository(copy.root).files).toThrow(
    /^git cannot list the files of .*: fatal: .*\. Mend the checkout, or remove its \.git/,
  );
  fs.rmSync(path.join(copy.root, '.git'), { recursive: true });
});

it('leaves out the tenants that are not in scope', () => {
  copy.write('gitops/tenants/a/boundary/tenant.yaml', '');
  copy.write('gitops/tenants/b/boundary/tenant.yaml', '');
  const { files: inScope } = openRepository(copy.root, {
    scope: { platform: false, tenants: new Set(['b']) },
  });
  expect(inScope).not.toContain('gitops/tenants/a/boundary/tenant.yaml');
  expect(inScope).toContain('gitops/tenants/b/boundary/tenant.yaml');
});

describe('an ApplicationSet', () => {
  const set = (generators: any[], name: string): any => ({
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'ApplicationSet',
    metadata: { name: 'set' },
    spec: { generators, template: { metadata: { name }, spec: {} } },
  });
  const directories = (...list: any[]) => [{ git: { directories: list } }];
  const folders = ['apps/a/x', 'apps/b/x', 'apps/b/y', 'apps/b/x/deep'];
  const names = (generators: any[], name: string) => {
    const { applications, unknown } = expandApplicationSet(
      set(generators, name),
      folders,
    );
    return [
      ...applications.map(({ metadata }) => metadata.name),
      ...unknown.map(({ reason }) => reason),
    ];
  };

  it('makes an Application a folder', () => {
    expect(
      names(
        directories({ path: 'apps/*/x' }, { path: 'apps/a/*', exclude: true }),
        '{{ index .path.segments 1 }}--{{ .path.basename }} {{.path.path}}',
      ),
    ).toEqual(['b--x apps/b/x']);
  });

  it('is reported where the check cannot follow it', () => {
    expect(names([{ list: {} }], 'a')).toEqual([
      expect.stringMatching(/generator that the check cannot follow/),
    ]);
    expect(names(directories({ path: 'apps/*/x' }), '{{ .path.x }}')).toEqual([
      expect.stringMatching(
        /'\{\{ \.path\.x \}\}', which the check cannot fill/,
      ),
    ]);
  });
});
