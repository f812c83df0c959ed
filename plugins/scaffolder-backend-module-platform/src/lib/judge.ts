import { checkFiles, paths, type Problem } from '@idp/platform-contract';
import {
  readPolicies,
  type ForgeFileEdit,
  type ForgeHead,
} from '@idp/plugin-changes-node';
import type { KustomizeProgram } from '@idp/kustomize';
import { changedFiles } from './changedFiles';
import { textsOf } from './contents';
import type { MainFile, MainFiles } from './MainFiles';
import { ownershipOf, ownershipProblems } from './ownership';
import type { Person } from './person';
import { fileProblem, problemKey } from './problems';
import type { References } from './References';
import { lookAtManifests } from './manifests';
import { foldersToRender } from './render';
import { scopeOf } from './scope';
import { formatVerdict, type Finding } from './verdict';
import type { BaseRecord } from './baseRecord';

/** What a change is judged by. */
export interface JudgeOptions {
  /** Every file of the workspace's `repository/`. */
  workspace: ReadonlyMap<string, Buffer>;
  base?: BaseRecord;
  /** The tip of the base branch, read by the portal itself: its owners count, not those in the workspace. */
  head: ForgeHead;
  main: MainFiles;
  references: References;
  person: Person;
  groupExists: (ref: string) => Promise<boolean>;
  /** The tenant that the change says it is about. */
  tenant?: string;
  /** Undefined when the machine has none. */
  kustomize?: KustomizeProgram;
  /** A folder for temporary files. */
  scratch: string;
  signal?: AbortSignal;
}

/** What the contract says of a change. */
export interface Judgement {
  edits: ForgeFileEdit[];
  /** The tenant that it is about; undefined for a change of templates and docs alone. */
  tenant?: string;
  /** The tenant's files as they are on the base branch. */
  before: ReadonlyMap<string, string>;
  /** The tenant's files as they would be after the merge. */
  after: ReadonlyMap<string, string>;
  /** The tenant is not on the base branch yet. */
  createsTenant: boolean;
  /** Full reference of the tenant's owner after the merge. */
  owner?: string;
  problems: Problem[];
  /** Markdown. */
  verdict: string;
}

/**
 * Judges what the workspace would change: that it stays inside one tenant, that the tenant's files keep the contract
 * after the merge, that the person may change the tenant, that its manifests render, and that a cluster lets them in.
 */
export async function judgeChange(options: JudgeOptions): Promise<Judgement> {
  const { workspace, base, head, main, person, signal } = options;
  const fetched = base?.files ?? new Map<string, string>();
  const fetchedPaths = new Set(fetched.keys());

  const candidates = changedFiles(workspace, fetched, fetchedPaths);
  const { tenant } = scopeOf(pathsOf(candidates), {
    tenant: options.tenant,
    isAdmin: person.isAdmin,
  });
  signal?.throwIfAborted();
  const onMain = tenant
    ? await main.readFolders(head.commit, [paths.tenant(tenant)])
    : new Map();
  const unknown = pathsOf(candidates).filter(
    path => !fetched.has(path) && !onMain.has(path),
  );
  const elsewhere = tenant
    ? unknown.filter(path => !path.startsWith(`${paths.tenant(tenant)}/`))
    : unknown;
  signal?.throwIfAborted();
  const lookedUp = await main.readPaths(head.commit, elsewhere);
  const known = new Map<string, string>();
  for (const [path, { oid }] of [...onMain, ...lookedUp]) known.set(path, oid);
  for (const [path, oid] of fetched) known.set(path, oid);

  const edits = changedFiles(workspace, known, fetchedPaths);
  const changed = pathsOf(edits);
  const scope = scopeOf(changed, {
    tenant: options.tenant,
    isAdmin: person.isAdmin,
  });

  const before = textsOf(
    new Map([...onMain].map(([path, { content }]) => [path, content])),
  ).texts;
  const written = textsOf(contentsOf(edits));
  const after = new Map(before);
  for (const path of changed) {
    const text = written.texts.get(path);
    if (tenant && path.startsWith(`${paths.tenant(tenant)}/`)) {
      if (text === undefined) after.delete(path);
      else after.set(path, text);
    }
  }

  const contract = tenant
    ? contractFinding(tenant, before, after)
    : { problems: [] };
  const ownership = tenant ? ownershipOf(tenant, before, after) : undefined;
  const owners: Problem[] =
    tenant && ownership && (changed.length > 0 || options.tenant)
      ? await ownershipProblems(tenant, ownership, person, options.groupExists)
      : [];

  const findings: Finding[] = [
    {
      rule: 'Paths',
      passed: tenant
        ? `${countOf(changed)} inside tenant ${tenant}`
        : countOf(changed),
      problems: scope.problems,
    },
    {
      rule: 'Text',
      passed: 'plain UTF-8 without hidden characters',
      problems: written.problems,
    },
    {
      rule: 'Contract',
      passed: 'names, schemas and references of the tenant’s files',
      problems: contract.problems,
      note: contract.note,
    },
    {
      rule: 'Ownership',
      passed: person.isAdmin
        ? `${person.ref} is a platform administrator`
        : `${person.ref} is a member of the owner group`,
      problems: owners,
    },
  ];
  const sound = findings.every(finding => finding.problems.length === 0);
  findings.push(
    ...(await renderFindings(options, {
      tenant,
      changed,
      before,
      after,
      sound,
    })),
  );

  const problems = findings.flatMap(finding => finding.problems);
  return {
    edits,
    tenant,
    before,
    after,
    createsTenant: ownership?.exists === false,
    owner: ownership?.after,
    problems,
    verdict: formatVerdict(findings),
  };
}

