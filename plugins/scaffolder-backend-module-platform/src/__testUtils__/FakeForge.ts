import { createHash } from 'node:crypto';
import type { Change } from '@idp/plugin-changes-common';
import type {
  ForgeClient,
  ForgeHead,
  ForgeTreeEntry,
  OpenChangeRequest,
  OpenChangeResult,
} from '@idp/plugin-changes-node';
import { blobId } from '../lib/gitObject';

type Tree = Map<string, string>;

/** A forge in memory, for tests: commits are whole trees; a change is kept as it was asked for. */
export class FakeForge implements Partial<ForgeClient> {
  readonly type = 'local';
  readonly title = 'platform';
  reviewedInPortal = true;
  readonly opened: OpenChangeRequest[] = [];
  readonly #commits = new Map<string, Tree>();
  readonly #changes = new Map<string, { content: string; change: Change }>();
  #head: ForgeHead;

  constructor(files: Record<string, string>) {
    this.#head = this.#commit(new Map(Object.entries(files)));
  }

  /** A new commit on main; undefined removes a file. */
  push(files: Record<string, string | undefined>): ForgeHead {
    const tree = new Map(this.#tree(this.#head.commit));
    for (const [path, text] of Object.entries(files)) {
      if (text === undefined) tree.delete(path);
      else tree.set(path, text);
    }
    this.#head = this.#commit(tree);
    return this.#head;
  }

  /** Puts what a change asks for on main. */
  merge(request: OpenChangeRequest): void {
    this.push(
      Object.fromEntries(
        request.files.map(file => [
          file.path,
          'content' in file ? `${file.content}` : undefined,
        ]),
      ),
    );
  }

  async getHead(): Promise<ForgeHead> {
    return this.#head;
  }

  async listFiles(options: {
    commit: string;
    folder?: string;
  }): Promise<ForgeTreeEntry[]> {
    const prefix = options.folder ? `${options.folder}/` : '';
    return [...this.#tree(options.commit)]
      .filter(([path]) => path.startsWith(prefix))
      .map(([path, text]) => ({
        path,
        oid: blobId(Buffer.from(text)),
        executable: false,
      }));
  }

  async readFiles(options: { commit: string; paths: string[] }) {
    const tree = this.#tree(options.commit);
    const found = new Map<string, { content: Buffer; oid: string }>();
    for (const path of options.paths) {
      const text = tree.get(path);
      if (text === undefined) continue;
      const content = Buffer.from(text);
      found.set(path, { content, oid: blobId(content) });
    }
    return found;
  }

  async openChange(request: OpenChangeRequest): Promise<OpenChangeResult> {
    this.opened.push(request);
    const content = JSON.stringify(request);
    const known = this.#changes.get(request.key);
    if (known?.content === content) {
      return { outcome: 'unchanged', change: known.change };
    }
    if (known) request.beforeUpdate?.(known.change);
    const id = known?.change.id ?? `${this.#changes.size + 1}`;
    const now = '2026-01-01T00:00:00Z';
    const change: Change = {
      key: request.key,
      goldenPath: request.goldenPath,
      entityRefs: request.entityRefs,
      author: request.author,
      id,
      title: request.title,
      body: request.body,
      state: 'open',
      branch: `portal/${request.key}`,
      baseBranch: 'main',
      headCommit: this.#head.commit,
      createdAt: now,
      updatedAt: now,
      webUrl: `https://git.example.com/acme/platform/pulls/${id}`,
    };
    this.#changes.set(request.key, { content, change });
    return { outcome: known ? 'updated' : 'opened', change };
  }

  #commit(tree: Tree): ForgeHead {
    const commit = createHash('sha1')
      .update(JSON.stringify([...tree]))
      .digest('hex');
    this.#commits.set(commit, tree);
    return { branch: 'main', commit };
  }

  #tree(commit: string): Tree {
    const tree = this.#commits.get(commit);
    if (!tree) throw new Error(`no commit ${commit}`);
    return tree;
  }
}
