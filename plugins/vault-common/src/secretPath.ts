/**
 * The most parts a path may have. Vault itself sets no bound; what is longer is a mistake or an attack.
 *
 * @public
 */
export const MAX_PATH_PARTS = 32;

const MAX_LENGTH = 512;
const PART = /^[A-Za-z0-9._~@+=:,-]+( +[A-Za-z0-9._~@+=:,-]+)*$/;

/**
 * What is wrong with a path in Vault, in words that say what to write; undefined where nothing is.
 *
 * A path is the part after the mount, such as `tenant-payments/orders/database`. What could lead elsewhere when it becomes
 * part of an address, or look like what it is not, is refused: `..`, empty parts, `%`, `?`, `#`, back slashes, control
 * characters and letters of other alphabets.
 *
 * @public
 */
export function secretPathProblem(path: string): string | undefined {
  if (path === '') return 'it is empty: write a path such as team/service';
  if (path.length > MAX_LENGTH) {
    return `it has ${path.length} characters: write at most ${MAX_LENGTH}`;
  }
  const parts = path.split('/');
  if (parts.length > MAX_PATH_PARTS) {
    return `it has ${parts.length} parts: write at most ${MAX_PATH_PARTS}`;
  }
  for (const part of parts) {
    if (part === '') {
      return 'it has an empty part: write one / between parts, none at either end';
    }
    if (part === '.' || part === '..') {
      return `it has a part '${part}': write the path itself`;
    }
    if (!PART.test(part)) {
      return 'it holds a character that no path needs: write letters, digits and . _ ~ @ + = : , - between the slashes';
    }
  }
  return undefined;
}

/**
 * Whether `path` is `prefix` or lies below it: `team/a` covers `team/a/b`, and not `team/ab`.
 *
 * @public
 */
export function isAtOrBelow(prefix: string, path: string): boolean {
  return path === prefix || path.startsWith(`${prefix}/`);
}
