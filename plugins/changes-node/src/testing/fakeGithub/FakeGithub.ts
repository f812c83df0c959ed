import { FakePulls, type FakePull } from '../fakeForge/FakePulls';
import {
  FakeRepository,
  longMode,
  type FakeDiff,
} from '../fakeForge/FakeRepository';
import {
  answerOf,
  FakeServer,
  pageOf,
  type FakeAnswer,
  type FakeRequest,
  type FakeRoute,
} from '../fakeForge/FakeServer';
import { githubSchema } from './githubSchema';
import { runGraphql } from './runGraphql';

export const GITHUB_TOKEN = 'ghp_0123456789secretOfGithub';
const OWNER = 'acme';
const REPO = 'platform';
const WEB = `https://github.example.com/${OWNER}/${REPO}`;
const NOT_FOUND = {
  message: 'Not Found',
  documentation_url: 'https://docs.github.com/rest',
};
const ACCOUNT = {
  name: 'platform-portal[bot]',
  email: 'portal@users.noreply.github.example.com',
};
const LARGEST_PATCH = 1024 * 1024;
const COMPARED_FILES = 300;
const CODELOAD_TOKEN = 'GoodForAFewMinutes';

/** GitHub Enterprise's API for one repository, in the wire format of the real one, over a bare Git repository. */
export class FakeGithub {
  readonly server: FakeServer;
  readonly pulls: FakePulls;
  /** Branches that a rule protects against the portal. */
  isProtected: (branch: string) => boolean = () => false;
  /** The next questions for a pull request's mergeability that are answered with "not known yet". */
  unknownMergeability = 0;
  /** Largest page of lists, so that few items make several pages. */
  largestPage = 100;
  /** Entries of a recursive listing, beyond which it is cut off. */
  largestListing = 100_000;
  /** Tokens that are let in. */
  readonly tokens = new Set([GITHUB_TOKEN]);
  /** Reached by an App's token only. */
  readonly extraRoutes: FakeRoute[] = [];
  /** Gives out archives, at an address of its own, to everybody who has that. */
  readonly codeload: FakeServer;
  /** What becomes of an archive on its way. */
  alterArchive: (archive: Buffer) => FakeAnswer | Promise<FakeAnswer> =
    archive => ({ status: 200, body: archive });
  /** Where somebody is sent who asks for an archive; to `codeload` when absent. */
  archiveLocation?: string;
  private codeloadAddress = '';
  private readonly repository: FakeRepository;
  private readonly renamed = new Map<string, string>();
  private address = '';

  constructor(gitDir: string) {
    this.repository = new FakeRepository(gitDir);
    this.pulls = new FakePulls(this.repository);
    this.server = new FakeServer({
      routes: this.routes(),
      authorize: ({ headers, path }) => {
        const isApp = path.startsWith('/api/v3/app');
        const token = /^(?:bearer|token) (.+)$/i.exec(
          headers.authorization ?? '',
        )?.[1];
        return isApp || this.tokens.has(token ?? '')
          ? undefined
          : { status: 401, body: { message: 'Bad credentials' } };
      },
      notFound: { status: 404, body: NOT_FOUND },
    });
    this.codeload = new FakeServer({
      routes: [
        [
          'GET',
          new RegExp(`^/${OWNER}/${REPO}/legacy.tar.gz/([^/]+)$`),
          r => this.giveArchive(r),
        ],
      ],
      authorize: ({ query }) =>
        query.get('token') === CODELOAD_TOKEN
          ? undefined
          : { status: 404, body: '404: Not Found' },
      notFound: { status: 404, body: '404: Not Found' },
    });
  }

  /** Starts it; the `apiBaseUrl`. */
  async start(): Promise<string> {
    this.address = await this.server.listen();
    this.codeloadAddress = await this.codeload.listen();
    return `${this.address}/api/v3`;
  }

  async close(): Promise<void> {
    await this.codeload.close();
    await this.server.close();
    this.repository.close();
  }

