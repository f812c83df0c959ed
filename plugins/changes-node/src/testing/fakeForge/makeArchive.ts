import { gzipSync } from 'node:zlib';
import { Header, Pax } from 'tar';

export interface ArchiveEntry {
  path: string;
  content?: Buffer;
  type?: 'File' | 'SymbolicLink' | 'Link' | 'Directory';
  linkpath?: string;
}

/** A `.tar.gz` of what `git archive` would never write. */
export function makeArchive(
  entries: ArchiveEntry[],
  options: { commit?: string; isCutOff?: boolean; level?: number } = {},
): Buffer {
  const { commit, isCutOff, level = 1 } = options;
  const parts: Buffer[] = [];
  if (commit) parts.push(new Pax({ comment: commit }, true).encode());
  for (const { path, content, type = 'File', linkpath } of entries) {
    const size = content?.length ?? 0;
    const header = new Header({ path, type, linkpath, size, mode: 0o644 });
    if (header.encode()) parts.push(new Pax({ path, linkpath }).encode());
    parts.push(header.block!);
    if (!content) continue;
    parts.push(content, Buffer.alloc((512 - (size % 512)) % 512));
  }
  if (!isCutOff) parts.push(Buffer.alloc(1024));
  return gzipSync(Buffer.concat(parts), { level });
}
