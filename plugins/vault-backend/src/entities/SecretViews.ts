import type {
  EntitySecret,
  SecretRef,
  VaultSecret,
} from '@idp/plugin-vault-common';
import { findingOf } from '@idp/plugin-vault-common';
import type { RotationRules } from '../config/readRotation';
import type { ServerConfig } from '../config/readServer';
import { isFolder, type ServerState } from '../inventory/InventoryRow';
import type { SecretIndex } from '../inventory/SecretIndex';
import type { Deliveries, PathKnowledge } from '../kubernetes/Deliveries';
import type { Owned, PathOwners } from '../ownership/PathOwners';
import { nextStep } from '../remedies/nextStep';
import { rotationOf } from '../rotation/rotationOf';
import { stateAt } from '../vault/parseMetadata';
import { pageOf } from './pageOf';

export interface ViewOptions {
  index: SecretIndex;
  deliveries: Deliveries;
  owners: PathOwners;
  rotation: RotationRules;
  servers: readonly ServerConfig[];
  stateOf: (server: string) => ServerState | undefined;
  now?: () => number;
}

type OwnedSecret = EntitySecret & { standing: 'owned' };

/** What is known of one secret, put together from Vault, the clusters and who owns it; from memory alone. */
export class SecretViews {
  readonly #servers: ReadonlyMap<string, ServerConfig>;

  constructor(private readonly options: ViewOptions) {
    this.#servers = new Map(
      options.servers.map(server => [server.name, server]),
    );
  }

  /** Whose a path is, its metadata included. A closed folder is whose the path of it is. */
  ownerOf(ref: SecretRef): Owned | undefined {
    const { index, owners } = this.options;
    const path = isFolder(ref.path) ? ref.path.slice(0, -1) : ref.path;
    return owners.ownerOf({ ...ref, path }, index.get(ref));
  }

  /** A secret with all that is known of it, for those whose it is. */
  owned(ref: SecretRef, owner: Owned, entityRef?: string): OwnedSecret {
    const { deliveries } = this.options;
    const known = deliveries.ofPath(ref);
    const vault = this.vault(ref, owner);
    const shown = known
      .map(delivery =>
        deliveries.describe(delivery.ref, {
          about: ref,
          vault: other => this.#knowledge(other, owner),
        }),
      )
      .filter(delivery => delivery !== undefined);
    const nearest = owner.entityRefs[0];
    const secret: OwnedSecret = {
      ref,
      because: owner.because,
      standing: 'owned',
      ...(nearest && nearest !== entityRef && { entityRef: nearest }),
      ...(owner.writtenBy && { writtenBy: owner.writtenBy }),
      declared: known.length > 0,
      finding: 'ok',
      vault,
      deliveries: shown,
    };
    secret.finding = this.#finding(secret);
    const next = nextStep(secret, this.#servers.get(ref.server));
    return { ...secret, ...(next && { next }) };
  }

  /** A path that an entity claims, or that an ExternalSecret of it reads, and that is not its own: the reference alone. */
  foreign(
    ref: SecretRef,
    because: 'annotation' | 'external-secret',
    deliveries: EntitySecret['deliveries'] = [],
  ): EntitySecret {
    const secret = {
      ref,
      because,
      standing: 'foreign' as const,
      declared: deliveries.length > 0,
      finding: 'foreign' as const,
      deliveries,
    };
    const next = nextStep(secret);
    return { ...secret, ...(next && { next }) };
  }

  vault(ref: SecretRef, owner: Owned | undefined): VaultSecret {
    const { index, rotation, now = Date.now } = this.options;
    const row = index.get(ref);
    const server = this.#servers.get(ref.server);
    if (!row) {
      const reason = this.#whyUnknown(ref);
      return reason
        ? { ref, state: 'unknown', reason }
        : {
            ref,
            state: 'missing',
            ...(server && { url: pageOf(server, ref, 'create') }),
          };
    }
    const state = stateAt(row, now());
    const rotates =
      state === 'present'
        ? rotationOf(
            {
              changedAt: row.changedAt,
              classes: [owner?.rotationClass, row.rotationClass],
            },
            rotation,
            now(),
          )
        : undefined;
    return {
      ref,
      state,
      ...(row.reason && { reason: row.reason }),
      ...(row.current !== undefined && {
        versions: { current: row.current, oldest: row.oldest ?? row.current },
      }),
      ...(row.createdAt && { createdAt: row.createdAt }),
      ...(row.changedAt && { changedAt: row.changedAt }),
      ...(row.deletedAt && { deletedAt: row.deletedAt }),
      ...(row.readAt !== undefined && {
        readAt: new Date(row.readAt).toISOString(),
      }),
      ...(rotates && { rotation: rotates }),
      ...(server && {
        url: pageOf(server, ref, state === 'missing' ? 'create' : 'show'),
      }),
    };
  }

  /**
   * What a delivery's chain may say of a path: something only where it has the same owner as what is asked about, as a
   * delivery may read paths of several.
   */
  #knowledge(ref: SecretRef, viewer: Owned): PathKnowledge | undefined {
    const owner = this.ownerOf(ref);
    return owner && sharesOwner(owner, viewer)
      ? this.knowledge(ref, owner)
      : undefined;
  }

  knowledge(ref: SecretRef, owner: Owned): PathKnowledge {
    const { state, reason, changedAt } = this.vault(ref, owner);
    return { state, reason, changedAt, writtenBy: owner.writtenBy };
  }

  /** Where no cluster has answered nobody can tell what Git declares. */
  #finding(secret: OwnedSecret): EntitySecret['finding'] {
    const finding = findingOf(secret);
    if (finding !== 'unowned') return finding;
    const answered = this.options.deliveries
      .states()
      .some(({ state }) => state !== 'unknown');
    return answered ? 'unowned' : 'ok';
  }

  #whyUnknown(ref: SecretRef): string | undefined {
    const { index, stateOf } = this.options;
    const closed = index.closedAbove(ref);
    if (closed) return closed.reason;
    const server = stateOf(ref.server);
    if (!server) return 'The configuration does not name this Vault';
    if (server.state !== 'unknown') return undefined;
    return server.reason
      ? `The Vault ${ref.server} ${server.reason}`
      : `The Vault ${ref.server} has not been looked at yet`;
  }
}

function sharesOwner(a: Owned, b: Owned): boolean {
  return (
    a.entityRefs.some(ref => b.entityRefs.includes(ref)) ||
    (a.owner !== undefined && a.owner === b.owner)
  );
}
