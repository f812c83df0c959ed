import type {
  AuthService,
  UserInfoService,
} from '@backstage/backend-plugin-api';
import {
  type Entity,
  type UserEntity,
  isUserEntity,
  parseEntityRef,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { NotAllowedError } from '@backstage/errors';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { ActionContext } from '@backstage/plugin-scaffolder-node';
import { oneLine } from './text';

/** The signed-in person who runs a task. */
export interface Person {
  /** Full entity reference, such as `user:default/sam`. */
  ref: string;
  /** Full references of the person and the groups that they are a member of. */
  ownershipRefs: ReadonlySet<string>;
  /** Member of one of `permission.platform.adminGroups`. */
  isAdmin: boolean;
  /** As Git knows them. */
  author: { name: string; email: string; entityRef: string };
}

/** What {@link resolvePerson} needs. */
export interface PersonOptions {
  auth: AuthService;
  userInfo: UserInfoService;
  catalog: CatalogService;
  /** Full references of the groups whose members may do all. */
  adminGroups: ReadonlySet<string>;
  /** The portal's host name, for {@link noreplyAddress}. */
  portalHost: string;
}

type PersonContext = Pick<
  ActionContext<any, any>,
  'getInitiatorCredentials' | 'user'
>;

const EMAIL =
  /^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9.-]{0,253}[A-Za-z0-9])?$/u;

/**
 * Who runs the task: from its credentials, which the portal issued, not from what the template says.
 *
 * @throws NotAllowedError when no person does
 */
export async function resolvePerson(
  ctx: PersonContext,
  options: PersonOptions,
): Promise<Person> {
  const credentials = await ctx.getInitiatorCredentials();
  if (!options.auth.isPrincipal(credentials, 'user')) {
    throw new NotAllowedError(
      'A change needs a signed-in person as its author, and this task was started by a service or an anonymous caller. Sign in to the portal and run the golden path there.',
    );
  }
  const { userEntityRef, ownershipEntityRefs } =
    await options.userInfo.getUserInfo(credentials);
  const ref = fullRef(userEntityRef, 'user');
  const ownershipRefs = new Set(
    [ref, ...ownershipEntityRefs].map(owner => fullRef(owner, 'group')),
  );
  const entity =
    entityOf(ctx.user?.entity, ref) ??
    entityOf(await options.catalog.getEntityByRef(ref, { credentials }), ref);
  return {
    ref,
    ownershipRefs,
    isAdmin: [...options.adminGroups].some(group => ownershipRefs.has(group)),
    author: {
      name: nameOf(ref, entity),
      email: emailOf(entity) ?? noreplyAddress(ref, options.portalHost),
      entityRef: ref,
    },
  };
}

/** A reference in the one form in which references are compared. */
export function fullRef(ref: string, defaultKind: string): string {
  return stringifyEntityRef(
    parseEntityRef(ref, { defaultKind, defaultNamespace: 'default' }),
  );
}

/**
 * The address of a person whose catalog entity has none: `<name>@users.noreply.<portal's host>`, with `+<namespace>`
 * after the name outside the namespace `default`. No forge links it to an account, so it is never another person's.
 */
export function noreplyAddress(ref: string, portalHost: string): string {
  const { name, namespace } = parseEntityRef(ref);
  const suffix = namespace === 'default' ? '' : `+${namespace}`;
  return `${name}${suffix}@users.noreply.${portalHost}`;
}

function entityOf(
  entity: Entity | undefined,
  ref: string,
): UserEntity | undefined {
  return entity && isUserEntity(entity) && stringifyEntityRef(entity) === ref
    ? entity
    : undefined;
}

function nameOf(ref: string, entity?: UserEntity): string {
  const candidates = [
    entity?.spec?.profile?.displayName,
    entity?.metadata.title,
    parseEntityRef(ref).name,
  ];
  for (const candidate of candidates) {
    if (typeof candidate !== 'string') continue;
    const name = oneLine(candidate.replace(/[<>]/gu, '')).slice(0, 100).trim();
    if (name) return name;
  }
  return ref;
}

function emailOf(entity?: UserEntity): string | undefined {
  const email = entity?.spec?.profile?.email;
  return typeof email === 'string' && EMAIL.test(email.trim())
    ? email.trim()
    : undefined;
}
