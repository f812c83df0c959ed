import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { KubeObject } from '../cluster';
import { applicationsOf } from './applicationSets';
import { isWatched, watchedPaths } from './watchedPaths';

const set = (generators: object[], name = '{{ index .path.segments 1 }}') =>
  ({
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'ApplicationSet',
    metadata: { name: 'sets', namespace: 'argocd' },
    spec: {
      generators,
      template: {
        metadata: { name, labels: { base: '{{ .path.basename }}' } },
        spec: {
          project: '{{ index .path.segments 1 }}',
          source: { repoURL: 'r', path: '{{ .path.path }}' },
          destination: {},
        },
      },
    },
  } as KubeObject);

let checkout: string;
beforeAll(async () => {
  checkout = await mkdtemp(path.join(tmpdir(), 'idp-sets-'));
  for (const folder of [
    'tenants/b/x/local',
    'tenants/a/x/local',
    'tenants/a/y/eks',
  ]) {
    await mkdir(path.join(checkout, folder), { recursive: true });
  }
});
afterAll(() => rm(checkout, { recursive: true }));

describe('an ApplicationSet', () => {
  it('makes an Application of each folder that fits', () => {
    const applications = applicationsOf(
      set([{ git: { directories: [{ path: 'tenants/*/*/local' }] } }]),
      checkout,
    );
    expect(
      applications.map(({ metadata, spec, folder }) => [
        metadata.name,
        metadata.labels,
        spec.project,
        folder,
      ]),
    ).toEqual([
      ['a', { base: 'local' }, 'a', 'tenants/a/x/local'],
      ['b', { base: 'local' }, 'b', 'tenants/b/x/local'],
    ]);
    expect(applications[0].metadata.ownerReferences).toEqual([
      expect.objectContaining({ kind: 'ApplicationSet', name: 'sets' }),
    ]);
  });

  it.each([
    [set([{ list: {} }]), /generator that the sandbox does not know/],
    [
      set(
        [{ git: { directories: [{ path: 'tenants/*' }] } }],
        '{{ .path.path | upper }}',
      ),
      /\.path\.path \| upper/,
    ],
  ])('is refused where it would be read wrongly', (wrong, message) => {
    expect(() => applicationsOf(wrong, checkout)).toThrow(message);
  });
});

describe('what makes Argo CD render an Application again', () => {
  it('is what manifest-generate-paths says, else its folder', () => {
    const watches = watchedPaths(
      {
        'argocd.argoproj.io/manifest-generate-paths': '.;../../base;/templates',
      },
      'w/overlays/local',
    );
    expect(watches).toEqual(['w/overlays/local', 'w/base', 'templates']);
    expect(isWatched(watches, 'w/base/workload.yaml')).toBe(true);
    expect(isWatched(watches, 'templates/x/y.yaml')).toBe(true);
    expect(isWatched(watches, 'w/overlays/eks/release.yaml')).toBe(false);
    expect(isWatched(watches, 'w/base2/workload.yaml')).toBe(false);
    expect(watchedPaths(undefined, 'w')).toEqual(['w']);
  });
});