  rename(from: string, to: string): void {
    this.renamed.set(from, to);
    this.pulls.retarget(from, to);
  }

  private routes(): FakeRoute[] {
    const repos = (rest: string) =>
      new RegExp(`^/api/v3/repos/${OWNER}/${REPO}${rest}$`);
    const routes: FakeRoute[] = [
      ['POST', /^\/api\/graphql$/, request => this.graphql(request)],
      ['GET', repos(''), () => this.getRepository()],
      ['GET', repos('/branches/(.+)'), r => this.getBranch(r.params[0])],
      ['GET', repos('/git/trees/([^/]+)'), r => this.getTree(r)],
      ['POST', repos('/git/trees'), r => this.createTree(r.body)],
      ['GET', repos('/git/blobs/([^/]+)'), r => this.getBlob(r.params[0])],
      ['POST', repos('/git/blobs'), r => this.createBlob(r.body)],
      ['POST', repos('/git/commits'), r => this.createCommit(r.body)],
      ['POST', repos('/git/refs'), r => this.createRef(r.body)],
      ['PATCH', repos('/git/refs/heads/(.+)'), r => this.updateRef(r)],
      ['DELETE', repos('/git/refs/heads/(.+)'), r => this.deleteRef(r)],
      ['GET', repos('/compare/(.+)\\.\\.\\.(.+)'), r => this.compare(r)],
      ['GET', repos('/tarball/([^/]+)'), r => this.sendToArchive(r)],
      ['GET', repos('/pulls'), r => this.listPulls(r)],
      ['POST', repos('/pulls'), r => this.createPull(r.body)],
      ['GET', repos('/pulls/(\\d+)'), r => this.getPull(r)],
      ['PATCH', repos('/pulls/(\\d+)'), r => this.updatePull(r)],
      ['PUT', repos('/pulls/(\\d+)/merge'), r => this.mergePull(r)],
      ['GET', repos('/pulls/(\\d+)/files'), r => this.listFiles(r)],
    ];
    return [
      ...routes,
      ['GET', /^\/api\/v3\/app/, r => this.extra(r)],
      ['POST', /^\/api\/v3\/app/, r => this.extra(r)],
    ];
  }

  private async extra(request: FakeRequest): Promise<FakeAnswer> {
    for (const [method, pattern, handle] of this.extraRoutes) {
      if (method === request.method && pattern.test(request.path)) {
        return handle(request);
      }
    }
    return { status: 404, body: NOT_FOUND };
  }

  private async graphql({ body }: FakeRequest): Promise<FakeAnswer> {
    const schema = githubSchema({
      repository: this.repository,
      pulls: this.pulls,
      fullName: `${OWNER}/${REPO}`,
      webUrl: WEB,
    });
    return {
      status: 200,
      body: await runGraphql(body.query, body.variables ?? {}, schema),
    };
  }

  private async getRepository(): Promise<FakeAnswer> {
    return {
      status: 200,
      body: {
        full_name: `${OWNER}/${REPO}`,
        default_branch: await this.repository.defaultBranch(),
        html_url: WEB,
      },
    };
  }

  private async getBranch(name: string): Promise<FakeAnswer> {
    const oid = await this.repository.tip(name);
    const to = this.renamed.get(name);
    if (!oid && to) {
      const location = `${this.address}/api/v3/repos/${OWNER}/${REPO}/branches/${to}`;
      return { status: 301, headers: { location }, body: { url: location } };
    }
    if (!oid) return { status: 404, body: { message: 'Branch not found' } };
    const { tree, message, author, committer } = (await this.repository.commit(
      oid,
    ))!;
    return {
      status: 200,
      body: {
        name,
        commit: {
          sha: oid,
          commit: { tree: { sha: tree }, message, author, committer },
        },
        protected: this.isProtected(name),
      },
    };
  }

