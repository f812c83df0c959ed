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
  let manifests: Manifest[];
  let applications: Manifest[];

  beforeAll(async () => {
    manifests = await render(`gitops/clusters/${environment}`);
    applications = manifests.filter(({ kind }) => kind === 'Application');
  });

  it('is one root Application, the platform’s project and Applications, and the tenants’ two sets', () => {
    expect(
      manifests.map(({ kind, metadata }) => `${kind}/${metadata.name}`).sort(),
    ).toEqual([
      'AppProject/platform',
      'Application/platform--rbac',
      'Application/root',
      'ApplicationSet/tenant-boundaries',
      'ApplicationSet/tenant-workloads',
    ]);
  });

  it('follows this folder by itself', () => {
    const { source } = only(manifests, 'Application', 'root').spec;
    expect(source).toEqual({
      repoURL,
      targetRevision: 'main',
      path: `gitops/clusters/${environment}`,
    });
  });

  it('runs the platform’s components at the revision that one file names', () => {
    const { revision } = readYaml(
      `gitops/clusters/${environment}/revision.yaml`,
    ).data;
    for (const { metadata, spec } of applications) {
      if (metadata.name === 'root') continue;
      expect(spec.source.targetRevision).toBe(revision);
      expect(namesIn(spec.source.path)).toContain('kustomization.yaml');
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
        /^\.(;|$)/,
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
    const { spec } = only(manifests, 'AppProject');
    expect(spec.destinationServiceAccounts).toHaveLength(1);
    expect(spec.sourceRepos).toEqual([repoURL]);
  });
});
