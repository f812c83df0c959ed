import { FakePulls, type FakePull } from '../fakeForge/FakePulls';
import { FakeRepository, longMode } from '../fakeForge/FakeRepository';
import {
  answerOf,
  FakeServer,
  pageOf,
  type FakeAnswer,
  type FakeRequest,
  type FakeRoute,
} from '../fakeForge/FakeServer';

export const GITEA_TOKEN = '0123456789abcdefSecretOfGitea';
const OWNER = 'acme';
const REPO = 'platform';
const REPO_ID = 7;
const ACCOUNT = {
  name: 'platform-portal',
  email: 'platform-portal@noreply.git.example.com',
};
const LOGIN = 'platform-portal';
const LARGEST_BLOB = 10 * 1024 * 1024;

type Operation = {
  operation: string;
  path: string;
  content?: string;
  sha?: string;
};

/** Gitea's API for one repository, in the wire format of the real one (1.25), over a bare Git repository. */
export class FakeGitea {
  readonly server: FakeServer;
  readonly pulls: FakePulls;
  /** Branches that a rule protects against the portal. */
  isProtected: (branch: string) => boolean = () => false;
  /** The next questions for a pull request that find Gitea still working out whether it can be merged. */
  unknownMergeability = 0;
  /** Largest page of lists, so that few items make several pages. */
  largestPage = 50;
  /** Largest page of a tree. */
  largestTreePage = 1000;
  /** Gitea has not brought the merge bases up to date since the pull requests were opened. */
  hasOldMergeBases = false;
  /**
   * Gitea works off that a branch is gone only after a pull request was opened on a new one of the same name, and closes
   * that, as the real one does when it is busy.
   */
  isBehindWithBranches = false;
  private readonly goneBranches = new Set<string>();
  /** What the Authorization header must be. */
  authorization = `token ${GITEA_TOKEN}`;
  /** What becomes of an archive on its way. */
  alterArchive: (archive: Buffer) => FakeAnswer | Promise<FakeAnswer> =
    archive => ({ status: 200, body: archive });
  /** Where somebody is sent who asks for an archive, as to an object store. */
  archiveLocation?: string;
  private readonly repository: FakeRepository;
  private address = '';

  constructor(gitDir: string) {
    this.repository = new FakeRepository(gitDir);
    this.pulls = new FakePulls(this.repository);
    this.server = new FakeServer({
      routes: this.routes(),
      authorize: ({ headers }) =>
        headers.authorization === this.authorization
          ? undefined
          : {
              status: 401,
              body: { message: 'invalid username, password or token' },
            },
      notFound: notFound(),
    });
  }

  /** Starts it; the `baseUrl`. */
  async start(): Promise<string> {
    this.address = await this.server.listen();
    return this.address;
  }

  async close(): Promise<void> {
    await this.server.close();
    this.repository.close();
  }

  rename(from: string, to: string): void {
    this.pulls.retarget(from, to);
  }

  private routes(): FakeRoute[] {
    const repos = (rest: string) =>
      new RegExp(`^/api/v1/repos/${OWNER}/${REPO}${rest}$`);
    return [
      ['GET', repos(''), () => this.getRepository()],
      ['GET', repos('/branches/(.+)'), r => this.getBranch(r.params[0])],
      ['DELETE', repos('/branches/(.+)'), r => this.deleteBranch(r.params[0])],
      ['GET', repos('/git/trees/([^/]+)'), r => this.getTree(r)],
      ['GET', repos('/git/blobs/([^/]+)'), r => this.getBlob(r.params[0])],
      ['GET', repos('/git/refs/(.+)'), r => this.getRefs(r.params[0])],
      ['GET', repos('/compare/(.+)\\.\\.\\.(.+)'), r => this.compare(r)],
      [
        'GET',
        repos('/archive/([^/]+)\\.tar\\.gz'),
        r => this.getArchive(r.params[0]),
      ],
      ['POST', repos('/contents'), r => this.changeFiles(r.body)],
      ['GET', repos('/pulls'), r => this.listPulls(r)],
      ['POST', repos('/pulls'), r => this.createPull(r.body)],
      ['GET', repos('/pulls/(\\d+)'), r => this.getPull(r)],
      ['GET', repos('/pulls/(\\d+)\\.diff'), r => this.getDiff(r)],
      ['PATCH', repos('/pulls/(\\d+)'), r => this.editPull(r)],
      ['POST', repos('/pulls/(\\d+)/merge'), r => this.mergePull(r)],
      ['POST', repos('/pulls/(\\d+)/update'), r => this.updatePull(r)],
      ['GET', repos('/pulls/([^/]+)/(.+)'), r => this.findPull(r)],
    ];
  }

