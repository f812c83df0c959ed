import { RELATION_OWNED_BY, type Entity } from '@backstage/catalog-model';
import {
  GRAFANA_ANNOTATIONS,
  type GrafanaClaim,
} from '@idp/plugin-grafana-common';
import type { EntityScope, EntityScopes } from '@idp/plugin-grafana-node';
import type { OwnerRule } from '../config/readOwners';

export interface FoundScope {
  scope?: EntityScope;
  /** Why a claim is not followed, in words. */
  problem?: string;
}

/** Decides what of the measured world is an entity's: what a module says, else what the configuration confirms. */
export class Scopes {
  constructor(
    private readonly modules: readonly EntityScopes[],
    private readonly rules: readonly OwnerRule[],
  ) {}

  of(entity: Entity, { measured }: GrafanaClaim): FoundScope {
    for (const module of this.modules) {
      const scope = module.scopeOf(entity);
      if (scope) return { scope };
    }
    if (!measured) return {};
    const { namespace, workload, kind } = measured;
    const rules = this.rules.filter(
      rule => rule.namespace === namespace && isOwnedBy(entity, rule.owner),
    );
    if (rules.length === 0) {
      // The annotation of another plugin claims nothing here by itself.
      return entity.metadata.annotations?.[GRAFANA_ANNOTATIONS.namespace]
        ? {
            problem: `Nobody confirms that the namespace ${namespace} is this entity’s owner’s, so neither its series nor its log lines are shown. An administrator adds it to grafana.owners.`,
          }
        : {};
    }
    const everywhere = rules.some(rule => !rule.environments);
    return {
      scope: {
        kind,
        namespace,
        workload,
        ...(!everywhere && {
          environments: rules.flatMap(rule => rule.environments ?? []),
        }),
        dashboards: { uids: [], variables: { namespace, workload } },
      },
    };
  }

  /** Full references in lower case of those whose an alert is, the nearest first; nobody's when empty. */
  ownersOf(labels: Readonly<Record<string, string>>): readonly string[] {
    for (const module of this.modules) {
      const owners = module.ownersOf(labels);
      if (owners) return owners.map(ref => ref.toLowerCase());
    }
    return [];
  }

  /** Whether an entity that claims an alert may have it: it is nobody else's. */
  mayClaim(
    entity: Entity,
    entityRef: string,
    labels: Readonly<Record<string, string>>,
  ): boolean {
    const owners = this.ownersOf(labels);
    if (owners.length > 0) return owners.includes(entityRef);
    const rules = this.rules.filter(
      ({ namespace }) => namespace === labels.namespace,
    );
    return (
      rules.length === 0 || rules.some(({ owner }) => isOwnedBy(entity, owner))
    );
  }
}

function isOwnedBy(entity: Entity, owner: string): boolean {
  return (entity.relations ?? []).some(
    ({ type, targetRef }) =>
      type === RELATION_OWNED_BY && targetRef.toLowerCase() === owner,
  );
}
