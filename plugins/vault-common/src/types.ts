/**
 * Names one secret, never a value.
 *
 * @public
 */
export interface SecretRef {
  /** As the configuration names the Vault. */
  server: string;
  /** The mount of the key-value engine, such as `kv`. */
  mount: string;
  /**
   * Below the mount, such as `tenant-payments/orders/database`. One that ends with a slash is a folder that the portal cannot
   * look into; its state is `unknown`.
   */
  path: string;
}

/**
 * Whether a secret is there: `deleted` can be brought back by whoever may write it, `destroyed` cannot, `missing` has never
 * been written, `unknown` cannot be told, as Vault has not answered or refuses the portal this path.
 *
 * @public
 */
export type SecretState =
  | 'present'
  | 'deleted'
  | 'destroyed'
  | 'missing'
  | 'unknown';

/**
 * Who says that a secret is an entity's: the platform's contract, a configured owner, or the secret's own
 * `custom_metadata`. `annotation` is the claim of the entity's author alone, and `external-secret` an ExternalSecret of the
 * entity that reads the path; these two confirm nothing.
 *
 * @public
 */
export type OwnedBecause =
  | 'contract'
  | 'configuration'
  | 'metadata'
  | 'annotation'
  | 'external-secret';

/**
 * How old a secret may become.
 *
 * @public
 */
export interface Rotation {
  /** The class that names the limit, such as `default`. */
  class: string;
  maxAgeDays: number;
  /** ISO 8601, UTC. */
  dueAt: string;
  state: 'fresh' | 'due-soon' | 'overdue';
}

/**
 * What Vault knows of a secret. Everything but names and times stays there.
 *
 * @public
 */
export interface VaultSecret {
  ref: SecretRef;
  state: SecretState;
  /** Why it is `unknown`, in words. */
  reason?: string;
  /** Absent for engines of version 1, which keep one version and no times. */
  versions?: { current: number; oldest: number };
  createdAt?: string;
  /** When the current version was written. */
  changedAt?: string;
  /** When the current version was deleted, or will be. */
  deletedAt?: string;
  /** When Vault was asked last. */
  readAt?: string;
  rotation?: Rotation;
  /** Its page in Vault's own user interface, where the server has a public address. */
  url?: string;
}

/**
 * Where a delivery stands. `waiting`: the path is empty or not readable yet. `stale`: it was delivered once, and the last
 * try failed.
 *
 * @public
 */
export type DeliveryState = 'delivered' | 'waiting' | 'stale' | 'unknown';

/**
 * A link of the chain from Vault to a pod, and whether it holds.
 *
 * @public
 */
export interface ChainLink {
  kind: 'path' | 'store' | 'external-secret' | 'secret' | 'workload';
  name: string;
  /**
   * `broken`: it does not hold, and no earlier link is why. `waiting`: it cannot hold before an earlier one does.
   */
  state: 'ok' | 'broken' | 'waiting' | 'unknown';
  /** What is wrong and what to do about it, in words, where it is not `ok`; what else is worth knowing, where it is. */
  message?: string;
}

/**
 * One ExternalSecret in one cluster. Times are ISO 8601, UTC.
 *
 * @public
 */
export interface Delivery {
  /** As the configuration names the cluster; the environment on this platform. */
  cluster: string;
  namespace: string;
  name: string;
  state: DeliveryState;
  /** External Secrets' own reason, such as `SecretSyncedError`. */
  reason?: string;
  /** In words, with who has to do what. */
  message?: string;
  lastRefreshAt?: string;
  /** As it stands in the manifest, such as `1h`. */
  refreshInterval?: string;
  store: {
    kind: 'SecretStore' | 'ClusterSecretStore';
    name: string;
    ready?: boolean;
    message?: string;
  };
  /** The Secret that it makes; never its data. */
  target: { name: string; exists?: boolean };
  /** The keys that are asked for; all when absent. */
  keys?: string[];
  /** Workloads that read the Secret as environment variables. */
  usedBy: Array<{ kind: string; name: string }>;
  /** From the path to the workload, in this order. */
  chain: ChainLink[];
}

/**
 * What to do next, in words, with the command that a person runs; never a value.
 *
 * @public
 */
export interface NextStep {
  message: string;
  command?: string;
}

/**
 * How fresh the news of a Vault or a cluster is.
 *
 * @public
 */
export interface SourceState {
  kind: 'vault' | 'cluster';
  name: string;
  /** `live`: what is shown is current. `stale`: the last answer is shown. `unknown`: it has never answered. */
  state: 'live' | 'stale' | 'unknown';
  since: string;
  /** Why, where it is not live, with a remedy; without address and token. */
  reason?: string;
  /** What of it cannot be read though the rest can, such as a rule that an account lacks; each with its remedy. */
  problems?: string[];
  /** Where people reach it. */
  url?: string;
  /** Of a Vault: how many paths are known, when all were listed last, and how old the oldest news of one is. */
  inventory?: { paths: number; listedAt?: string; oldestReadAt?: string };
}
