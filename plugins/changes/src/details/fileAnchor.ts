/** The id of a file's heading: what an address may point to. */
export function fileAnchor(path: string): string {
  return `file-${path.replace(/[^A-Za-z0-9._-]/g, character =>
    character === '/' ? ':' : `~${character.codePointAt(0)!.toString(16)}`,
  )}`;
}