async function renderFindings(
  options: JudgeOptions,
  change: {
    tenant?: string;
    changed: string[];
    before: ReadonlyMap<string, string>;
    after: ReadonlyMap<string, string>;
    sound: boolean;
  },
): Promise<Finding[]> {
  const { tenant, changed, after, sound } = change;
  const folders = tenant ? foldersToRender(tenant, changed, after) : [];
  if (folders.length === 0) return notLookedAt('there is nothing to render');
  if (!sound) return notLookedAt('the problems above come first');
  if (!options.kustomize) {
    return notLookedAt(
      'neither kustomize nor kubectl is on the PATH of the portal’s backend',
    );
  }
  const { references, head, kustomize: program, scratch, signal } = options;
  const look = (shared: ReadonlyMap<string, MainFile>) =>
    lookAtManifests({
      ...change,
      shared,
      folders,
      program,
      scratch,
      signal,
      policiesOf: root =>
        references.policies(shared, () => readPolicies(root, program)),
    });
  const recent = await references.recent(head.commit);
  let found = await look(recent.files);
  if (!recent.exact && found.rendering.length + found.policies.length > 0) {
    found = await look(await references.at(head.commit));
  }
  return [
    {
      rule: 'Rendering',
      passed: `kustomize renders ${folders.join(', ')}`,
      problems: found.rendering,
    },
    found.rendering.length > 0
      ? {
          rule: 'Policies',
          problems: [],
          skipped: 'the problems above come first',
        }
      : {
          rule: 'Policies',
          passed: 'the clusters’ admission policies let every object in',
          problems: found.policies,
        },
  ];
}

function notLookedAt(skipped: string): Finding[] {
  return ['Rendering', 'Policies'].map(rule => ({
    rule,
    problems: [],
    skipped,
  }));
}

/** Problems that the change brings; those that the base branch has already are counted in a note. */
function contractFinding(
  tenant: string,
  before: ReadonlyMap<string, string>,
  after: ReadonlyMap<string, string>,
): { problems: Problem[]; note?: string } {
  const all = tenantProblems(tenant, after);
  if (all.length === 0)
    return { problems: offboardingProblems(tenant, before, after) };
  const old = new Set(tenantProblems(tenant, before).map(problemKey));
  const problems = all.filter(problem => !old.has(problemKey(problem)));
  const kept = all.length - problems.length;
  return {
    problems,
    note: kept
      ? `older problems of this tenant on the base branch, not of this change: ${kept}`
      : undefined,
  };
}

/** The whole tenant is judged, so a file that is missing is missing; the environments are not part of a change. */
function tenantProblems(
  tenant: string,
  files: ReadonlyMap<string, string>,
): Problem[] {
  const folder = `${paths.tenant(tenant)}/`;
  return checkFiles(files).problems.filter(({ file }) =>
    file.startsWith(folder),
  );
}

/** A boundary goes after its workloads, in a change of its own: Argo CD needs the project to take them down. */
function offboardingProblems(
  tenant: string,
  before: ReadonlyMap<string, string>,
  after: ReadonlyMap<string, string>,
): Problem[] {
  const workloads = checkFiles(before, { complete: false }).workloads;
  if (after.size > 0 || workloads.length === 0) return [];
  return [
    fileProblem(
      paths.tenantFile(tenant),
      'change-offboarding',
      'the tenant and its workloads would go in one change',
      'Remove the workloads first; remove the boundary in a second change, once their Applications are gone',
    ),
  ];
}

function contentsOf(edits: readonly ForgeFileEdit[]): Map<string, Buffer> {
  const contents = new Map<string, Buffer>();
  for (const edit of edits) {
    if ('content' in edit) contents.set(edit.path, edit.content);
  }
  return contents;
}

function pathsOf(edits: readonly ForgeFileEdit[]): string[] {
  return edits.map(edit => edit.path);
}

function countOf(changed: string[]): string {
  if (changed.length === 0) return 'no file changes';
  return changed.length === 1 ? '1 file' : `${changed.length} files`;
}
