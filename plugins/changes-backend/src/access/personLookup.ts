import type {
  BackstageCredentials,
  BackstageUserPrincipal,
} from '@backstage/backend-plugin-api';
import { parseEntityRef, type UserEntity } from '@backstage/catalog-model';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { ChangePerson } from '@idp/plugin-changes-common';

/** A person as Git knows them. */
export type GitPerson = ChangePerson & { email: string; entityRef: string };

/** Finds out who is signed in: name and address of the catalog's user, else an address that is nobody's. */
export const createPersonLookup =
  (options: { catalog: CatalogService; portalHost: string }) =>
  async (
    credentials: BackstageCredentials<BackstageUserPrincipal>,
  ): Promise<GitPerson> => {
    const ref = credentials.principal.userEntityRef;
    const user = (await options.catalog.getEntityByRef(ref, {
      credentials,
    })) as UserEntity | undefined;
    const { name, namespace } = parseEntityRef(ref);
    const suffix = namespace === 'default' ? '' : `+${namespace}`;
    return {
      name: user?.spec.profile?.displayName ?? user?.metadata.title ?? name,
      email:
        user?.spec.profile?.email ??
        `${name}${suffix}@users.noreply.${options.portalHost}`,
      entityRef: ref,
    };
  };