  private async getTree({ params, query }: FakeRequest): Promise<FakeAnswer> {
    const found = await this.repository.find(params[0]);
    if (!found || found.type === 'blob') {
      return { status: 404, body: NOT_FOUND };
    }
    const isRecursive = query.has('recursive');
    const all = await this.repository.entries(found.oid, isRecursive);
    const entries = isRecursive ? all.slice(0, this.largestListing) : all;
    return {
      status: 200,
      body: {
        sha: found.oid,
        truncated: entries.length < all.length,
        tree: entries.map(({ path, mode, type, oid }) => ({
          path,
          mode: longMode(mode),
          type,
          sha: oid,
        })),
      },
    };
  }

  private async createTree(body: {
    base_tree: string;
    tree: Array<{
      path: string;
      mode: string;
      content?: string;
      sha?: string | null;
    }>;
  }): Promise<FakeAnswer> {
    const files = new Map<
      string,
      { mode: string; content?: Buffer; oid?: string } | null
    >();
    for (const { path, mode, content, sha } of body.tree) {
      if (sha === null) {
        if (!(await this.repository.entryAt(body.base_tree, path))) {
          throw answerOf(422, { message: 'GitRPC::BadObjectState' });
        }
        files.set(path, null);
      } else {
        files.set(path, {
          mode,
          oid: sha,
          content: content === undefined ? undefined : Buffer.from(content),
        });
      }
    }
    const sha = await this.repository.writeTree(body.base_tree, files);
    return { status: 201, body: { sha, tree: [], truncated: false } };
  }

  private async getBlob(oid: string): Promise<FakeAnswer> {
    const found = await this.repository.find(oid);
    if (found?.type !== 'blob') return { status: 404, body: NOT_FOUND };
    // GitHub breaks base64 into lines.
    const content = found.data!.toString('base64').replace(/(.{60})/g, '$1\n');
    return {
      status: 200,
      body: { sha: oid, size: found.size, encoding: 'base64', content },
    };
  }

  private async createBlob(body: {
    content: string;
    encoding: BufferEncoding;
  }): Promise<FakeAnswer> {
    const content = Buffer.from(body.content, body.encoding);
    return {
      status: 201,
      body: { sha: await this.repository.writeBlob(content) },
    };
  }

  private async createCommit(body: any): Promise<FakeAnswer> {
    const sha = await this.repository.writeCommit({
      tree: body.tree,
      parents: body.parents,
      message: body.message,
      author: body.author ?? ACCOUNT,
      committer: body.committer ?? body.author ?? ACCOUNT,
    });
    return { status: 201, body: { sha, tree: { sha: body.tree } } };
  }

