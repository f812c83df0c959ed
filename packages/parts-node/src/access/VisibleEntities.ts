import type {
  BackstageCredentials,
  BackstageUserPrincipal,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { catalogEntityReadPermission } from '@backstage/plugin-catalog-common/alpha';
import {
  AuthorizeResult,
  type ResourcePermission,
} from '@backstage/plugin-permission-common';
import { ShortCache } from '@idp/upstream';
import pLimit from 'p-limit';

/**
 * Of which entities a person may see what a plugin has; references in lower case.
 *
 * @public
 */
export type Visible = 'all' | 'none' | ReadonlySet<string>;

const CHUNK = 200;
const CHUNKS_AT_ONCE = 4;

/**
 * Decides for lists. Where the policy answers outright that is one question; where it depends on the entity, each is asked
 * about in chunks, and a person's own answers are kept for a moment, as each page and filter of a list needs them again.
 *
 * @public
 */
export class VisibleEntities {
  readonly #permissions: ResourcePermission[];
  readonly #decided: ShortCache<Map<string, boolean>>;

  constructor(
    private readonly options: {
      permissions: PermissionsService;
      /** What is needed beside the permission to read the entity itself. */
      permission: ResourcePermission;
      keepMs?: number;
    },
  ) {
    this.#permissions = [options.permission, catalogEntityReadPermission];
    this.#decided = new ShortCache({
      ttlMs: options.keepMs ?? 30_000,
      max: 200,
    });
  }

  /** `entityRefs` is called only where the policy depends on the entity. */
  async of(
    credentials: BackstageCredentials<BackstageUserPrincipal>,
    entityRefs: () => Iterable<string>,
  ): Promise<Visible> {
    const decisions = await this.options.permissions.authorizeConditional(
      this.#permissions.map(permission => ({ permission })),
      { credentials },
    );
    const results = decisions.map(({ result }) => result);
    if (results.includes(AuthorizeResult.DENY)) return 'none';
    const conditional = this.#permissions.filter(
      (_, at) => results[at] === AuthorizeResult.CONDITIONAL,
    );
    if (conditional.length === 0) return 'all';
    const known = await this.#decided.get(
      `${credentials.principal.userEntityRef} ${conditional
        .map(({ name }) => name)
        .join(' ')}`,
      async () => new Map(),
    );
    const wanted = [...new Set(entityRefs())];
    await this.#decide(
      conditional,
      wanted.filter(ref => !known.has(ref)),
      known,
      credentials,
    );
    return new Set(wanted.filter(ref => known.get(ref)));
  }

  async #decide(
    permissions: ResourcePermission[],
    entityRefs: string[],
    known: Map<string, boolean>,
    credentials: BackstageCredentials,
  ): Promise<void> {
    const size = Math.floor(CHUNK / permissions.length);
    const limit = pLimit(CHUNKS_AT_ONCE);
    const chunks = Array.from(
      { length: Math.ceil(entityRefs.length / size) },
      (_, at) => entityRefs.slice(at * size, (at + 1) * size),
    );
    await Promise.all(
      chunks.map(chunk =>
        limit(async () => {
          const answers = await this.options.permissions.authorize(
            chunk.flatMap(resourceRef =>
              permissions.map(permission => ({ permission, resourceRef })),
            ),
            { credentials },
          );
          chunk.forEach((ref, at) => {
            known.set(
              ref,
              answers
                .slice(at * permissions.length, (at + 1) * permissions.length)
                .every(({ result }) => result === AuthorizeResult.ALLOW),
            );
          });
        }),
      ),
    );
  }
}
