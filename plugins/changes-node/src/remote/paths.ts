/** Whether a path names something inside of the repository; a forge is not asked for another. */
export function isReadablePath(path: string): boolean {
  return path
    .split('/')
    .every(name => name !== '' && name !== '.' && name !== '..');
}
