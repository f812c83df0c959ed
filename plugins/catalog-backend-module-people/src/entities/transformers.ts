import type {
  GroupTransformer,
  UserTransformer,
} from '@backstage-community/plugin-catalog-backend-module-keycloak';
import { groupName, userName } from './names';

/** A group by its path; one whose name the catalog can't take is left out, and nobody is its member. */
export const groupTransformer: GroupTransformer = async (entity, group) => {
  const name = groupName(group.path);
  return name
    ? { ...entity, metadata: { ...entity.metadata, name } }
    : undefined;
};

/** A person who may sign in. Who they are is `keycloak.org/id`, which the provider has written and nobody can edit. */
export const userTransformer: UserTransformer = async (entity, user) => {
  if (user.enabled === false || !user.id || !user.username) return undefined;
  const name = userName(user.username);
  return { ...entity, metadata: { ...entity.metadata, name } };
};
