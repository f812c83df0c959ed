import { editTree, type TreeEdit } from '../../local/editTree';
import {
  commitObject,
  gitObject,
  type GitCommit,
  type GitObject,
} from '../../local/gitObjects';
import { Repository } from '../../local/Repository';
import { FOLDER_MODE } from '../../local/Tree';

export interface FakeEntry {
  path: string;
  mode: string;
  type: string;
  oid: string;
}

export interface FakeDiff {
  path: string;
  previous?: string;
  letter: string;
  oid: string;
  additions: number;
  deletions: number;
  isBinary: boolean;
  /** With its header. */
  patch: string;
}

interface Person {
  name: string;
  email: string;
}

/** What a forge's server does with its bare repository. */
export class FakeRepository {
  private readonly repository: Repository;

  constructor(gitDir: string) {
    this.repository = new Repository(gitDir);
  }

  close(): void {
    this.repository.close();
  }

  defaultBranch(): Promise<string> {
    return this.repository.defaultBranch();
  }

  tip(branch: string): Promise<string | null> {
    return this.repository.refValue(`refs/heads/${branch}`);
  }

  commit(name: string): Promise<GitCommit | undefined> {
    return this.repository.findCommit(name);
  }

  /** The object that an expression such as `HEAD:gitops` names. */
  async find(expression: string) {
    if (/[\s^~]|\.\./.test(expression)) return undefined;
    return this.repository.read(expression);
  }

  /** The entries of a tree, or of a commit's; with `recursive` those below too, as `git ls-tree -r -t` has them. */
  async entries(name: string, recursive = false): Promise<FakeEntry[]> {
    const object = await this.repository.read(`${name}^{tree}`);
    const found: FakeEntry[] = [];
    for (const entry of parseTree(object!.data!)) {
      found.push(entry);
      if (!recursive || entry.type !== 'tree') continue;
      for (const below of await this.entries(entry.oid, true)) {
        found.push({ ...below, path: `${entry.path}/${below.path}` });
      }
    }
    return found;
  }

  async entryAt(commit: string, path: string): Promise<FakeEntry | undefined> {
    let oid = commit;
    let found: FakeEntry | undefined;
    for (const name of path.split('/')) {
      const entries: FakeEntry[] =
        found && found.type !== 'tree' ? [] : await this.entries(oid);
      found = entries.find(entry => entry.path === name);
      if (!found) return undefined;
      oid = found.oid;
    }
    return found && { ...found, path };
  }

  async writeBlob(content: Buffer): Promise<string> {
    const blob = gitObject('blob', content);
    await this.repository.write([blob]);
    return blob.oid;
  }

  /** A tree with some paths written or (null) deleted. */
  async writeTree(
    base: string,
    files: Map<string, { mode: string; content?: Buffer; oid?: string } | null>,
  ): Promise<string> {
    const blobs: GitObject[] = [];
    const edits: TreeEdit[] = [];
    for (const [path, file] of files) {
      const blob = file?.content && gitObject('blob', file.content);
      if (blob) blobs.push(blob);
      const oid = blob?.oid ?? file?.oid;
      edits.push({ path, entry: oid ? { mode: file!.mode, oid } : null });
    }
    const tree = await editTree(this.repository.readTree, base, edits);
    await this.repository.write([...blobs, ...tree.objects]);
    return tree.oid;
  }

  async writeCommit(commit: {
    tree: string;
    parents: string[];
    author: Person;
    committer: Person;
    message: string;
  }): Promise<string> {
    const object = commitObject({ ...commit, date: new Date() });
    await this.repository.write([object]);
    return object.oid;
  }

  /** False where the branch is not where it was expected. */
  async moveBranch(
    branch: string,
    old: string | null,
    next: string | null,
  ): Promise<boolean> {
    return this.repository.moveRefs('move a branch', [
      { ref: `refs/heads/${branch}`, old, new: next },
    ]);
  }

  /** Keeps the head of a pull request when its branch goes. */
  async keep(number: number, oid: string): Promise<void> {
    const ref = `refs/pull/${number}/head`;
    const old = await this.repository.refValue(ref);
    await this.repository.moveRefs('keep', [{ ref, old, new: oid }]);
  }

