import type { Clock } from '../clock';
import {
  Cluster,
  EventLog,
  laptopTiming,
  runControllers,
  SecretPaths,
  type Timing,
} from './cluster';
import { applicationOf, Delivery } from './delivery';
import { Outages } from './Outages';

/** Namespaces that every cluster has. */
const NAMESPACES = ['default', 'kube-system', 'argocd'];

/** One environment: a cluster, the Argo CD on it, and the paths of its Vault that are written. */
export class Environment {
  readonly cluster: Cluster;
  readonly events: EventLog;
  readonly secrets = new SecretPaths();
  readonly delivery: Delivery;
  readonly outages = new Outages();

  constructor(
    readonly name: string,
    options: { clock: Clock; timing?: Timing },
  ) {
    const { clock, timing = laptopTiming } = options;
    this.cluster = new Cluster(clock, applicationOf);
    this.events = new EventLog(clock);
    const parts = { cluster: this.cluster, clock, events: this.events, timing };
    runControllers(parts, this.secrets);
    this.delivery = new Delivery(parts);
    NAMESPACES.forEach(namespace => this.addNamespace(namespace));
  }

  addNamespace(name: string): void {
    const namespace = { group: '', kind: 'Namespace', namespace: '', name };
    if (this.cluster.get(namespace)) return;
    this.cluster.write({
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name },
      status: { phase: 'Active' },
    });
  }
}
