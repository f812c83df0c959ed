/** The longest path that a change may write, in bytes. */
const MAX_PATH_BYTES = 1024;
/** The longest name of a file or folder, in bytes. */
const MAX_NAME_BYTES = 255;

/** Names that Windows keeps for devices: a checkout there would fail for everybody. */
const DEVICE_NAME = /^(con|prn|aux|nul|com[0-9]|lpt[0-9])(\..*)?$/i;
/** `.git` as the file systems of Windows and macOS would also read it. */
const GIT_FOLDER = /^(\.git|git~[0-9]+)$/i;

/**
 * Says why a path must not be written to the repository, undefined when it may.
 *
 * Only plain ASCII names pass: no two different paths can then look alike, be the same file after Unicode
 * normalisation, or leave the checkout on some operating system.
 *
 * @public
 */
export function pathProblem(path: unknown): string | undefined {
  if (typeof path !== 'string' || path === '') {
    return 'is empty: write a path from the root of the repository';
  }
  if (Buffer.byteLength(path) > MAX_PATH_BYTES) {
    return `is longer than ${MAX_PATH_BYTES} bytes`;
  }
  // eslint-disable-next-line no-control-regex
  if (/[\u0000-\u001f\u007f]/.test(path)) {
    return 'has a control character in it';
  }
  if (/[^\u0020-\u007e]/.test(path)) {
    return 'has a character outside ASCII in it: use letters, digits and punctuation that look like nothing else';
  }
  if (path.includes('\\')) {
    return 'has a backslash in it: separate folders by "/"';
  }
  if (/[:*?"<>|]/.test(path)) {
    return 'has one of : * ? " < > | in it, which some file systems refuse';
  }
  if (path.startsWith('/')) {
    return 'is absolute: write it from the root of the repository, without "/" at the start';
  }
  for (const name of path.split('/')) {
    const problem = nameProblem(name);
    if (problem) return problem;
  }
  return undefined;
}

function nameProblem(name: string): string | undefined {
  if (name === '') return 'has an empty segment: write one "/" between names';
  if (name === '.' || name === '..') {
    return `has a segment "${name}": write the path itself`;
  }
  if (name.length > MAX_NAME_BYTES) {
    return `has a name longer than ${MAX_NAME_BYTES} bytes`;
  }
  if (/^ |[ .]$/.test(name)) {
    return 'has a name that begins or ends with a blank, or ends with a dot';
  }
  if (GIT_FOLDER.test(name)) {
    return `has a segment "${name}", which belongs to Git itself`;
  }
  if (name.toLowerCase() === '.gitmodules') {
    return 'names .gitmodules: the portal brings no submodules';
  }
  if (DEVICE_NAME.test(name)) {
    return `has a segment "${name}", which is a device on Windows`;
  }
  return undefined;
}

/**
 * What two names have in common when a file system that ignores case or normalises Unicode takes them for one.
 *
 * @public
 */
export function foldName(name: string): string {
  return name.normalize('NFC').toLowerCase();
}

/**
 * The paths among `paths` that can't stand beside each other: two that differ only in case, or a file that another
 * path needs as a folder.
 *
 * @public
 */
export function pathClashes(paths: string[]): string[] {
  const spelling = new Map<string, string>();
  const files = new Set(paths.map(foldName));
  const clashes = new Set<string>();
  for (const path of paths) {
    const names = path.split('/');
    for (let depth = 1; depth <= names.length; depth++) {
      const prefix = names.slice(0, depth).join('/');
      const folded = foldName(prefix);
      const known = spelling.get(folded);
      if (known !== undefined && known !== prefix) clashes.add(path);
      spelling.set(folded, prefix);
      if (depth < names.length && files.has(folded)) clashes.add(path);
    }
  }
  return [...clashes].sort();
}

/**
 * A path as it may stand in a message: quoted, shortened, without characters that could forge another line.
 *
 * @public
 */
export function quotePath(path: unknown): string {
  const text = String(path);
  return JSON.stringify(
    text.length > 120 ? `${text.slice(0, 117)}...` : text,
  ).replace(
    /[^\u0020-\u007e]/g,
    character => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
