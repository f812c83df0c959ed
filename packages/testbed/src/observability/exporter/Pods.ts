import type { Sample } from './samples';

export interface PodOf {
  namespace: string;
  /** As the chart's rule for owners of pods names it: a Deployment, a Job. */
  workload: string;
  workloadType: 'deployment' | 'job';
  pod: string;
  container: string;
  cores: number;
  bytes: number;
}

const REQUESTS = { cpu: 0.05, memory: 64 * 2 ** 20 };
const LIMITS = { memory: 128 * 2 ** 20 };

/** What the kubelet measures of a pod; the container without a name is the pod's own group, and counts everything again. */
export function cadvisorSamples(of: PodOf, from: number, at: number): Sample[] {
  const { namespace, pod, container, cores, bytes } = of;
  const seconds = (Math.max(0, at - from) / 1000) * cores;
  const labels = {
    namespace,
    pod,
    container,
    image: `registry.example.com/${container}:1`,
    id: `/kubepods.slice/${pod}/${container}`,
  };
  const whole = { namespace, pod, container: '', image: '', id: `/${pod}` };
  return [labels, whole].flatMap(own => [
    {
      name: 'container_cpu_usage_seconds_total',
      labels: { ...own, cpu: 'total' },
      value: seconds,
    },
    { name: 'container_memory_working_set_bytes', labels: own, value: bytes },
  ]);
}

/** What kube-state-metrics says of a pod, and whose it is: the chart records that, so here it comes with the others. */
export function podSamples(of: PodOf): Sample[] {
  const { namespace, workload, workloadType, pod, container } = of;
  const asked = (what: 'requests' | 'limits', values: Record<string, number>) =>
    Object.entries(values).map(([resource, value]) => ({
      name: `kube_pod_container_resource_${what}`,
      labels: {
        namespace,
        pod,
        container,
        node: 'node-1',
        resource,
        unit: resource === 'cpu' ? 'core' : 'byte',
      },
      value,
    }));
  return [
    ...asked('requests', REQUESTS),
    ...asked('limits', LIMITS),
    {
      name: 'namespace_workload_pod:kube_pod_owner:relabel',
      labels: { namespace, workload, workload_type: workloadType, pod },
      value: 1,
    },
  ];
}

export function deploymentSamples(namespace: string, deployment: string) {
  return ['spec_replicas', 'status_replicas_available'].map(
    (what): Sample => ({
      name: `kube_deployment_${what}`,
      labels: { namespace, deployment },
      value: 1,
    }),
  );
}
