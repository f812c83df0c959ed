import type {
  Delivery,
  DeliveryRef,
  SecretRef,
  SecretState,
  SourceState,
} from '@idp/plugin-vault-common';

/** A place in Vault that an ExternalSecret reads. */
export interface DeliverySource {
  /** The secret; of a search the prefix that it searches below. */
  ref: SecretRef;
  /** `prefix`: everything at or below it may be read (`dataFrom.find`). */
  covers: 'path' | 'prefix';
  /** The keys that are asked for here, where the manifest names them; all when absent. */
  keys?: string[];
}

/** One ExternalSecret in one cluster, as far as it matters whose it is and what it reads. */
export interface KnownDelivery {
  ref: DeliveryRef;
  /** What `NamespaceOwnership` says; nobody's where it says nothing. */
  owner?: { entityRefs: string[]; group?: string };
  /** Empty where the store is missing, is of another provider, or belongs to a Vault that is not configured here. */
  sources: DeliverySource[];
}

/** What is known of a secret in Vault, for the first link of the chain. */
export interface PathKnowledge {
  state: SecretState;
  /** Why it is `unknown`, in words. */
  reason?: string;
  /** Full reference of the group that writes it. */
  writtenBy?: string;
  /** When its current version was written. ISO 8601, UTC. */
  changedAt?: string;
}

/** A Vault of the configuration, as stores name it. */
export interface VaultPlace {
  /** As the configuration names it. */
  name: string;
  /** `baseUrl`, `publicUrl` and `addresses`: every URL that a store may have for it. */
  addresses: readonly string[];
  /** Of Vault Enterprise or OpenBao. */
  namespace?: string;
  /** The clusters whose stores mean this Vault; those of every cluster when absent. */
  clusters?: readonly string[];
  /** Its engines of the configuration, without slashes at the ends. */
  mounts: readonly string[];
}

/**
 * What the clusters say of the secrets that External Secrets delivers. It answers at once and from memory; nothing but
 * `refresh` calls a cluster because somebody asks.
 */
export interface Deliveries {
  start(): void;
  stop(): Promise<void>;
  /** Every ExternalSecret that reads this path, one that searches above it included; by cluster, namespace and name. */
  ofPath(ref: SecretRef): KnownDelivery[];
  /** Those of which `owner.entityRefs` holds this full reference. */
  ofOwner(entityRef: string): KnownDelivery[];
  /** All, in no order; cheap to walk. */
  all(): Iterable<KnownDelivery>;
  find(ref: DeliveryRef): KnownDelivery | undefined;
  /**
   * The delivery as pages show it. `vault` says what is known of each path that it reads; `about` makes the chain begin with
   * this one, and without it with the first that does not hold. Undefined where it has gone meanwhile.
   */
  describe(
    ref: DeliveryRef,
    options: {
      about?: SecretRef;
      vault(ref: SecretRef): PathKnowledge | undefined;
    },
  ): Delivery | undefined;
  /** One for each cluster. */
  states(): SourceState[];
  /** Told after a delivery or the state of a cluster has changed, without saying which; returns how to stop it. */
  onChange(listener: () => void): () => void;
  /**
   * Has External Secrets read the paths again now. Throws `NotFoundError` for what is not there, and `UpstreamError` with
   * words that name the missing rule, where the portal's account may not.
   */
  refresh(ref: DeliveryRef): Promise<void>;
}
