/**
 * What is known of an Application when somebody asks whose it is. Nothing of it can be written by an entity's author.
 *
 * @public
 */
export interface ApplicationIdentity {
  /** As the configuration names the Argo CD. */
  instance: string;
  /** The namespace that the Application itself is in. */
  namespace: string;
  name: string;
  project: string;
  /** Where it deploys to. */
  destination: { cluster: string; namespace?: string };
  labels: Readonly<Record<string, string>>;
}

/**
 * Whose an Application is.
 *
 * @public
 */
export interface ApplicationOwner {
  /**
   * Full references of the entities that it belongs to, the nearest first. They need not exist: an entity that claims the
   * Application and stands here has it confirmed.
   */
  entityRefs: string[];
  /** What lists are grouped by, such as the tenant. */
  group?: string;
}

/**
 * Says whose an Application is, from facts that an entity's author cannot write. Called once for each change of an
 * Application, so it answers at once and without I/O.
 *
 * @public
 */
export interface ApplicationOwnership {
  ownerOf(application: ApplicationIdentity): ApplicationOwner | undefined;
}