  private async getRepository(): Promise<FakeAnswer> {
    return {
      status: 200,
      body: {
        id: REPO_ID,
        full_name: `${OWNER}/${REPO}`,
        default_branch: await this.repository.defaultBranch(),
      },
    };
  }

  private async getBranch(name: string): Promise<FakeAnswer> {
    const oid = await this.repository.tip(name);
    if (!oid) return notFound();
    const { author, committer, message } = (await this.repository.commit(oid))!;
    const person = (who: { name: string; email: string }) => ({
      ...who,
      username: who.email === ACCOUNT.email ? LOGIN : '',
    });
    return {
      status: 200,
      body: {
        name,
        commit: {
          id: oid,
          message,
          author: person(author),
          committer: person(committer),
        },
        protected: this.isProtected(name),
      },
    };
  }

  private async deleteBranch(name: string): Promise<FakeAnswer> {
    const oid = await this.repository.tip(name);
    if (!oid) return notFound();
    if (this.isProtected(name)) {
      return { status: 403, body: { message: 'branch protected' } };
    }
    await this.repository.moveBranch(name, oid, null);
    await this.noteGone(name);
    return { status: 204 };
  }

  private async noteGone(branch: string): Promise<void> {
    if (this.isBehindWithBranches) this.goneBranches.add(branch);
    await this.pulls.follow();
  }

  /** Closes what is open on branches that are gone, or were. */
  private async catchUp(): Promise<void> {
    for (const branch of this.goneBranches) {
      for (const pull of this.pulls.openOf(branch)) {
        await this.pulls.end(pull);
        this.goneBranches.delete(branch);
      }
    }
  }

  private async getTree({ params, query }: FakeRequest): Promise<FakeAnswer> {
    const found = await this.repository.find(params[0]);
    if (!found || found.type === 'blob') {
      return { status: 400, body: { message: `sha not found [${params[0]}]` } };
    }
    const entries = await this.repository.entries(
      found.oid,
      query.get('recursive') === 'true',
    );
    const size = Math.min(
      Number(query.get('per_page')) || this.largestTreePage,
      this.largestTreePage,
    );
    const page = Math.max(Number(query.get('page')) || 1, 1);
    const shown = entries.slice((page - 1) * size, page * size);
    return {
      status: 200,
      body: {
        sha: found.oid,
        page,
        total_count: entries.length,
        truncated: page * size < entries.length,
        tree: shown.map(({ path, mode, type, oid }) => ({
          path,
          mode: longMode(mode),
          type,
          sha: oid,
        })),
      },
    };
  }

  private async getBlob(oid: string): Promise<FakeAnswer> {
    const found = await this.repository.find(oid);
    if (found?.type !== 'blob') {
      return {
        status: 400,
        body: { message: `object does not exist [id: ${oid}]` },
      };
    }
    const isShown = found.size <= LARGEST_BLOB;
    return {
      status: 200,
      body: {
        sha: oid,
        size: found.size,
        encoding: isShown ? 'base64' : null,
        content: isShown ? found.data!.toString('base64') : null,
      },
    };
  }

  private async getRefs(name: string): Promise<FakeAnswer> {
    const oid = await this.repository.refValue(`refs/${name}`);
    if (!oid) return notFound();
    return {
      status: 200,
      body: [{ ref: `refs/${name}`, object: { type: 'commit', sha: oid } }],
    };
  }

  private async compare({ params }: FakeRequest): Promise<FakeAnswer> {
    const [from, to] = await Promise.all(
      params.map(name => this.repository.tip(name)),
    );
    if (!from || !to) return notFound();
    const count = await this.repository.countBetween(from, to);
    return { status: 200, body: { total_commits: count, commits: [] } };
  }

  private async getArchive(commit: string): Promise<FakeAnswer> {
    const found = await this.repository.find(commit);
    if (found?.type !== 'commit') return notFound();
    if (this.archiveLocation) {
      return { status: 303, headers: { location: this.archiveLocation } };
    }
    return this.alterArchive(await this.repository.archive(commit, REPO));
  }

