import type { ForgeFileEdit, OpenChangeRequest } from '../ForgeClient';
import { ForgeError } from '../ForgeError';
import { blobOid, quotePath } from '../request';
import { gitObject, type GitObject } from './gitObjects';
import { isRegularFile, type TreeEntry } from './Tree';
import {
  editTree,
  lookupPaths,
  type EditedTree,
  type ReadTree,
  type TreeEdit,
} from './editTree';

/** What a request comes to on the tip of the base branch. */
export interface ChangePlan {
  /** What the request wants to have at each of its paths. */
  edits: TreeEdit[];
  /** The base branch's tree with it. */
  tree: EditedTree;
  /** The contents that the request brings. */
  blobs: GitObject[];
}

/**
 * Works out a request against the tip of the base branch. Rejects with `conflict` and the file names where the base
 * branch has touched the same files since the request was made.
 */
export async function planChange(options: {
  request: OpenChangeRequest;
  readTree: ReadTree;
  branch: string;
  /** The tree of the base branch's tip. */
  tipTree: string;
  /** The tree of `request.baseCommit`, where that is not the tip. */
  baseTree?: string;
}): Promise<ChangePlan> {
  const { request, readTree, branch, tipTree, baseTree } = options;
  const paths = request.files.map(file => file.path);
  const tip = await lookupPaths(readTree, tipTree, paths);
  const base = baseTree ? await lookupPaths(readTree, baseTree, paths) : tip;
  refuseOddEntries(request.files, tip);
  refuseMissingDeletions(request.files, base, tip, branch);

  const touched = request.files
    .filter(file => isTouched(file, base, tip))
    .map(file => file.path);
  if (touched.length > 0) throw conflictWith(branch, touched);

  const edits = request.files.map(file => toEdit(file, tip.get(file.path)));
  const tree = await editTree(readTree, tipTree, edits);
  if (tree.blocked.length > 0) {
    throw new ForgeError(
      'conflict',
      `On ${branch} a file is where this change needs a folder, or a folder where it needs a file: ${list(
        tree.blocked,
      )}. Choose another name, or delete what is there first`,
      { files: tree.blocked },
    );
  }
  if (tree.twins.length > 0) {
    const [{ path, existing }] = tree.twins;
    throw new ForgeError(
      'invalid',
      `The path ${quotePath(path)} differs from ${quotePath(
        existing,
      )} on ${branch} only in case: write it as it is there`,
      { files: tree.twins.map(twin => twin.path) },
    );
  }
  const blobs = request.files.flatMap(file =>
    'delete' in file ? [] : [gitObject('blob', file.content)],
  );
  return { edits, tree, blobs };
}

/** The base branch and a change, or a merge, both touch these files. */
export function conflictWith(branch: string, files: string[]): ForgeError {
  return new ForgeError(
    'conflict',
    `${branch} has moved on and touched the same files: ${list(
      files,
    )}. Start again from the current ${branch}`,
    { files },
  );
}

function toEdit(file: ForgeFileEdit, tip: TreeEntry | undefined): TreeEdit {
  if ('delete' in file) return { path: file.path, entry: null };
  return {
    path: file.path,
    entry: {
      mode: isRegularFile(tip) ? tip!.mode : '100644',
      oid: blobOid(file.content),
    },
  };
}

function isTouched(
  file: ForgeFileEdit,
  base: Map<string, TreeEntry>,
  tip: Map<string, TreeEntry>,
): boolean {
  const before = file.baseOid ?? base.get(file.path)?.oid;
  const now = tip.get(file.path)?.oid;
  const wanted = 'delete' in file ? undefined : blobOid(file.content);
  return now !== before && now !== wanted;
}

/** A link or a submodule is nothing that the content of a file may replace. */
function refuseOddEntries(
  files: ForgeFileEdit[],
  tip: Map<string, TreeEntry>,
): void {
  const odd = files
    .map(file => file.path)
    .filter(path => ['120000', '160000'].includes(tip.get(path)?.mode ?? ''));
  if (odd.length === 0) return;
  throw new ForgeError(
    'invalid',
    `The portal writes files only, and these are links or submodules: ${list(
      odd,
    )}. Change them with git`,
    { files: odd },
  );
}

function refuseMissingDeletions(
  files: ForgeFileEdit[],
  base: Map<string, TreeEntry>,
  tip: Map<string, TreeEntry>,
  branch: string,
): void {
  const missing = files
    .filter(
      file =>
        'delete' in file &&
        !file.baseOid &&
        !base.has(file.path) &&
        !tip.has(file.path),
    )
    .map(file => file.path);
  if (missing.length === 0) return;
  throw new ForgeError(
    'invalid',
    `There is nothing to delete on ${branch} at ${list(
      missing,
    )}: leave these paths out`,
    { files: missing },
  );
}

function list(paths: string[]): string {
  const shown = paths.slice(0, 20).map(quotePath).join(', ');
  return paths.length > 20 ? `${shown} and ${paths.length - 20} more` : shown;
}
