import type { FakePull, FakePulls } from '../fakeForge/FakePulls';
import type { FakeRepository } from '../fakeForge/FakeRepository';
import type { GraphqlObject } from './runGraphql';

/** The part of GitHub's GraphQL schema that is asked for, over a bare repository. */
export function githubSchema(options: {
  repository: FakeRepository;
  pulls: FakePulls;
  fullName: string;
  webUrl: string;
}): GraphqlObject {
  const { repository, pulls, fullName, webUrl } = options;

  async function gitObject(expression: string): Promise<GraphqlObject | null> {
    const found = await repository.find(expression.replace(/:$/, '^{tree}'));
    switch (found?.type) {
      case 'commit':
        return commit(found.oid);
      case 'tree':
        return tree(found.oid);
      case 'blob':
        return blob(found.oid, found.data!);
      default:
        return null;
    }
  }

  function tree(oid: string): GraphqlObject {
    return {
      __typename: 'Tree',
      oid,
      entries: async () =>
        (await repository.entries(oid)).map(entry => ({
          __typename: 'TreeEntry',
          name: entry.path,
          mode: parseInt(entry.mode, 8),
          oid: entry.oid,
          type: entry.type,
        })),
    };
  }

  function blob(oid: string, data: Buffer): GraphqlObject {
    const isBinary = data.includes(0);
    return {
      __typename: 'Blob',
      oid,
      byteSize: data.length,
      isBinary,
      isTruncated: data.length > 512_000,
      text: isBinary ? null : data.subarray(0, 512_000).toString('utf8'),
    };
  }

  function commit(oid: string): GraphqlObject {
    return {
      __typename: 'Commit',
      oid,
      tree: async () => tree((await repository.commit(oid))!.tree),
      committer: async () => ({
        __typename: 'GitActor',
        ...(await repository.commit(oid))!.committer,
      }),
      parents: async ({ last }: { last: number }) => ({
        __typename: 'CommitConnection',
        nodes: (await repository.commit(oid))!.parents.slice(-last).map(commit),
      }),
      file: async ({ path }: { path: string }) => {
        const entry = await repository.entryAt(oid, path);
        if (!entry)
          throw notFound(`Could not resolve file for path '${path}'.`);
        return {
          __typename: 'TreeEntry',
          mode: parseInt(entry.mode, 8),
          oid: entry.oid,
          type: entry.type,
          object: () => gitObject(entry.oid),
        };
      },
    };
  }

  function pullRequest(pull: FakePull): GraphqlObject {
    return {
      __typename: 'PullRequest',
      number: pull.number,
      title: pull.title,
      body: pull.body,
      url: `${webUrl}/pull/${pull.number}`,
      headRefName: pull.branch,
      headRefOid: pull.head,
      baseRefName: pull.base,
      isCrossRepository: Boolean(pull.isFork),
      createdAt: pull.createdAt,
      updatedAt: pull.updatedAt,
    };
  }

  async function ref(qualifiedName: string): Promise<GraphqlObject | null> {
    const name = qualifiedName.replace(/^refs\/heads\//, '');
    const oid = await repository.tip(name);
    if (!oid) return null;
    return {
      __typename: 'Ref',
      name,
      target: () => commit(oid),
      associatedPullRequests: async () => {
        const found = pulls.openOf(name);
        for (const pull of found) await pulls.follow(pull);
        return {
          __typename: 'PullRequestConnection',
          nodes: found.map(pullRequest),
        };
      },
    };
  }

  return {
    __typename: 'Query',
    repository: ({ owner, name }: { owner: string; name: string }) => {
      if (`${owner}/${name}` !== fullName) {
        throw notFound(
          `Could not resolve to a Repository with the name '${owner}/${name}'.`,
        );
      }
      return {
        __typename: 'Repository',
        defaultBranchRef: async () => ref(await repository.defaultBranch()),
        ref: (args: { qualifiedName: string }) => ref(args.qualifiedName),
        object: (args: { expression: string }) => gitObject(args.expression),
      };
    },
  };
}

function notFound(message: string): Error {
  return Object.assign(new Error(message), { type: 'NOT_FOUND' });
}
