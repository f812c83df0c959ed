import { Counter } from './Counter';
import { cronJobSamples } from './CronJob';
import {
  cadvisorSamples,
  deploymentSamples,
  type PodOf,
  podSamples,
} from './Pods';
import type { Sample } from './samples';
import { WebService } from './WebService';

/** What is scraped, by who shows it. */
export type Endpoint = 'envoy' | 'kube-state-metrics' | 'cadvisor' | 'worker';

export const endpoints: Endpoint[] = [
  'envoy',
  'kube-state-metrics',
  'cadvisor',
  'worker',
];

/** The worker's own namespace; its PodMonitor lies there. */
export const workerNamespace = 'tenant-payments';

const MIB = 2 ** 20;

/** Three tenants whose workloads are measured, since a moment in the past. */
export class Scene {
  readonly services: WebService[];
  private readonly pods: PodOf[];
  private readonly processed: Record<'' | 'TimeoutError', Counter>;

  constructor(private readonly from: number) {
    this.services = [];
    this.pods = [];
    this.addService('tenant-demo', 'hello', 2);
    this.addService('tenant-payments', 'orders', 5);
    this.addService('tenant-billing', 'ledger', 11);
    this.addPod('tenant-payments', 'mailer', 'deployment', 0.2);
    this.addPod('tenant-payments', 'nightly-1', 'job', 0.1);
    this.processed = {
      '': new Counter(from, 3),
      TimeoutError: new Counter(from, 0.5),
    };
  }

  service(name: string): WebService {
    return this.services.find(service => service.name === name)!;
  }

  /** A workload that begins now. */
  begin(namespace: string, name: string, perSecond: number, from: number) {
    this.services.push(new WebService(namespace, name, { from, perSecond }));
  }

  samples(endpoint: Endpoint, at: number): Sample[] {
    switch (endpoint) {
      case 'envoy':
        return this.services.flatMap(service => service.samples(at));
      case 'cadvisor':
        return this.pods.flatMap(pod => cadvisorSamples(pod, this.from, at));
      case 'kube-state-metrics':
        return [
          ...this.pods.flatMap(podSamples),
          ...this.pods
            .filter(({ workloadType }) => workloadType === 'deployment')
            .flatMap(({ namespace, workload }) =>
              deploymentSamples(namespace, workload),
            ),
          ...cronJobSamples('tenant-payments', 'nightly', at),
        ];
      default:
        return this.workerSamples(at);
    }
  }

  /** A worker's own metrics, one of which says that it is of another tenant. */
  private workerSamples(at: number): Sample[] {
    const counted = (error_type: '' | 'TimeoutError'): Sample => ({
      name: 'messaging_process_duration_seconds_count',
      labels: {
        messaging_system: 'rabbitmq',
        ...(error_type && { error_type }),
      },
      value: this.processed[error_type].total(at),
    });
    return [
      counted(''),
      counted('TimeoutError'),
      { name: 'workload_oldest_item_age_seconds', labels: {}, value: 12 },
      {
        name: 'forged_total',
        labels: { namespace: 'tenant-billing', tenant: 'billing' },
        value: 1,
      },
    ];
  }

  private addService(namespace: string, name: string, perSecond: number) {
    const { from } = this;
    this.services.push(new WebService(namespace, name, { from, perSecond }));
    this.addPod(namespace, name, 'deployment', 0.01 * perSecond);
  }

  private addPod(
    namespace: string,
    workload: string,
    workloadType: PodOf['workloadType'],
    cores: number,
  ) {
    this.pods.push({
      namespace,
      workload,
      workloadType,
      pod: `${workload}-5d8f7c9b6d-x7x7x`,
      container: 'app',
      cores,
      bytes: 48 * MIB,
    });
  }
}
