import { ForgeError } from '../ForgeError';

const SEGMENT = /^[a-z0-9](?:[a-z0-9._-]{0,98}[a-z0-9])?$/;

/**
 * Says why a key can't name a change, undefined when it can.
 *
 * A key is `<golden path>/<subject>`, both lower case: it becomes part of a branch name, and two branches must never
 * differ only in case or be a folder of each other.
 *
 * @public
 */
export function keyProblem(key: unknown): string | undefined {
  const segments = typeof key === 'string' ? key.split('/') : [];
  const fine =
    segments.length === 2 &&
    segments.every(
      segment =>
        SEGMENT.test(segment) &&
        !segment.includes('..') &&
        !segment.endsWith('.lock'),
    );
  return fine
    ? undefined
    : 'The key of a change must be "<golden path>/<subject>", each up to 100 lower case letters, digits, "-", "_" and single dots, such as "onboard-tenant/payments"';
}

/**
 * The branch of the change with this key.
 *
 * @public
 */
export function branchOfKey(branchPrefix: string, key: string): string {
  const problem = keyProblem(key);
  if (problem) throw new ForgeError('invalid', problem);
  return `${branchPrefix}${key}`;
}

/**
 * The key of the change on this branch; undefined when the branch is none of the portal's.
 *
 * @public
 */
export function keyOfBranch(
  branchPrefix: string,
  branch: string,
): string | undefined {
  if (!branch.startsWith(branchPrefix)) return undefined;
  const key = branch.slice(branchPrefix.length);
  return keyProblem(key) ? undefined : key;
}