  refValue(ref: string): Promise<string | null> {
    return this.repository.refValue(ref);
  }

  async mergeBase(one: string, other: string): Promise<string> {
    const { stdout } = await this.repository.git('find the merge base', [
      'merge-base',
      one,
      other,
    ]);
    return stdout.toString().trim();
  }

  /** Commits that the second has and the first has not. */
  async countBetween(from: string, to: string): Promise<number> {
    const { stdout } = await this.repository.git('count', [
      'rev-list',
      '--count',
      `${from}..${to}`,
    ]);
    return Number(stdout.toString());
  }

  async merge(
    base: string,
    head: string,
  ): Promise<{ tree: string } | { conflicts: string[] }> {
    const { exitCode, stdout } = await this.repository.git(
      'merge',
      [
        'merge-tree',
        '--write-tree',
        '-z',
        '--name-only',
        '--no-messages',
        base,
        head,
      ],
      { okExitCodes: [0, 1] },
    );
    const [tree, ...conflicts] = stdout.toString().split('\0').filter(Boolean);
    return exitCode === 0 ? { tree } : { conflicts };
  }

  /** Everything between two commits, renames found. */
  async diff(
    from: string,
    to: string,
    options: string[] = ['-M'],
  ): Promise<FakeDiff[]> {
    const run = async (...args: string[]) =>
      (
        await this.repository.git('compare', [
          'diff-tree',
          '-r',
          '--no-ext-diff',
          '--no-textconv',
          ...options,
          ...args,
        ])
      ).stdout.toString('utf8');
    const fields = (await run('--raw', '-z', '--no-abbrev', from, to)).split(
      '\0',
    );
    const diffs: FakeDiff[] = [];
    for (let index = 0; index + 1 < fields.length; ) {
      const [, , oldOid, newOid, letter] = fields[index++].split(' ');
      const first = fields[index++];
      const isMoved = letter[0] === 'R' || letter[0] === 'C';
      const path = isMoved ? fields[index++] : first;
      const paths = isMoved ? [first, path] : [path];
      const patch = await run('-p', from, to, '--', ...paths);
      const lines = hunkLines(patch);
      diffs.push({
        path,
        previous: isMoved ? first : undefined,
        letter: letter[0],
        oid: letter === 'D' ? oldOid : newOid,
        additions: lines.filter(line => line.startsWith('+')).length,
        deletions: lines.filter(line => line.startsWith('-')).length,
        isBinary: /^Binary files /m.test(patch),
        patch,
      });
    }
    return diffs;
  }

  /** What `git archive` makes of a commit. */
  async archive(commit: string, root: string): Promise<Buffer> {
    const { stdout } = await this.repository.git('make an archive', [
      'archive',
      '--format=tar.gz',
      `--prefix=${root}/`,
      commit,
    ]);
    return stdout;
  }

  /** The text of `git diff`. */
  async diffText(from: string, to: string): Promise<string> {
    const { stdout } = await this.repository.git('compare', [
      'diff',
      '-p',
      `${from}...${to}`,
    ]);
    return stdout.toString('utf8');
  }
}

/** A folder's mode as an API writes it. */
export function longMode(mode: string): string {
  return mode === FOLDER_MODE ? '040000' : mode;
}

function parseTree(data: Buffer): FakeEntry[] {
  const entries: FakeEntry[] = [];
  for (let position = 0; position < data.length; ) {
    const end = data.indexOf(0, position);
    const [mode, ...name] = data.toString('utf8', position, end).split(' ');
    position = end + 21;
    entries.push({
      path: name.join(' '),
      mode,
      type: typeOf(mode),
      oid: data.toString('hex', end + 1, position),
    });
  }
  return entries;
}

function typeOf(mode: string): string {
  if (mode === FOLDER_MODE) return 'tree';
  return mode === '160000' ? 'commit' : 'blob';
}

function hunkLines(patch: string): string[] {
  const start = patch.search(/^@@ /m);
  return start < 0 ? [] : patch.slice(start).split('\n');
}
