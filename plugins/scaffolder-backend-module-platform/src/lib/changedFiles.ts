import type { ForgeFileEdit } from '@idp/plugin-changes-node';
import { blobId } from './gitObject';

/**
 * What differs between the workspace's `repository/` and the base branch, sorted by path.
 *
 * @param workspace - every file of the workspace's `repository/`
 * @param known - object ids of files on the base branch: those that were fetched, and those that were looked up
 * @param fetched - the paths that were fetched: one that the workspace lacks now is deleted
 */
export function changedFiles(
  workspace: ReadonlyMap<string, Buffer>,
  known: ReadonlyMap<string, string>,
  fetched: ReadonlySet<string>,
): ForgeFileEdit[] {
  const edits: ForgeFileEdit[] = [];
  for (const [path, content] of workspace) {
    const baseOid = known.get(path);
    if (baseOid === undefined) edits.push({ path, content });
    else if (blobId(content, baseOid) !== baseOid) {
      edits.push({ path, content, baseOid });
    }
  }
  for (const path of fetched) {
    if (!workspace.has(path)) {
      edits.push({ path, delete: true, baseOid: known.get(path) });
    }
  }
  return edits.sort((a, b) => (a.path < b.path ? -1 : 1));
}