  private async createRef(body: {
    ref: string;
    sha: string;
  }): Promise<FakeAnswer> {
    const branch = body.ref.replace(/^refs\/heads\//, '');
    this.refuseProtected(branch);
    if (!(await this.repository.moveBranch(branch, null, body.sha))) {
      return { status: 422, body: { message: 'Reference already exists' } };
    }
    return { status: 201, body: { ref: body.ref, object: { sha: body.sha } } };
  }

  private async updateRef({ params, body }: FakeRequest): Promise<FakeAnswer> {
    const [branch] = params;
    this.refuseProtected(branch);
    const old = await this.repository.tip(branch);
    if (!old) {
      return { status: 422, body: { message: 'Reference does not exist' } };
    }
    const isForward = (await this.repository.mergeBase(old, body.sha)) === old;
    if (!body.force && !isForward) {
      return { status: 422, body: { message: 'Update is not a fast forward' } };
    }
    await this.repository.moveBranch(branch, old, body.sha);
    await this.pulls.follow();
    return { status: 200, body: { object: { sha: body.sha } } };
  }

  private async deleteRef({ params }: FakeRequest): Promise<FakeAnswer> {
    const [branch] = params;
    const old = await this.repository.tip(branch);
    if (!old) {
      return { status: 422, body: { message: 'Reference does not exist' } };
    }
    await this.repository.moveBranch(branch, old, null);
    await this.pulls.follow();
    return { status: 204 };
  }

  private async compare({ params, query }: FakeRequest): Promise<FakeAnswer> {
    const [from, to] = await Promise.all(
      params.map(async name => (await this.repository.find(name))?.oid),
    );
    if (!from || !to) return { status: 404, body: NOT_FOUND };
    const base = await this.repository.mergeBase(from, to);
    const { tree } = (await this.repository.commit(base))!;
    const files = await this.repository.diff(base, to);
    const isAhead = base === from;
    const isBehind = base === to;
    const status =
      (from === to && 'identical') ||
      (isAhead && 'ahead') ||
      (isBehind && 'behind') ||
      'diverged';
    const hasFiles = Number(query.get('page') ?? 1) === 1;
    return {
      status: 200,
      body: {
        status,
        merge_base_commit: { sha: base, commit: { tree: { sha: tree } } },
        files: hasFiles ? files.slice(0, COMPARED_FILES).map(toFile) : [],
      },
    };
  }

  private async sendToArchive({ params }: FakeRequest): Promise<FakeAnswer> {
    const found = await this.repository.find(params[0]);
    if (found?.type !== 'commit') return { status: 404, body: NOT_FOUND };
    const location =
      this.archiveLocation ??
      `${this.codeloadAddress}/${OWNER}/${REPO}/legacy.tar.gz/${params[0]}?token=${CODELOAD_TOKEN}`;
    return { status: 302, headers: { location } };
  }

  private async giveArchive({ params }: FakeRequest): Promise<FakeAnswer> {
    const [commit] = params;
    const root = `${OWNER}-${REPO}-${commit.slice(0, 7)}`;
    return this.alterArchive(await this.repository.archive(commit, root));
  }

  private async listPulls(request: FakeRequest): Promise<FakeAnswer> {
    await this.pulls.follow();
    const state = request.query.get('state') ?? 'open';
    const found = this.pulls
      .all()
      .filter(pull => state === 'all' || pull.state === state);
    const { items, headers } = pageOf(found, request, {
      address: this.address,
      sizeKey: 'per_page',
      largest: this.largestPage,
    });
    return { status: 200, headers, body: items.map(toPull) };
  }

  private async createPull(body: any): Promise<FakeAnswer> {
    const head = await this.repository.tip(body.head);
    const base = await this.repository.tip(body.base);
    const invalid = (message: string) => ({
      status: 422,
      body: {
        message: 'Validation Failed',
        errors: [{ resource: 'PullRequest', code: 'custom', message }],
      },
    });
    if (!head || !base) return invalid('head is invalid');
    if (this.pulls.openOf(body.head).length > 0) {
      return invalid(
        `A pull request already exists for ${OWNER}:${body.head}.`,
      );
    }
    if ((await this.repository.mergeBase(base, head)) === head) {
      return invalid(`No commits between ${body.base} and ${body.head}`);
    }
    const { title, body: text } = body;
    const pull = this.pulls.add({
      title,
      body: text ?? '',
      branch: body.head,
      base: body.base,
      baseHead: base,
      head,
    });
    return { status: 201, body: toPull(pull) };
  }

  private async getPull(request: FakeRequest): Promise<FakeAnswer> {
    const pull = await this.pullOf(request);
    let mergeable: boolean | null = null;
    if (pull.state === 'open' && this.unknownMergeability > 0) {
      this.unknownMergeability -= 1;
    } else if (pull.state === 'open') {
      const base = (await this.repository.tip(pull.base))!;
      mergeable = 'tree' in (await this.repository.merge(base, pull.head));
    }
    return { status: 200, body: { ...toPull(pull), mergeable } };
  }

  private async updatePull(request: FakeRequest): Promise<FakeAnswer> {
    const pull = await this.pullOf(request);
    const { title, body, state } = request.body;
    if (state === 'closed' && pull.state === 'open') await this.pulls.end(pull);
    Object.assign(pull, {
      title: title ?? pull.title,
      body: body ?? pull.body,
      updatedAt: this.pulls.now(),
    });
    return { status: 200, body: toPull(pull) };
  }

  private async mergePull(request: FakeRequest): Promise<FakeAnswer> {
    const pull = await this.pullOf(request);
    const { sha, commit_title: title, commit_message: text } = request.body;
    const refused = (status: number, message: string) => ({
      status,
      body: { message },
    });
    if (pull.state !== 'open')
      return refused(405, 'Pull Request is not mergeable');
    if (this.isProtected(pull.base)) {
      return refused(
        405,
        'At least 1 approving review is required by reviewers with write access.',
      );
    }
    if (sha && sha !== pull.head) {
      return refused(
        409,
        'Head branch was modified. Review and try the merge again.',
      );
    }
    const base = (await this.repository.tip(pull.base))!;
    const merged = await this.repository.merge(base, pull.head);
    if ('conflicts' in merged)
      return refused(405, 'Pull Request is not mergeable');
    const mergeBase = await this.repository.mergeBase(base, pull.head);
    const commit = await this.repository.writeCommit({
      tree: merged.tree,
      parents: [base, pull.head],
      author: ACCOUNT,
      committer: { name: 'GitHub', email: 'noreply@github.com' },
      message: `${title}\n\n${text}`,
    });
    if (!(await this.repository.moveBranch(pull.base, base, commit))) {
      return refused(
        405,
        'Base branch was modified. Review and try the merge again.',
      );
    }
    await this.pulls.end(pull, { commit, mergeBase });
    return {
      status: 200,
      body: {
        sha: commit,
        merged: true,
        message: 'Pull Request successfully merged',
      },
    };
  }

  private async listFiles(request: FakeRequest): Promise<FakeAnswer> {
    const pull = await this.pullOf(request);
    const base =
      pull.mergeBase ??
      (await this.repository.mergeBase(
        (await this.repository.tip(pull.base))!,
        pull.head,
      ));
    const files = await this.repository.diff(base, pull.head);
    const { items, headers } = pageOf(files, request, {
      address: this.address,
      sizeKey: 'per_page',
      largest: this.largestPage,
    });
    return { status: 200, headers, body: items.map(toFile) };
  }

  private async pullOf({ params }: FakeRequest): Promise<FakePull> {
    const pull = this.pulls.get(Number(params[0]));
    if (!pull) throw answerOf(404, NOT_FOUND);
    await this.pulls.follow(pull);
    return pull;
  }

  private refuseProtected(branch: string): void {
    if (!this.isProtected(branch)) return;
    throw answerOf(422, {
      message:
        'Repository rule violations found\n\nCannot create ref due to creations being restricted.',
    });
  }
}

function toPull(pull: FakePull) {
  const repo = { full_name: `${OWNER}/${REPO}` };
  return {
    number: pull.number,
    title: pull.title,
    body: pull.body,
    state: pull.state,
    html_url: `${WEB}/pull/${pull.number}`,
    head: {
      ref: pull.branch,
      sha: pull.head,
      repo: pull.isFork ? { full_name: `eve/${REPO}` } : repo,
    },
    base: { ref: pull.base, sha: pull.baseHead, repo },
    created_at: pull.createdAt,
    updated_at: pull.updatedAt,
    closed_at: pull.closedAt ?? null,
    merged_at: pull.mergedAt ?? null,
    merge_commit_sha: pull.mergeCommit ?? null,
  };
}

function toFile(diff: FakeDiff) {
  const status = { A: 'added', D: 'removed', R: 'renamed', C: 'copied' }[
    diff.letter
  ];
  const start = diff.patch.search(/^@@ /m);
  const isShown = start >= 0 && diff.patch.length <= LARGEST_PATCH;
  return {
    sha: diff.oid,
    filename: diff.path,
    ...(diff.previous && { previous_filename: diff.previous }),
    status: status ?? 'modified',
    additions: diff.additions,
    deletions: diff.deletions,
    changes: diff.additions + diff.deletions,
    ...(isShown && { patch: diff.patch.slice(start).replace(/\n$/, '') }),
  };
}
