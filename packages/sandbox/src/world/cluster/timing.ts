/**
 * How long things take, in milliseconds. Shorter than on a cluster, where a deadline of five minutes is one.
 *
 * @public
 */
export interface Timing {
  /** From a commit that Argo CD has compared to the operation that it starts. */
  beforeSync: number;
  sync: number;
  /** From a change by hand to the operation that takes it back. */
  selfHeal: number;
  /** First wait before an operation that failed is tried again; it doubles each time. */
  retry: number;
  pullImage: number;
  /** From a container that runs to its readiness. */
  ready: number;
  /** Stands for a Deployment's progressDeadlineSeconds. */
  progressDeadline: number;
  /** What a controller needs for an ExternalSecret. */
  readSecret: number;
  /** What the removal of an Application's objects takes. */
  deletion: number;
}

/** @public */
export const laptopTiming: Timing = {
  beforeSync: 900,
  sync: 1_200,
  selfHeal: 5_000,
  retry: 2_000,
  pullImage: 1_000,
  ready: 1_200,
  progressDeadline: 10_000,
  readSecret: 500,
  deletion: 1_000,
};
