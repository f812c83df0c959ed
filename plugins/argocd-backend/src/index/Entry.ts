import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import type { Application, ApplicationRow } from '@idp/plugin-argocd-common';
import type {
  ApplicationIdentity,
  ApplicationOwner,
  ApplicationOwnership,
} from '@idp/plugin-argocd-node';
import type { ParsedApplication } from '../argocd/parseApplication';
import { ownerByRules, type OwnerRule } from '../config/readOwners';

/** What the index holds of an Application. It is never changed, only replaced. */
export interface Entry {
  /** `instance/namespace/name`. */
  key: string;
  uid: string;
  application: Application;
  labels: Readonly<Record<string, string>>;
  /** What a module says. */
  owner?: ApplicationOwner;
  /** Who the configuration says. */
  configuredOwner?: string;
  row: ApplicationRow;
  /** Broken, then different from Git, then the rest; by name in each. */
  sortKey: string;
  /** What free text is looked for in. */
  haystack: string;
}

export function entryKey(ref: {
  instance: string;
  namespace: string;
  name: string;
}): string {
  return `${ref.instance}/${ref.namespace}/${ref.name}`;
}

/** Says whose an Application is. */
export interface Owners {
  ownership: readonly ApplicationOwnership[];
  rules: readonly OwnerRule[];
}

export function entryOf(parsed: ParsedApplication, owners: Owners): Entry {
  const { application, labels, uid } = parsed;
  const { ref, project, destination, sync, health, operation } = application;
  const identity: ApplicationIdentity = {
    ...ref,
    project,
    destination,
    labels,
  };
  const owner = ownerOf(owners.ownership, identity);
  const configuredOwner = owner
    ? undefined
    : ownerByRules(owners.rules, identity);
  const row: ApplicationRow = {
    ref,
    project,
    destination,
    sync: sync.status,
    health: health.status,
    operation: operation?.phase,
    entityRef: owner?.entityRefs[0],
    group: owner?.group ?? configuredOwner,
    changedAt: changedAt(application),
  };
  return {
    key: entryKey(ref),
    uid,
    application,
    labels,
    owner,
    configuredOwner,
    row,
    sortKey: `${rankOf(application)} ${ref.name} ${ref.instance} ${
      ref.namespace
    }`,
    haystack: [
      ref.name,
      project,
      destination.cluster,
      destination.namespace,
      row.entityRef,
      row.group,
    ]
      .join('\n')
      .toLowerCase(),
  };
}

function ownerOf(
  ownership: readonly ApplicationOwnership[],
  identity: ApplicationIdentity,
): ApplicationOwner | undefined {
  for (const source of ownership) {
    const owner = source.ownerOf(identity);
    if (owner) {
      return {
        ...owner,
        // References are compared as text.
        entityRefs: owner.entityRefs.map(ref => ref.toLowerCase()),
      };
    }
  }
  return undefined;
}

/** 0: broken. 1: differs from Git, or nobody knows. 2: neither. */
export function rankOf({ health, operation, sync }: Application): 0 | 1 | 2 {
  if (
    ['Degraded', 'Missing'].includes(health.status) ||
    ['Failed', 'Error'].includes(operation?.phase ?? '')
  ) {
    return 0;
  }
  return sync.status === 'Synced' ? 2 : 1;
}

function changedAt(application: Application): string | undefined {
  const { deployments, health, operation } = application;
  return [
    health.since,
    operation?.finishedAt ?? operation?.startedAt,
    deployments[0]?.deployedAt,
  ]
    .filter((time): time is string => time !== undefined)
    .sort()
    .at(-1);
}

/** Whether somebody other than the entity's author says that an Application is the entity's. */
export function isConfirmed(entry: Entry, entity: Entity): boolean {
  if (entry.owner) {
    return entry.owner.entityRefs.includes(
      stringifyEntityRef(entity).toLowerCase(),
    );
  }
  return (
    entry.configuredOwner !== undefined &&
    ownersOf(entity).includes(entry.configuredOwner)
  );
}

function ownersOf(entity: Entity): string[] {
  return (entity.relations ?? [])
    .filter(({ type }) => type === 'ownedBy')
    .map(({ targetRef }) => targetRef.toLowerCase());
}
