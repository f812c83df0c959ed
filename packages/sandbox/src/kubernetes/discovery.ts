import { groupVersionOf, type Resource } from './resources';

/** `/api` */
export const apiVersions = () => ({
  kind: 'APIVersions',
  versions: ['v1'],
  serverAddressByClientCIDRs: [
    { clientCIDR: '0.0.0.0/0', serverAddress: '127.0.0.1:6443' },
  ],
});

/** `/apis` */
export function apiGroupList(resources: readonly Resource[]) {
  const names = [...new Set(resources.map(({ group }) => group))];
  return {
    kind: 'APIGroupList',
    apiVersion: 'v1',
    groups: names
      .filter(Boolean)
      .map(name => groupDescription(resources, name)!),
  };
}

/** `/apis/<group>`; undefined where there is no such group. */
export function apiGroup(resources: readonly Resource[], name: string) {
  const found = groupDescription(resources, name);
  return found && { kind: 'APIGroup', apiVersion: 'v1', ...found };
}

/** `/api/v1` and `/apis/<group>/<version>`; undefined where there is no such version. */
export function apiResourceList(
  resources: readonly Resource[],
  groupVersion: string,
) {
  const found = resources.filter(one => groupVersionOf(one) === groupVersion);
  if (found.length === 0) return undefined;
  return {
    kind: 'APIResourceList',
    ...(groupVersion !== 'v1' && { apiVersion: 'v1' }),
    groupVersion,
    resources: found.flatMap(
      ({ plural, singular, namespaced, kind, verbs = [], ...more }) => [
        {
          name: plural,
          singularName: singular,
          namespaced,
          kind,
          verbs,
          ...(more.shortNames && { shortNames: more.shortNames }),
        },
        ...(more.subresources ?? []).map(name => ({
          name: `${plural}/${name}`,
          singularName: '',
          namespaced,
          kind,
          verbs: name === 'log' ? ['get'] : ['get', 'patch', 'update'],
        })),
      ],
    ),
  };
}

/** `/version` */
export const version = {
  major: '1',
  minor: '36',
  emulationMajor: '1',
  emulationMinor: '36',
  minCompatibilityMajor: '1',
  minCompatibilityMinor: '35',
  gitVersion: 'v1.36.0+sandbox',
  gitCommit: '',
  gitTreeState: 'clean',
  buildDate: '2026-01-01T00:00:00Z',
  goVersion: '',
  compiler: '',
  platform: 'linux/amd64',
};

function groupDescription(resources: readonly Resource[], name: string) {
  const versions = [
    ...new Set(
      resources.filter(({ group }) => group === name).map(one => one.version),
    ),
  ]
    .sort((a, b) => a.length - b.length)
    .map(one => ({ groupVersion: `${name}/${one}`, version: one }));
  return versions.length > 0
    ? { name, versions, preferredVersion: versions[0] }
    : undefined;
}
