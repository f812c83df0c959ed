import {
  parseContractFile,
  paths,
  type Problem,
  type Tenant,
} from '@idp/platform-contract';
import { parseEntityRef } from '@backstage/catalog-model';
import { fullRef, type Person } from './person';
import { fileProblem } from './problems';

const RULE = 'change-ownership';

/** Who owns a tenant before and after a change. */
export interface Ownership {
  /** Full reference of the owner group on the base branch; undefined for a new tenant or an unreadable file. */
  before?: string;
  /** The same after the merge; undefined when the tenant would be gone or unreadable. */
  after?: string;
  /** Whether the tenant's folder is on the base branch. */
  exists: boolean;
}

/** Reads both sides of a change. */
export function ownershipOf(
  tenant: string,
  main: ReadonlyMap<string, string>,
  result: ReadonlyMap<string, string>,
): Ownership {
  return {
    before: ownerIn(tenant, main),
    after: ownerIn(tenant, result),
    exists: main.size > 0,
  };
}

/**
 * The rule of ownership: a member of the group that owns the tenant on the base branch may change it, a member of the
 * group that a new tenant names may create it, and a platform administrator may do both. A group that becomes the
 * owner must be in the catalog.
 */
export async function ownershipProblems(
  tenant: string,
  ownership: Ownership,
  person: Person,
  groupExists: (ref: string) => Promise<boolean>,
): Promise<Problem[]> {
  const file = paths.tenantFile(tenant);
  const { before, after, exists } = ownership;
  if (!exists && after === undefined) {
    return [
      fileProblem(
        file,
        RULE,
        `there is no tenant ${tenant} on the base branch, and this change does not create one`,
        'Check the name, or onboard the tenant first and have that change merged',
      ),
    ];
  }
  const problems: Problem[] = [];
  const decides = exists ? before : after;
  if (!person.isAdmin && !(decides && person.ownershipRefs.has(decides))) {
    problems.push(
      fileProblem(
        file,
        RULE,
        exists
          ? `${person.ref} is not a member of ${
              before ?? 'the owner group, which cannot be read'
            }, which owns tenant ${tenant}`
          : `${person.ref} is not a member of ${after}, which would own tenant ${tenant}`,
        exists
          ? 'Ask a member of that group or a platform administrator to run this golden path'
          : 'Choose a group that you are a member of; after a recent change of your groups, sign out and in again',
      ),
    );
  }
  if (after !== undefined && after !== before) {
    if (parseEntityRef(after).kind !== 'group') {
      problems.push(
        fileProblem(
          file,
          RULE,
          `the owner ${after} is not a group`,
          'Write a group, such as group:default/payments',
        ),
      );
    } else if (!(await groupExists(after))) {
      problems.push(
        fileProblem(
          file,
          RULE,
          `the catalog has no ${after}`,
          'Choose a group that is in the catalog',
        ),
      );
    }
  }
  return problems;
}

function ownerIn(
  tenant: string,
  files: ReadonlyMap<string, string>,
): string | undefined {
  const file = paths.tenantFile(tenant);
  const text = files.get(file);
  if (text === undefined) return undefined;
  const { value } = parseContractFile(file, text);
  const owner = (value as Tenant | undefined)?.spec?.owner;
  if (typeof owner !== 'string') return undefined;
  try {
    return fullRef(owner, 'group');
  } catch {
    return undefined;
  }
}