  private async changeFiles(body: {
    branch: string;
    new_branch?: string;
    message: string;
    author?: { name: string; email: string };
    committer?: { name: string; email: string };
    files: Operation[];
  }): Promise<FakeAnswer> {
    const target = body.new_branch ?? body.branch;
    if (this.isProtected(target)) {
      return {
        status: 403,
        body: {
          message: `user should have a permission to write to the target branch`,
        },
      };
    }
    if (target.length > 100) {
      throw answerOf(422, { message: '[FileOptions.NewBranchName]: MaxSize' });
    }
    const parent = await this.repository.tip(body.branch);
    if (!parent) {
      throw answerOf(404, {
        message: `branch does not exist [repo_id: ${REPO_ID} name: ${body.branch}]`,
      });
    }
    if (body.new_branch && (await this.repository.tip(body.new_branch))) {
      throw answerOf(422, {
        message: `branch already exists [name: ${body.new_branch}]`,
      });
    }
    const files = new Map<string, { mode: string; content: Buffer } | null>();
    for (const file of body.files) {
      files.set(file.path, await this.check(parent, file));
    }
    const tree = await this.repository.writeTree(
      (await this.repository.commit(parent))!.tree,
      files,
    );
    const commit = await this.repository.writeCommit({
      tree,
      parents: [parent],
      message: `${body.message.trim()}\n`,
      author: body.author ?? body.committer ?? ACCOUNT,
      committer: body.committer ?? body.author ?? ACCOUNT,
    });
    const old = body.new_branch ? null : parent;
    if (!(await this.repository.moveBranch(target, old, commit))) {
      throw answerOf(500, { message: '' });
    }
    return {
      status: 201,
      body: {
        files: [],
        commit: {
          sha: commit,
          tree: { sha: tree },
          parents: [{ sha: parent }],
        },
      },
    };
  }

  private async check(
    commit: string,
    { operation, path, content, sha }: Operation,
  ): Promise<{ mode: string; content: Buffer } | null> {
    const entry = await this.repository.entryAt(commit, path);
    if (operation !== 'create') {
      if (!entry) {
        throw answerOf(404, {
          message: `object does not exist [id: , rel_path: ${path}]`,
        });
      }
      if (sha !== entry.oid) {
        throw answerOf(422, {
          message: `sha does not match [given: ${sha}, expected: ${entry.oid}]`,
        });
      }
    } else if (entry) {
      throw answerOf(422, {
        message: `repository file already exists [path: ${path}]`,
      });
    }
    if (operation === 'delete') return null;
    const mode = entry?.mode === '100755' ? '100755' : '100644';
    return { mode, content: Buffer.from(content!, 'base64') };
  }

  private async listPulls(request: FakeRequest): Promise<FakeAnswer> {
    await this.pulls.follow();
    const state = request.query.get('state') ?? 'open';
    const found = this.pulls
      .all()
      .filter(pull => state === 'all' || pull.state === state);
    const { items, headers } = pageOf(found, request, {
      address: this.address,
      sizeKey: 'limit',
      largest: this.largestPage,
    });
    const body = [];
    for (const pull of items) body.push(await this.toPull(pull));
    return { status: 200, headers, body };
  }

  private async createPull(body: {
    title: string;
    body: string;
    head: string;
    base: string;
  }): Promise<FakeAnswer> {
    const head = await this.repository.tip(body.head);
    if (!head || !(await this.repository.tip(body.base))) return notFound();
    const open = this.pulls
      .openOf(body.head)
      .find(pull => pull.base === body.base);
    if (open) {
      return {
        status: 409,
        body: {
          message: `pull request already exists for these targets [id: ${open.number}, issue_id: ${open.number}]`,
        },
      };
    }
    const { title, body: text, base } = body;
    const pull = this.pulls.add({
      title,
      body: text,
      branch: body.head,
      base,
      baseHead: (await this.repository.tip(base))!,
      head,
    });
    return { status: 201, body: await this.toPull(pull) };
  }

  private async getPull(request: FakeRequest): Promise<FakeAnswer> {
    await this.catchUp();
    return { status: 200, body: await this.toPull(await this.pullOf(request)) };
  }

  /** In whatever state, the oldest first: as the database gives it. */
  private async findPull({ params }: FakeRequest): Promise<FakeAnswer> {
    const [base, branch] = params;
    const pull = this.pulls
      .all()
      .reverse()
      .find(it => it.base === base && it.branch === branch && !it.isFork);
    if (!pull) return notFound();
    await this.pulls.follow(pull);
    return { status: 200, body: await this.toPull(pull) };
  }

  private async getDiff(request: FakeRequest): Promise<FakeAnswer> {
    const pull = await this.pullOf(request);
    const body = await this.repository.diffText(
      await this.mergeBaseOf(pull),
      pull.head,
    );
    return { status: 200, body };
  }

  private async editPull(request: FakeRequest): Promise<FakeAnswer> {
    const pull = await this.pullOf(request);
    const { title, body, state } = request.body;
    if (state && pull.mergedAt) {
      return {
        status: 412,
        body: {
          message:
            'cannot change state of this pull request, it was already merged',
        },
      };
    }
    if (state === 'closed' && pull.state === 'open') await this.pulls.end(pull);
    if (state === 'open' && pull.state === 'closed') {
      if (!(await this.repository.tip(pull.branch))) return notFound();
      Object.assign(pull, { state: 'open', closedAt: undefined });
    }
    Object.assign(pull, {
      title: title || pull.title,
      body: body ?? pull.body,
      updatedAt: this.pulls.now(),
    });
    return { status: 201, body: await this.toPull(pull) };
  }

