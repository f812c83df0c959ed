import type { ChainLink, SecretRef } from '@idp/plugin-vault-common';
import type { DeliverySource, PathKnowledge } from '../Deliveries';
import type { ExternalSecret, StoreRef } from '../objects/ExternalSecret';
import type { PushSecret } from '../objects/PushSecret';
import type { SecretStore } from '../objects/SecretStore';
import type { Workload } from '../objects/Workload';

/** A link before it is known which one is the cause. */
export type Link = Omit<ChainLink, 'kind'>;

/** A path that the chain may begin with. */
export interface PathFacts {
  source: DeliverySource;
  store: StoreRef;
  knowledge?: PathKnowledge;
  /** What writes it from within a cluster. */
  pushes: PushSecret[];
}

/** All that a delivery is described from. */
export interface DeliveryFacts {
  cluster: string;
  object: ExternalSecret;
  paths: PathFacts[];
  /** Why places that it asks for are none of a known Vault, in words. */
  problems: string[];
  /** The one that the page is about. */
  about?: SecretRef;
  /** Undefined where there is none of that name. */
  storeOf(ref: StoreRef): SecretStore | undefined;
  workloads: Workload[];
  /** Whether the target is there; undefined where the portal does not watch Secrets. */
  targetExists?: boolean;
  /** What could not be read of the cluster: what is not there may only not be seen. */
  unread: { stores: boolean; workloads: boolean };
  /** The cluster tells what happens now. */
  live: boolean;
  now: number;
}

export function sameRef(a: SecretRef, b: SecretRef): boolean {
  return a.server === b.server && a.mount === b.mount && a.path === b.path;
}
