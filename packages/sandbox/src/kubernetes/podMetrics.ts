import { timestamp, type Clock } from '../clock';
import type { Cluster, KubeObject } from '../world';

/** What the pods that run take, as the metrics server says it: the same for the same pod. */
export function podMetrics(
  cluster: Cluster,
  clock: Clock,
  namespace: string,
): KubeObject[] {
  return cluster
    .list({ kind: 'Pod', group: '', ...(namespace && { namespace }) })
    .filter(({ status }) => status?.phase === 'Running')
    .map(({ metadata, spec }) => ({
      apiVersion: 'metrics.k8s.io/v1beta1',
      kind: 'PodMetrics',
      metadata: {
        name: metadata.name,
        namespace: metadata.namespace,
        creationTimestamp: timestamp(clock.now()),
        ...(metadata.labels && { labels: metadata.labels }),
      },
      timestamp: timestamp(clock.now()),
      window: '15s',
      containers: spec.containers.map(({ name }: any) => {
        const share = parseInt((metadata.uid ?? '0').slice(0, 4), 16) / 0xffff;
        return {
          name,
          usage: {
            cpu: `${Math.round(2_000_000 + share * 20_000_000)}n`,
            memory: `${Math.round(24_000 + share * 64_000)}Ki`,
          },
        };
      }),
    }));
}
