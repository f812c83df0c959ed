/** What one change may hold: far above any real one, far below what would hurt the portal or a reviewer. */
export const LIMITS = {
  /** Bytes of one file. */
  fileBytes: 256 * 1024,
  /** Bytes of all files in the workspace's `repository/`. */
  totalBytes: 4 * 1024 * 1024,
  /** Files in the workspace's `repository/`. */
  files: 1_000,
  /** Folders inside folders. */
  depth: 24,
  pathLength: 300,
  title: 200,
  description: 10_000,
} as const;

/** Bytes as a person reads them. */
export function readableBytes(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`;
  const kib = bytes / 1024;
  return kib < 1024 ? `${Math.ceil(kib)} KiB` : `${Math.ceil(kib / 1024)} MiB`;
}
