import type { Entity } from '@backstage/catalog-model';
import { stringifyEntityRef } from '@backstage/catalog-model';
import {
  isAtOrBelow,
  type OwnedBecause,
  type SecretRef,
} from '@idp/plugin-vault-common';
import type { PathOwnership, PathPrefix } from '@idp/plugin-vault-node';
import { ruleFor, type OwnerRule } from '../config/readOwners';

/** Whose a path is, and who says so. */
export interface Owned {
  because: Exclude<OwnedBecause, 'annotation' | 'external-secret'>;
  /** Full references in small letters, the nearest first; of modules. */
  entityRefs: string[];
  /** The group whose entities may claim it; of the configuration and of metadata. */
  owner?: string;
  writtenBy?: string;
  group?: string;
  rotationClass?: string;
}

/** What of an entity decides whether a path is its own. */
export interface Claimant {
  /** Full reference in small letters. */
  entityRef: string;
  /** Full references of its owners in small letters. */
  ownedBy: readonly string[];
}

/**
 * Says whose paths are: modules first, then the configuration, and where neither knows, the secret's own metadata, which only
 * those can write who may write the secret.
 */
export class PathOwners {
  constructor(
    private readonly options: {
      ownership: readonly PathOwnership[];
      rules: readonly OwnerRule[];
    },
  ) {}

  ownerOf(
    ref: SecretRef,
    metadata: { owner?: string } = {},
  ): Owned | undefined {
    const { ownership, rules } = this.options;
    for (const source of ownership) {
      const found = source.ownerOf(ref);
      if (found) {
        return {
          ...found,
          because: 'contract',
          entityRefs: found.entityRefs.map(lower),
        };
      }
    }
    const rule = ruleFor(rules, ref);
    const owner = rule ? lower(rule.owner) : metadata.owner;
    if (!owner) return undefined;
    return {
      because: rule ? 'configuration' : 'metadata',
      entityRefs: [],
      owner,
      writtenBy: owner,
      group: owner,
      rotationClass: rule?.rotationClass,
    };
  }

  /** Whether a path is below a prefix of an entity, where there need be nothing yet. */
  isBelowPrefixOf(entityRef: string, { server, mount, path }: SecretRef) {
    return this.prefixesOf(entityRef).some(
      prefix =>
        (prefix.server ?? server) === server &&
        prefix.mount === mount &&
        isAtOrBelow(prefix.path, path),
    );
  }

  /** The prefixes that are an entity's without any annotation. */
  prefixesOf(entityRef: string): PathPrefix[] {
    return this.options.ownership.flatMap(
      source => source.prefixesOf({ entityRef }) ?? [],
    );
  }
}

/** Whether a path is this entity's. */
export function belongsTo(
  { entityRefs, owner }: Owned,
  { entityRef, ownedBy }: Claimant,
): boolean {
  return (
    entityRefs.includes(entityRef) ||
    (owner !== undefined && ownedBy.includes(owner))
  );
}

export function claimantOf(entity: Entity): Claimant {
  return {
    entityRef: lower(stringifyEntityRef(entity)),
    ownedBy: (entity.relations ?? [])
      .filter(({ type }) => type === 'ownedBy')
      .map(({ targetRef }) => lower(targetRef)),
  };
}

function lower(ref: string): string {
  return ref.toLowerCase();
}
