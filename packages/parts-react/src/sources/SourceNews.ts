/**
 * How fresh the news of an upstream is, such as an Argo CD, a Vault or a cluster.
 *
 * @public
 */
export interface SourceNews {
  name: string;
  /** `live`: what is shown is current. `stale`: the last answer is shown. `unknown`: it has never answered. */
  state: 'live' | 'stale' | 'unknown';
  /** Of the last answer, else of the first question; ISO 8601, UTC. */
  since: string;
  /** Why, where it is not live, with a remedy. */
  reason?: string;
}
