import type {
  Delivery,
  NextStep,
  OwnedBecause,
  SecretRef,
  SourceState,
  VaultSecret,
} from './types';

/**
 * One secret of an entity.
 *
 * @public
 */
export interface EntitySecret {
  ref: SecretRef;
  because: OwnedBecause;
  /**
   * `owned`: it is this entity's, or of what it is made of. `foreign`: the entity claims it, and nobody confirms it; then
   * there is nothing but the reference.
   */
  standing: 'owned' | 'foreign';
  /** The entity that it belongs to, where that is another one: a workload of the tenant that was asked for. */
  entityRef?: string;
  /** Full reference of the group that writes it. */
  writtenBy?: string;
  /** Git declares it: an ExternalSecret asks for it. A path that is only in Vault is unowned. */
  declared: boolean;
  finding: SecretRow['finding'];
  vault?: VaultSecret;
  deliveries: Delivery[];
  next?: NextStep;
}

/**
 * `GET /entities/:kind/:namespace/:name/secrets`
 *
 * @public
 */
export interface EntitySecrets {
  secrets: EntitySecret[];
  /** Its ExternalSecrets that read from something else than a Vault of the configuration. */
  otherDeliveries: Delivery[];
  sources: SourceState[];
  /** What is wrong with the entity's annotations, in words. */
  problems: string[];
  permissions: { refresh: boolean };
}

/**
 * `POST /entities/:kind/:namespace/:name/deliveries/:cluster/:deliveryNamespace/:delivery/refresh` has no body and answers
 * 204.
 *
 * @public
 */
export interface DeliveryRef {
  cluster: string;
  namespace: string;
  name: string;
}

/**
 * One line of `GET /secrets`.
 *
 * @public
 */
export interface SecretRow {
  ref: SecretRef;
  /**
   * `unowned`: in Vault, not in Git. `missing`: in Git, not in Vault. `foreign`: claimed by an entity, or read by an
   * ExternalSecret, that has no part in it. `not-delivered`: it is there and has not arrived everywhere. `unknown`: Vault
   * does not say.
   */
  finding:
    | 'ok'
    | 'unowned'
    | 'missing'
    | 'foreign'
    | 'not-delivered'
    | 'unknown';
  /** The entity that it belongs to; where it is foreign, the one that claims it. */
  entityRef?: string;
  /** Full reference of the group that writes it. */
  writtenBy?: string;
  next?: NextStep;
  /** What rows are grouped by: the tenant on this platform. */
  group?: string;
  vault?: Pick<
    VaultSecret,
    'state' | 'reason' | 'changedAt' | 'rotation' | 'versions' | 'url'
  >;
}

/**
 * `GET /secrets?q=&server=&group=&writtenBy=&finding=&rotation=&cursor=&limit=`: those of which the person may see an entity, and
 * unowned ones for those who may see all; what needs somebody first.
 *
 * @public
 */
export interface SecretList {
  items: SecretRow[];
  nextCursor?: string;
  counts: {
    total: number;
    finding: Partial<Record<SecretRow['finding'], number>>;
    group: Record<string, number>;
    overdue: number;
    dueSoon: number;
  };
  sources: SourceState[];
}

/**
 * `GET /rotations?from=&to=`: what falls due, by day; dates such as `2026-11-26`, in UTC, both included, at most 400 days.
 *
 * @public
 */
export interface RotationCalendar {
  days: Array<{ date: string; secrets: SecretRow[] }>;
  /** Due before `from`. */
  overdue: SecretRow[];
}
