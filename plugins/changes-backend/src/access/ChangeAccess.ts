import type {
  BackstageCredentials,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { parsePath, tenantEntityRef } from '@idp/platform-contract';
import {
  changesAdministerPermission,
  changesMergePermission,
  changesReadPermission,
  type Change,
  type ChangeFile,
} from '@idp/plugin-changes-common';
import type { ChangeFiles } from '../mirror/ChangeFiles';

/** Who may read changes, and who may merge or close which. */
export class ChangeAccess {
  constructor(
    private readonly options: {
      permissions: PermissionsService;
      files: ChangeFiles;
    },
  ) {}

  async mayRead(credentials: BackstageCredentials): Promise<boolean> {
    const [{ result }] = await this.options.permissions.authorize(
      [{ permission: changesReadPermission }],
      { credentials },
    );
    return result === AuthorizeResult.ALLOW;
  }

  /**
   * Whether somebody may merge or close a change: an administrator any, others when they may for every tenant that its
   * files belong to. The files decide, not what the pull request says of itself.
   */
  async mayDecide(
    credentials: BackstageCredentials,
    change: Change,
    { asItIsNow = false } = {},
  ): Promise<boolean> {
    const { permissions, files } = this.options;
    const [administer] = await permissions.authorize(
      [{ permission: changesAdministerPermission }],
      { credentials },
    );
    if (administer.result === AuthorizeResult.ALLOW) return true;
    const touched = await (asItIsNow ? files.now(change) : files.of(change));
    const tenants = tenantsOf(touched);
    if (!tenants || tenants.length === 0) return false;
    const decisions = await permissions.authorize(
      tenants.map(tenant => ({
        permission: changesMergePermission,
        resourceRef: tenantEntityRef(tenant),
      })),
      { credentials },
    );
    return decisions.every(({ result }) => result === AuthorizeResult.ALLOW);
  }
}

/** GitHub lists no more files of a pull request; what comes after nobody has judged. */
const MOST_FILES = 3000;

/**
 * The tenants whose workloads files belong to; undefined when one belongs to none. A boundary is what holds its owner in,
 * so it belongs to the platform.
 */
export function tenantsOf(files: ChangeFile[]): string[] | undefined {
  if (files.length >= MOST_FILES) return undefined;
  const tenants = new Set<string>();
  for (const { path } of files) {
    const place = parsePath(path);
    if (!place || !('workload' in place)) return undefined;
    tenants.add(place.tenant);
  }
  return [...tenants].sort();
}
