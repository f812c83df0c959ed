/**
 * A path that somebody asks about.
 *
 * @public
 */
export interface PathIdentity {
  /** As the configuration names the Vault. */
  server: string;
  mount: string;
  /** Below the mount. */
  path: string;
}

/**
 * All paths at and below one.
 *
 * @public
 */
export interface PathPrefix {
  /** As the configuration names the Vault; all of them when absent. */
  server?: string;
  mount: string;
  /** Below the mount, without a slash at its end. */
  path: string;
}

/**
 * Whose a path is.
 *
 * @public
 */
export interface PathOwner {
  /** Full references of the entities that it belongs to, the nearest first. */
  entityRefs: string[];
  /** Full reference of the group that writes it. */
  writtenBy?: string;
  /** What lists are grouped by, such as the tenant. */
  group?: string;
  /** Names the limit of its age, of `vault.rotation.classes`. */
  rotationClass?: string;
}

/**
 * Says whose paths are, from facts that an entity's author cannot write. Answers at once and without I/O.
 *
 * @public
 */
export interface PathOwnership {
  ownerOf(path: PathIdentity): PathOwner | undefined;
  /** Prefixes that belong to an entity, where it needs no annotation to say so. */
  prefixesOf(entity: { entityRef: string }): PathPrefix[] | undefined;
}

/**
 * Which cluster delivers for which entity.
 *
 * @public
 */
export interface NamespaceOwnership {
  /** The entities that an object of a namespace belongs to, the nearest first. */
  ownerOf(object: {
    cluster: string;
    namespace: string;
    name: string;
    labels: Readonly<Record<string, string>>;
  }): { entityRefs: string[]; group?: string } | undefined;
}
