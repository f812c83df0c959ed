/** A kind of objects at an API server. */
export interface ApiResource {
  /** Empty for the core group. */
  group: string;
  plural: string;
  /** Versions that are understood, the wanted one first. */
  versions: readonly string[];
  /** Names, labels and annotations only; the API server leaves out the rest. */
  metadataOnly?: boolean;
}

/** A kind in the version that a server has. */
export type ServedResource = Omit<ApiResource, 'versions'> & {
  version: string;
};

const EXTERNAL_SECRETS = 'external-secrets.io';

export const resources = {
  externalSecrets: {
    group: EXTERNAL_SECRETS,
    plural: 'externalsecrets',
    versions: ['v1', 'v1beta1'],
  },
  secretStores: {
    group: EXTERNAL_SECRETS,
    plural: 'secretstores',
    versions: ['v1', 'v1beta1'],
  },
  clusterSecretStores: {
    group: EXTERNAL_SECRETS,
    plural: 'clustersecretstores',
    versions: ['v1', 'v1beta1'],
  },
  pushSecrets: {
    group: EXTERNAL_SECRETS,
    plural: 'pushsecrets',
    versions: ['v1', 'v1alpha1'],
  },
  deployments: { group: 'apps', plural: 'deployments', versions: ['v1'] },
  statefulSets: { group: 'apps', plural: 'statefulsets', versions: ['v1'] },
  daemonSets: { group: 'apps', plural: 'daemonsets', versions: ['v1'] },
  cronJobs: { group: 'batch', plural: 'cronjobs', versions: ['v1'] },
  jobs: { group: 'batch', plural: 'jobs', versions: ['v1'] },
  secrets: {
    group: '',
    plural: 'secrets',
    versions: ['v1'],
    metadataOnly: true,
  },
} satisfies Record<string, ApiResource>;

/** The path of all objects of a kind, such as `/apis/apps/v1/deployments`. */
export function pathOf({ group, version, plural }: ServedResource): string {
  return group === ''
    ? `/api/${version}/${plural}`
    : `/apis/${group}/${version}/${plural}`;
}

/** As error messages name it: `secretstores of external-secrets.io`. */
export function nameOf({ group, plural }: { group: string; plural: string }) {
  return group === '' ? plural : `${plural} of ${group}`;
}

/** The rule that a ClusterRole needs, as one writes it. */
export function ruleOf(
  resource: { group: string; plural: string },
  verb: string,
): string {
  return `apiGroups: ['${resource.group}'], resources: [${resource.plural}], verbs: [${verb}]`;
}
