import type { Entity } from '@backstage/catalog-model';
import {
  readSecretClaim,
  secretPathProblem,
  type Delivery,
  type EntitySecret,
  type EntitySecrets,
  type SecretRef,
  type SourceState,
} from '@idp/plugin-vault-common';
import type { EntityPermissions } from '../access/EntityAccess';
import type { ServerConfig } from '../config/readServer';
import { isFolder, refKey } from '../inventory/InventoryRow';
import type { SecretIndex } from '../inventory/SecretIndex';
import type { Deliveries, KnownDelivery } from '../kubernetes/Deliveries';
import { claimedPaths } from '../ownership/claimedPaths';
import {
  belongsTo,
  claimantOf,
  type Claimant,
  type PathOwners,
} from '../ownership/PathOwners';
import type { SecretViews } from './SecretViews';

/** Answers of what an entity has, from memory alone. */
export class EntitySecretsReader {
  constructor(
    private readonly options: {
      index: SecretIndex;
      deliveries: Deliveries;
      owners: PathOwners;
      views: SecretViews;
      servers: readonly ServerConfig[];
      sources: () => SourceState[];
    },
  ) {}

  read(entity: Entity, permissions: EntityPermissions): EntitySecrets {
    const { servers, sources } = this.options;
    const claimant = claimantOf(entity);
    const { claim, problems } = readSecretClaim(entity);
    const claimed = claim
      ? claimedPaths(claim, servers)
      : { refs: [], problems: [] };
    const secrets = new Map<string, EntitySecret>();
    const add = (secret: EntitySecret) => {
      const key = refKey(secret.ref);
      if (!secrets.has(key)) secrets.set(key, secret);
    };
    for (const ref of this.#contractRefs(claimant))
      this.#add(ref, claimant, add);
    const otherDeliveries = this.#delivered(claimant, add);
    for (const ref of claimed.refs) this.#claimed(ref, claimant, add);
    const shown = [...secrets.values()].sort((a, b) =>
      refKey(a.ref) < refKey(b.ref) ? -1 : 1,
    );
    return {
      secrets: shown,
      otherDeliveries,
      sources: concerned(sources(), servers, shown),
      problems: [...problems, ...claimed.problems],
      permissions,
    };
  }

  /** A delivery that an entity has a part in, for somebody who wants it read again. */
  delivery(
    entity: Entity,
    wanted: KnownDelivery['ref'],
  ): KnownDelivery | undefined {
    const { deliveries } = this.options;
    const claimant = claimantOf(entity);
    const found = deliveries.find(wanted);
    return found && isOf(found, claimant) ? found : undefined;
  }

  /** What is in Vault at and below the prefixes of an entity. */
  *#contractRefs({ entityRef }: Claimant): Iterable<SecretRef> {
    const { index, owners, servers } = this.options;
    for (const { server, mount, path } of owners.prefixesOf(entityRef)) {
      for (const { name, engines } of servers) {
        if (server !== undefined && server !== name) continue;
        if (!engines.some(engine => engine.mount === mount)) continue;
        const prefix = { server: name, mount, path };
        const closed = index.closedAbove(prefix);
        if (closed) yield closed;
        yield* index.atOrBelow(prefix);
      }
    }
  }

  /** What its ExternalSecrets read. Answers those that read from no Vault. */
  #delivered(
    claimant: Claimant,
    add: (secret: EntitySecret) => void,
  ): Delivery[] {
    const { deliveries, index, views } = this.options;
    const others: Delivery[] = [];
    for (const known of deliveries.ofOwner(claimant.entityRef)) {
      const shown = () =>
        deliveries.describe(known.ref, {
          vault: ref => {
            const owner = views.ownerOf(ref);
            return owner && belongsTo(owner, claimant)
              ? views.knowledge(ref, owner)
              : undefined;
          },
        });
      if (known.sources.length === 0) {
        const delivery = shown();
        if (delivery) others.push(delivery);
      }
      for (const { ref, covers } of known.sources) {
        if (this.#add(ref, claimant, covers === 'path' ? add : () => {})) {
          if (covers === 'prefix') {
            for (const row of index.atOrBelow(ref))
              this.#add(row, claimant, add);
          }
          continue;
        }
        const delivery = shown();
        add(views.foreign(ref, 'external-secret', delivery ? [delivery] : []));
      }
    }
    return others;
  }

  /** A path of an annotation: what is at and below it and confirmed, or else the claim alone. */
  #claimed(
    ref: SecretRef,
    claimant: Claimant,
    add: (secret: EntitySecret) => void,
  ): void {
    const { index, owners, views } = this.options;
    const below = index
      .atOrBelow(ref)
      .filter(({ path }) => !isFolder(path))
      .map(row => this.#add(row, claimant, add));
    if (below.some(Boolean)) return;
    // A contract's prefix is a folder, in which there need be nothing.
    if (owners.isBelowPrefixOf(claimant.entityRef, ref)) return;
    // Nothing is there yet, or what is there is not to be told of: that must look the same.
    if (!this.#add(ref, claimant, add)) add(views.foreign(ref, 'annotation'));
  }

  /** Adds what is the entity's own; answers whether it is. */
  #add(
    { server, mount, path }: SecretRef,
    claimant: Claimant,
    add: (secret: EntitySecret) => void,
  ): boolean {
    const { views } = this.options;
    const ref = { server, mount, path };
    const owner = views.ownerOf(ref);
    if (!owner || !belongsTo(owner, claimant)) return false;
    if (!secretPathProblem(path) || isFolder(path)) {
      add(views.owned(ref, owner, claimant.entityRef));
    }
    return true;
  }
}

function isOf({ owner }: KnownDelivery, { entityRef }: Claimant): boolean {
  return Boolean(
    owner?.entityRefs.some(ref => ref.toLowerCase() === entityRef),
  );
}

/** The Vaults and clusters that an entity has something in; all where it has nothing. */
function concerned(
  sources: SourceState[],
  servers: readonly ServerConfig[],
  secrets: EntitySecret[],
): SourceState[] {
  const inUse = new Set(secrets.map(({ ref }) => ref.server));
  if (inUse.size === 0 || servers.length === 1) return sources;
  return sources.filter(
    ({ kind, name }) => kind === 'cluster' || inUse.has(name),
  );
}
