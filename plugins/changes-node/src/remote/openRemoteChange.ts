import { isDeepStrictEqual } from 'node:util';
import type { Change } from '@idp/plugin-changes-common';
import type { OpenChangeRequest, OpenChangeResult } from '../ForgeClient';
import { ForgeError } from '../ForgeError';
import { editTree, lookupPaths, type ReadTree } from '../local/editTree';
import { planChange, type ChangePlan } from '../local/planChange';
import { decodeChangeBody, encodeChangeBody } from '../metadata';
import { branchOfKey, checkOpenChangeRequest } from '../request';

/** A commit, in what opening a change needs of it. */
export interface RemoteCommit {
  oid: string;
  tree: string;
}

/** The tip of a change's branch. */
export interface RemoteHead extends RemoteCommit {
  /** Where the change leaves the base branch. */
  base: RemoteCommit;
  /** False when a person has pushed it. */
  isPortals: boolean;
}

/** What the forge has when a change is to be opened. */
export interface Situation {
  baseBranch: string;
  tip: RemoteCommit;
  /** The tree of the commit that the request was made from, where that is not the tip. */
  requestTree?: string;
  /** The branch of the change's key, where it is there. */
  head?: RemoteHead;
  /** The open change of that branch. */
  open?: Change;
  readTree: ReadTree;
}

/** A request, worked out, on what the forge has. */
export interface WorkedOut {
  request: OpenChangeRequest;
  branch: string;
  situation: Situation;
  plan: ChangePlan;
}

/** The text of the pull request of a change. */
export interface PullText {
  title: string;
  text: string;
}

/** What opening a change asks of a forge. A step answers undefined when somebody else was faster. */
export interface ChangeSteps {
  look(request: OpenChangeRequest, branch: string): Promise<Situation>;
  /** Makes the branch, or moves the one that an earlier, closed or broken off change has left. */
  startBranch(work: WorkedOut): Promise<string | undefined>;
  /** Brings the branch of the open change to the plan; never over commits that are not known. */
  continueBranch(work: WorkedOut): Promise<string | undefined>;
  openPull(work: WorkedOut, text: PullText): Promise<Change | undefined>;
  editPull(change: Change, text: PullText): Promise<Change>;
}

const ATTEMPTS = 5;

/** Opens the change of a request on a forge, or brings the open one of its key up to date. */
export async function openRemoteChange(
  steps: ChangeSteps,
  branchPrefix: string,
  unchecked: OpenChangeRequest,
): Promise<OpenChangeResult> {
  const request = checkOpenChangeRequest(unchecked);
  const branch = branchOfKey(branchPrefix, request.key);
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const result = await tryOpen(steps, request, branch);
    if (result) return result;
  }
  throw new ForgeError(
    'conflict',
    `Others keep moving the branch ${branch}: try again`,
  );
}

async function tryOpen(
  steps: ChangeSteps,
  request: OpenChangeRequest,
  branch: string,
): Promise<OpenChangeResult | undefined> {
  const situation = await steps.look(request, branch);
  const { tip, head, open, readTree } = situation;
  const plan = await planChange({
    request,
    readTree,
    branch: situation.baseBranch,
    tipTree: tip.tree,
    baseTree: situation.requestTree,
  });
  if (plan.tree.oid === tip.tree) return { outcome: 'unchanged' };
  const work: WorkedOut = { request, branch, situation, plan };
  const text: PullText = {
    title: request.title,
    text: encodeChangeBody(request.body, request),
  };

  if (!open || !head) {
    if (head && !head.isPortals) throw foreignBranch(branch);
    const isLeftOver =
      head?.tree === plan.tree.oid && head.base.oid === tip.oid;
    if (!isLeftOver && !(await steps.startBranch(work))) return undefined;
    const change = await steps.openPull(work, text);
    return change && { outcome: 'opened', change };
  }

  const sameContent = await holdsPlan(readTree, head, plan, tip);
  const sameText = isSameText(open, text);
  if (sameContent && sameText) return { outcome: 'unchanged', change: open };
  if (!sameContent && !head.isPortals) throw pushedOver(branch, plan);
  request.beforeUpdate?.(open);
  const headCommit = sameContent
    ? open.headCommit
    : await steps.continueBranch(work);
  if (!headCommit) return undefined;
  const change = await steps.editPull(open, text);
  return { outcome: 'updated', change: { ...change, headCommit } };
}

/** Whether the branch has this content already, and the base branch has not touched its files since. */
async function holdsPlan(
  readTree: ReadTree,
  { tree, base, isPortals }: RemoteHead,
  { edits, tree: planned }: ChangePlan,
  tip: RemoteCommit,
): Promise<boolean> {
  const paths = edits.map(edit => edit.path);
  if (base.oid !== tip.oid) {
    const then = await lookupPaths(readTree, base.tree, paths);
    const now = await lookupPaths(readTree, tip.tree, paths);
    if (!isDeepStrictEqual(then, now)) return false;
  }
  if (!isPortals) {
    const there = await lookupPaths(readTree, tree, paths);
    return edits.every(
      ({ path, entry }) => there.get(path)?.oid === entry?.oid,
    );
  }
  if (base.oid === tip.oid) return planned.oid === tree;
  return (await editTree(readTree, base.tree, edits)).oid === tree;
}

function isSameText(open: Change, { title, text }: PullText): boolean {
  const { body, metadata } = decodeChangeBody(text);
  return isDeepStrictEqual(
    [open.title, open.body, open.goldenPath, open.entityRefs],
    [title, body, metadata?.goldenPath, metadata?.entityRefs],
  );
}

/** A branch of this name that the portal did not make is not the portal's to move. */
function foreignBranch(branch: string): ForgeError {
  return new ForgeError(
    'conflict',
    `The branch ${branch} is there already and was not made by the portal: rename or delete it on the forge, then try again`,
  );
}

function pushedOver(branch: string, { edits }: ChangePlan): ForgeError {
  return new ForgeError(
    'conflict',
    `Somebody has pushed commits to ${branch}, and this change would replace what they say: merge or close the open change first`,
    { files: edits.map(edit => edit.path) },
  );
}