  private async mergePull(request: FakeRequest): Promise<FakeAnswer> {
    const pull = await this.pullOf(request);
    const { Do, MergeTitleField, MergeMessageField } = request.body;
    const refused = (status: number, message: string) => ({
      status,
      body: { message },
    });
    if (Do !== 'merge')
      return refused(405, `${Do} is not an allowed merge style`);
    if (pull.state !== 'open') return notFound();
    if (this.unknownMergeability > 0) {
      this.unknownMergeability -= 1;
      return refused(405, 'Please try again later');
    }
    if (this.isProtected(pull.base)) {
      return refused(
        405,
        'not ready to be merged: Does not have enough approvals',
      );
    }
    const base = (await this.repository.tip(pull.base))!;
    const merged = await this.repository.merge(base, pull.head);
    if ('conflicts' in merged) return refused(405, 'Please try again later');
    if (request.body.head_commit_id !== pull.head) {
      return refused(409, 'head out of date');
    }
    const mergeBase = await this.mergeBaseOf(pull);
    const commit = await this.repository.writeCommit({
      tree: merged.tree,
      parents: [base, pull.head],
      author: ACCOUNT,
      committer: ACCOUNT,
      message: `${MergeTitleField}\n\n${MergeMessageField}\n`,
    });
    if (!(await this.repository.moveBranch(pull.base, base, commit))) {
      return refused(409, 'merge push out of date');
    }
    await this.pulls.end(pull, { commit, mergeBase });
    if (request.body.delete_branch_after_merge) {
      await this.repository.moveBranch(pull.branch, pull.head, null);
      await this.noteGone(pull.branch);
    }
    return { status: 200 };
  }

  /** Merges the base branch into the pull request's. */
  private async updatePull(request: FakeRequest): Promise<FakeAnswer> {
    const pull = await this.pullOf(request);
    const base = (await this.repository.tip(pull.base))!;
    const merged = await this.repository.merge(pull.head, base);
    if ('conflicts' in merged) {
      return {
        status: 409,
        body: { message: 'merge failed because of conflict' },
      };
    }
    const commit = await this.repository.writeCommit({
      tree: merged.tree,
      parents: [pull.head, base],
      author: ACCOUNT,
      committer: ACCOUNT,
      message: `Merge branch '${pull.base}' into ${pull.branch}\n`,
    });
    await this.repository.moveBranch(pull.branch, pull.head, commit);
    return { status: 200 };
  }

  private async pullOf({ params }: FakeRequest): Promise<FakePull> {
    const pull = this.pulls.get(Number(params[0]));
    if (!pull) throw answerOf(404, notFound().body);
    await this.pulls.follow(pull);
    return pull;
  }

  private async mergeBaseOf(pull: FakePull): Promise<string> {
    if (pull.mergeBase) return pull.mergeBase;
    if (this.hasOldMergeBases && pull.baseHead) return pull.baseHead;
    const base = (await this.repository.tip(pull.base))!;
    return this.repository.mergeBase(base, pull.head);
  }

  private async toPull(pull: FakePull) {
    const base = (await this.repository.tip(pull.base)) ?? '';
    // A pull request that is over shows where a branch of its name is now.
    const there = await this.repository.tip(pull.branch);
    const isOpen = pull.state === 'open';
    let isMergeable = isOpen;
    if (isOpen && this.unknownMergeability > 0) {
      this.unknownMergeability -= 1;
      isMergeable = false;
    } else if (isOpen) {
      isMergeable = 'tree' in (await this.repository.merge(base, pull.head));
    }
    return {
      number: pull.number,
      title: pull.title,
      body: pull.body,
      state: pull.state,
      user: { login: LOGIN },
      html_url: `${this.address}/${OWNER}/${REPO}/pulls/${pull.number}`,
      merge_base: await this.mergeBaseOf(pull),
      mergeable: isMergeable,
      merged: Boolean(pull.mergedAt),
      merged_at: pull.mergedAt ?? null,
      merge_commit_sha: pull.mergeCommit ?? null,
      created_at: pull.createdAt,
      updated_at: pull.updatedAt,
      closed_at: pull.closedAt ?? null,
      base: {
        label: pull.base,
        ref: pull.base,
        sha: base,
        repo_id: REPO_ID,
      },
      head: {
        label: pull.branch,
        ref: there ? pull.branch : `refs/pull/${pull.number}/head`,
        sha: there ?? pull.head,
        repo_id: pull.isFork ? 99 : REPO_ID,
      },
    };
  }
}

function notFound(): FakeAnswer {
  return {
    status: 404,
    body: {
      errors: null,
      message: "The target couldn't be found.",
      url: 'https://git.example.com/api/swagger',
    },
  };
}
