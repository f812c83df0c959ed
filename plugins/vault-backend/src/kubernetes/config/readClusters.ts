import type { Config } from '@backstage/config';

/** How the portal signs in to a cluster: with a token of the configuration, the account of its pod, or by a proxy that does. */
export type ClusterSignIn =
  | { type: 'token'; token: string }
  | { type: 'pod' }
  | { type: 'none' };

export interface ClusterConfig {
  name: string;
  url: string;
  skipTLSVerify: boolean;
  caData?: string;
  caFile?: string;
  signIn: ClusterSignIn;
}

export interface KubernetesConfig {
  clusters: ClusterConfig[];
  /** Names of clusters that cannot be followed, with the reason in words. */
  left: Array<{ name: string; reason: string }>;
  /** Whether Secrets are watched, by their metadata. */
  secretMetadata: boolean;
  warnings: string[];
}

const AUTH_PROVIDER = 'kubernetes.io/auth-provider';

/** The clusters of Backstage's Kubernetes plugin, and `vault.kubernetes`. */
export function readClusters(config: Config): KubernetesConfig {
  const own = config.getOptionalConfig('vault.kubernetes');
  const wanted = own?.getOptionalStringArray('clusters');
  const result: KubernetesConfig = {
    clusters: [],
    left: [],
    secretMetadata: own?.getOptionalBoolean('secretMetadata') ?? false,
    warnings: [],
  };
  const seen = new Set<string>();
  const methods =
    config.getOptionalConfigArray('kubernetes.clusterLocatorMethods') ?? [];
  for (const method of methods) {
    const type = method.getString('type');
    if (type === 'localKubectlProxy') {
      add(result, seen, {
        name: 'local',
        url: 'http://localhost:8001',
        skipTLSVerify: false,
        signIn: { type: 'none' },
      });
    } else if (type === 'config') {
      for (const item of method.getOptionalConfigArray('clusters') ?? []) {
        readCluster(item, result, seen);
      }
    } else {
      result.warnings.push(
        `Clusters of kubernetes.clusterLocatorMethods of type '${type}' are not followed for External Secrets: name them with type 'config'.`,
      );
    }
  }
  const unknown = wanted?.filter(name => !seen.has(name)) ?? [];
  for (const name of unknown) {
    result.warnings.push(
      `vault.kubernetes.clusters names '${name}', which kubernetes.clusterLocatorMethods does not have.`,
    );
  }
  if (wanted) {
    const isWanted = ({ name }: { name: string }) => wanted.includes(name);
    result.clusters = result.clusters.filter(isWanted);
    result.left = result.left.filter(isWanted);
  }
  return result;
}

function readCluster(
  config: Config,
  result: KubernetesConfig,
  seen: Set<string>,
): void {
  const name = config.getString('name');
  const metadata = config.getOptional<Record<string, unknown>>('authMetadata');
  const provider =
    metadata?.[AUTH_PROVIDER] ?? config.getOptionalString('authProvider');
  const token =
    config.getOptionalString('serviceAccountToken') ??
    metadata?.serviceAccountToken;
  if (provider !== 'serviceAccount' && provider !== 'localKubectlProxy') {
    seen.add(name);
    result.left.push({
      name,
      reason: `is signed in to by '${String(
        provider,
      )}', which needs a person: give the cluster authProvider serviceAccount`,
    });
    return;
  }
  const url = config.getString('url');
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol)) {
    throw new Error(
      `kubernetes.clusterLocatorMethods: the url of cluster '${name}' is no address that begins with https:// or http://`,
    );
  }
  let signIn: ClusterSignIn = { type: 'none' };
  if (provider === 'serviceAccount') {
    signIn =
      typeof token === 'string' && token !== ''
        ? { type: 'token', token }
        : { type: 'pod' };
  }
  add(result, seen, {
    name,
    url,
    skipTLSVerify: config.getOptionalBoolean('skipTLSVerify') ?? false,
    caData: config.getOptionalString('caData'),
    caFile: config.getOptionalString('caFile'),
    signIn,
  });
}

function add(
  result: KubernetesConfig,
  seen: Set<string>,
  cluster: ClusterConfig,
): void {
  if (seen.has(cluster.name)) {
    throw new Error(
      `kubernetes.clusterLocatorMethods has two clusters of the name '${cluster.name}'`,
    );
  }
  seen.add(cluster.name);
  result.clusters.push(cluster);
}
