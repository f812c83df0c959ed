import { parse } from 'yaml';
import {
  namesIn,
  readYaml,
  tenants,
  workloadsOf,
} from './__testUtils__/repository';
import { Manifest, only, render } from './__testUtils__/render';

const { repoURL } = readYaml('gitops/environments/shared/source.yaml').data;

/** What Argo CD's git directory generator and Go template make of a folder. */
function expand(text: string, folder: string): string {
  const segments = folder.split('/');
  return text
    .replace(/{{ index \.path\.segments (\d+) }}/g, (_, i) => segments[i])
    .replace(/{{ \.path\.path }}/g, folder)
    .replace(/{{ \.path\.basename }}/g, segments[segments.length - 1]);
}

function matches(pattern: string, folder: string): boolean {
  const wanted = pattern.split('/');
  const found = folder.split('/');
  return (
    wanted.length === found.length &&
    wanted.every((part, index) => part === '*' || part === found[index])
  );
}

function applicationOf(set: Manifest, folder: string): Manifest {
  const [generator] = set.spec.generators;
  expect(
    generator.git.directories.some(({ path }: any) => matches(path, folder)),
  ).toBe(true);
  return JSON.parse(expand(JSON.stringify(set.spec.template), folder));
}

describe.each(['local', 'eks'])('cluster %s', environment => {
  let applied: Manifest[];
  let manifests: Manifest[];
  let applications: Manifest[];

  beforeAll(async () => {
    applied = await render(`gitops/clusters/${environment}`);
    manifests = await render(`gitops/clusters/${environment}/platform`);
    applications = manifests.filter(({ kind }) => kind === 'Application');
  });

  it('starts with the project, the root Application and that of the platform', () => {
    expect(
      applied.map(({ kind, metadata }) => `${kind}/${metadata.name}`).sort(),
    ).toEqual([
      'AppProject/platform',
      'Application/platform',
      'Application/root',
    ]);
  });

  it('is an Application a component, and the tenants’ two sets', () => {
    const others = manifests.filter(({ kind }) => kind !== 'Application');
    expect(others.map(({ metadata }) => metadata.name).sort()).toEqual([
      'tenant-boundaries',
      'tenant-workloads',
    ]);
    for (const { metadata } of applications) {
      const component = metadata.labels!['platform.idp/component'];
      expect(metadata.name).toBe(`platform--${component}`);
      expect(metadata.labels).toMatchObject({
        'platform.idp/kind': 'platform',
      });
    }
  });

  it('follows main with the root, and for all else the revision that one file names', () => {
    const { revision } = readYaml(
      `gitops/clusters/${environment}/revision.yaml`,
    ).data;
    expect(only(applied, 'Application', 'root').spec.source).toEqual({
      repoURL,
      targetRevision: 'main',
      path: `gitops/clusters/${environment}`,
    });
    const { source } = only(applied, 'Application', 'platform').spec;
    expect(source).toMatchObject({
      repoURL,
      targetRevision: revision,
      path: `gitops/clusters/${environment}/platform`,
    });
    const [{ patch, target }] = source.kustomize.patches;
    expect(parse(patch)).toEqual([
      {
        op: 'replace',
        path: '/spec/sources/0/targetRevision',
        value: revision,
      },
    ]);
    expect(target.labelSelector).toBe('platform.idp/kind=platform');
  });

  it('takes a component’s manifests from this repository, and its own version from upstream', () => {
    for (const { spec } of applications) {
      const [ours, ...upstream] = spec.sources;
      expect(ours).toMatchObject({ repoURL, targetRevision: 'revision' });
      const folders = ours.path ? [ours.path] : [];
      expect(folders.map(folder => namesIn(folder))).toEqual(
        folders.map(() => expect.arrayContaining(['kustomization.yaml'])),
      );
      for (const { targetRevision } of upstream) {
        expect(targetRevision).toMatch(/^v?\d+\.\d+\.\d+$/);
      }
    }
  });

  it('makes one Application of each tenant’s boundary, in the project platform', () => {
    const set = only(manifests, 'ApplicationSet', 'tenant-boundaries');
    for (const tenant of tenants()) {
      const folder = `gitops/tenants/${tenant}/boundary`;
      const { metadata, spec } = applicationOf(set, folder);
      expect(metadata.name).toBe(`tenant--${tenant}`);
      expect(spec).toMatchObject({
        project: 'platform',
        source: { repoURL, targetRevision: 'main', path: folder },
        destination: { namespace: `tenant-${tenant}` },
      });
    }
  });

  it('makes one Application of each workload’s overlay for this environment, in the project of its tenant', () => {
    const set = only(manifests, 'ApplicationSet', 'tenant-workloads');
    const other = environment === 'local' ? 'eks' : 'local';
    for (const tenant of tenants()) {
      for (const workload of workloadsOf(tenant)) {
        const overlays = `gitops/tenants/${tenant}/workloads/${workload}/overlays`;
        const folder = `${overlays}/${environment}`;
        const { metadata, spec } = applicationOf(set, folder);
        expect(metadata.name).toBe(`${tenant}--${workload}`);
        expect(metadata.labels).toMatchObject({
          'platform.idp/tenant': tenant,
          'platform.idp/workload': workload,
        });
        expect(spec).toMatchObject({
          project: tenant,
          source: { repoURL, targetRevision: 'main', path: folder },
          destination: { namespace: `tenant-${tenant}` },
        });
        const [{ git }] = set.spec.generators;
        expect(
          git.directories.some(({ path }: any) =>
            matches(path, `${overlays}/${other}`),
          ),
        ).toBe(false);
      }
    }
  });

  it('renders an Application again only when its own inputs changed, and compares on the server', () => {
    const templates = manifests
      .filter(({ kind }) => kind === 'ApplicationSet')
      .map(({ spec }) => spec.template);
    for (const { metadata, spec } of [...applications, ...templates]) {
      const annotations = metadata.annotations;
      expect(annotations['argocd.argoproj.io/compare-options']).toBe(
        'ServerSideDiff=true',
      );
      expect(annotations['argocd.argoproj.io/manifest-generate-paths']).toMatch(
        /^(\.|\/kubernetes\/)/,
      );
      expect(spec.syncPolicy.syncOptions).toContain('ServerSideApply=true');
      expect(spec.syncPolicy.retry).toMatchObject({ limit: -1, refresh: true });
    }
    const workloads = only(manifests, 'ApplicationSet', 'tenant-workloads');
    const folder = `gitops/tenants/demo/workloads/hello/overlays/${environment}`;
    const { metadata } = applicationOf(workloads, folder);
    expect(
      metadata.annotations!['argocd.argoproj.io/manifest-generate-paths'].split(
        ';',
      ),
    ).toEqual([
      '.',
      '../../base',
      '/templates/blueprints',
      `/gitops/environments/${environment}`,
    ]);
  });

  it('names an account to sync with in every project', () => {
    const { spec } = only(applied, 'AppProject');
    expect(spec.destinationServiceAccounts).toHaveLength(1);
    expect(spec.sourceRepos).toContain(repoURL);
  });
});
