import type { Entity, GroupEntity, UserEntity } from '@backstage/catalog-model';
import type { DeferredEntity } from '@backstage/plugin-catalog-node';
import { parentOf } from './names';

/**
 * People and groups without those that share a name, which the catalog takes for one whatever the case, and with the
 * hierarchy of groups that follows from their names. Of two that share a name neither is let in: which of them the name
 * belongs to is not for the portal to guess.
 */
export function tidy(entities: DeferredEntity[]): {
  entities: DeferredEntity[];
  problems: string[];
} {
  const counts = new Map<string, number>();
  for (const { entity } of entities) {
    counts.set(keyOf(entity), (counts.get(keyOf(entity)) ?? 0) + 1);
  }
  const isShared = (entity: Entity) => counts.get(keyOf(entity))! > 1;
  const groups = new Map<string, GroupEntity>();
  for (const { entity } of entities) {
    if (!isGroup(entity) || isShared(entity)) continue;
    groups.set(entity.metadata.name, entity);
  }
  const users = new Set(
    entities
      .map(({ entity }) => entity)
      .filter(entity => !isGroup(entity) && !isShared(entity))
      .map(({ metadata }) => metadata.name),
  );
  const children = new Map<string, string[]>();
  for (const name of groups.keys()) {
    const parent = parentOf(name);
    if (!parent || !groups.has(parent)) continue;
    children.set(parent, [...(children.get(parent) ?? []), name]);
  }
  const mend = (entity: Entity): Entity => {
    if (!isGroup(entity)) {
      const user = entity as UserEntity;
      const memberOf = user.spec.memberOf?.filter(name => groups.has(name));
      return { ...user, spec: { ...user.spec, memberOf } } as Entity;
    }
    const { name } = entity.metadata;
    const parent = parentOf(name);
    return {
      ...entity,
      spec: {
        ...entity.spec,
        parent: parent && groups.has(parent) ? parent : undefined,
        children: children.get(name) ?? [],
        members: entity.spec.members?.filter(member => users.has(member)),
      },
    } as Entity;
  };
  const shared = entities.filter(({ entity }) => isShared(entity));
  return {
    entities: entities
      .filter(({ entity }) => !isShared(entity))
      .map(deferred => ({ ...deferred, entity: mend(deferred.entity) })),
    problems: [...new Set(shared.map(({ entity }) => keyOf(entity)))].map(
      key =>
        `Keycloak has more than one ${key.replace(
          ':',
          ' ',
        )}, none of which is in the catalog: give each a name of its own, whatever the case`,
    ),
  };
}

function isGroup(entity: Entity): entity is GroupEntity {
  return entity.kind === 'Group';
}

function keyOf({ kind, metadata }: Entity): string {
  return `${kind}:${metadata.name}`.toLowerCase();
}
