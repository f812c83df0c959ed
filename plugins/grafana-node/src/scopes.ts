import type { Entity } from '@backstage/catalog-model';
import type { SignalKind } from '@idp/plugin-grafana-common';

/**
 * What of the measured world is an entity's. All of it comes from facts that the entity's author cannot write.
 *
 * @public
 */
export interface EntityScope {
  kind: SignalKind;
  /** Series and lines are this Kubernetes namespace's, always. Absent: there are neither panels nor lines. */
  namespace?: string;
  /** Of this workload only; of all workloads in the namespace when absent. */
  workload?: string;
  /** Where it runs; in all environments when absent. */
  environments?: string[];
  /**
   * Groups of alert rules that watch it, whether there is an alert or not. A rule that speaks of another namespace or workload
   * in its own labels does not count.
   */
  ruleGroups?: string[];
  dashboards?: {
    /** Dashboards that it has by convention, by uid. */
    uids: string[];
    /** What the variables of its dashboards are set to. */
    variables: Readonly<Record<string, string>>;
  };
}

/**
 * Says what is measured of an entity. Called for each request, so it answers at once and without I/O.
 *
 * @public
 */
export interface EntityScopes {
  /**
   * Undefined where it knows nothing of the entity. Only its kind, namespace and name may decide which namespace and workload
   * it has: everything else can be written by its author.
   */
  scopeOf(entity: Entity): EntityScope | undefined;
  /**
   * Whose an alert or a rule is, by the labels that Prometheus or Grafana gave it: full references, the nearest first. Undefined
   * where it cannot tell.
   */
  ownersOf(labels: Readonly<Record<string, string>>): string[] | undefined;
}
