import { InputError } from '@backstage/errors';
import { LIMITS } from './limits';
import { quoted } from './text';

/**
 * Why a path may not be read from or written to the GitOps repository; undefined when it may.
 * Allowed are relative paths of printable ASCII, as Git stores them.
 */
export function repositoryPathProblem(path: unknown): string | undefined {
  if (typeof path !== 'string' || path === '') {
    return 'a path is missing: write it from the root of the repository, such as gitops/tenants/payments';
  }
  if (path.length > LIMITS.pathLength) {
    return `the path ${quoted(path)} has ${
      path.length
    } characters: write at most ${LIMITS.pathLength}`;
  }
  const shown = quoted(path);
  if (/[^\x20-\x7e]/u.test(path)) {
    return `the path ${shown} holds a character other than plain ASCII: letters of other alphabets look alike, so write a to z`;
  }
  if (/[\\:*?"<>|]/u.test(path)) {
    return `the path ${shown} holds one of \\ : * ? " < > |: write a path with / between folders`;
  }
  if (path.startsWith('/')) {
    return `the path ${shown} is absolute: write it from the root of the repository, without the / in front`;
  }
  for (const segment of path.split('/')) {
    if (segment === '') {
      return `the path ${shown} has an empty part: write one / between folders and none at the end`;
    }
    if (segment === '.' || segment === '..') {
      return `the path ${shown} has a part '${segment}': write the path itself`;
    }
    if (segment.trim() !== segment || segment.endsWith('.')) {
      return `the path ${shown} has a part that begins or ends with a space or ends with a dot: remove it`;
    }
    if (/^(?:\.git|git~\d+)$/iu.test(segment)) {
      return `the path ${shown} reaches into Git's own files: that is never part of a change`;
    }
  }
  return undefined;
}

/**
 * The path as it is, when it may be used.
 *
 * @throws InputError that says what is wrong with it
 */
export function requireRepositoryPath(path: unknown): string {
  const problem = repositoryPathProblem(path);
  if (problem) {
    throw new InputError(`${problem[0].toUpperCase()}${problem.slice(1)}.`);
  }
  return path as string;
}
