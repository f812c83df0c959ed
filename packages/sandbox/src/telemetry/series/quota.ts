import type { KubeObject } from '../../world';
import type { Remembered } from '../past';
import { readQuantity } from './quantity';
import type { Series } from './Series';

/** What a quota allows, and what the pods of its namespace have used of it at a moment. */
export function quotaSeries(
  quota: Remembered,
  pods: () => readonly Remembered[],
): Series[] {
  const resources = new Set(
    quota.states
      .entries()
      .flatMap(({ value }) => Object.keys(value?.spec?.hard ?? {})),
  );
  return [...resources].flatMap(resource => {
    const labels = (type: string) => ({
      __name__: 'kube_resourcequota',
      job: 'kube-state-metrics',
      namespace: quota.namespace,
      resourcequota: quota.name,
      resource,
      type,
    });
    const hard = (time: number) =>
      quota.states.at(time)?.spec?.hard?.[resource];
    return [
      {
        labels: labels('hard'),
        at: time => {
          const limit = hard(time);
          return limit === undefined ? undefined : readQuantity(limit);
        },
      },
      {
        labels: labels('used'),
        at: time =>
          hard(time) === undefined
            ? undefined
            : pods()
                .filter(({ namespace }) => namespace === quota.namespace)
                .map(({ states }) => states.at(time))
                .reduce((sum, pod) => sum + usedBy(pod, resource), 0),
      },
    ] satisfies Series[];
  });
}

/** Of `pods`, `requests.cpu`, `limits.memory` and the like; what is no pod's is not counted. */
function usedBy(pod: KubeObject | undefined, resource: string): number {
  if (!pod) return 0;
  if (resource === 'pods') return 1;
  const [, kind, what] = /^(requests|limits)\.(.+)$/.exec(resource) ?? [];
  return (pod.spec?.containers ?? []).reduce(
    (sum: number, { resources }: any) =>
      sum + readQuantity(resources?.[kind]?.[what]),
    0,
  );
}
