import type { Clock } from '../clock';
import {
  askedFor,
  Cluster,
  EventLog,
  laptopTiming,
  runControllers,
  type Timing,
} from './cluster';
import { applicationOf, Delivery } from './delivery';
import { mirrorEvents } from './mirrorEvents';
import { Outages } from './Outages';
import {
  madeUpData,
  Vault,
  type SecretData,
  type SecretVersion,
} from './vault';

/** Namespaces that every cluster has. */
const NAMESPACES = ['default', 'kube-system', 'argocd'];

/**
 * What can be wrong with a cluster's API, for the portal: the kinds of External Secrets are not installed, or the account
 * may not read them.
 *
 * @public
 */
export const CLUSTER_FAULTS = [
  'no-external-secrets',
  'narrow-account',
] as const;

/** @public */
export type ClusterFault = (typeof CLUSTER_FAULTS)[number];

/** One environment: a cluster, the Argo CD on it, and its Vault. */
export class Environment {
  readonly cluster: Cluster;
  readonly events: EventLog;
  readonly vault: Vault;
  readonly delivery: Delivery;
  readonly outages = new Outages();
  /** What is wrong with the cluster's API. */
  readonly faults = new Set<ClusterFault>();

  constructor(
    readonly name: string,
    options: { clock: Clock; timing?: Timing },
  ) {
    const { clock, timing = laptopTiming } = options;
    this.vault = new Vault(clock, () => this.outages.has('vault'));
    this.outages.onChange(part => {
      if (part === 'vault') this.vault.tell();
    });
    this.cluster = new Cluster(clock, applicationOf);
    this.events = new EventLog(clock);
    mirrorEvents(this.events, this.cluster);
    const parts = { cluster: this.cluster, clock, events: this.events, timing };
    runControllers(parts, this.vault);
    this.delivery = new Delivery(parts);
    NAMESPACES.forEach(namespace => this.addNamespace(namespace));
  }

  /**
   * Writes a version of a secret, as a person does who may. Without values there is a made-up one for each key that the
   * secret has, or that an ExternalSecret asks for.
   */
  writeSecret(path: string, values?: SecretData): SecretVersion {
    const { kv } = this.vault;
    if (values && Object.keys(values).length > 0) return kv.write(path, values);
    const keys = new Set(Object.keys(kv.read(path)?.data ?? {}));
    for (const object of this.cluster.list({ kind: 'ExternalSecret' })) {
      for (const key of askedFor(object).get(path) ?? []) keys.add(key);
    }
    return kv.write(path, madeUpData(keys.size > 0 ? keys : ['value']));
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
