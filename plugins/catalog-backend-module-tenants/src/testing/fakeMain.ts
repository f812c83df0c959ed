import { createHash } from 'node:crypto';
import type { EntityProviderMutation } from '@backstage/plugin-catalog-node';
import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import type { ForgeClient } from '@idp/plugin-changes-node';

type Files = Record<string, string>;

/** Main of a GitOps repository in memory, which counts what is asked of it. */
export class FakeMain {
  private readonly commits: Files[] = [];
  /** Paths that were read, since the last call of `forget`. */
  read: string[] = [];
  listed: string[] = [];
  compared = 0;
  /** How often everything was read. */
  snapshots = 0;
  /** While set, nothing is answered. */
  down?: string;
  /** While true, two commits cannot be compared. */
  incomparable = false;
  webUrl?: string;

  constructor(files: Files) {
    this.commits.push(files);
  }

  /** Commits edits; null deletes. */
  commit(edits: Record<string, string | null>): void {
    const files = { ...this.head() };
    for (const [path, text] of Object.entries(edits)) {
      if (text === null) delete files[path];
      else files[path] = text;
    }
    this.commits.push(files);
  }

  forget(): void {
    this.read = [];
    this.listed = [];
    this.compared = 0;
    this.snapshots = 0;
  }

  /** As the provider sees it. */
  client(): ForgeClient {
    const answer = async <T>(make: () => T): Promise<T> => {
      if (this.down) throw new Error(this.down);
      return make();
    };
    const client: Partial<ForgeClient> = {
      type: 'local',
      webUrl: this.webUrl,
      getHead: () =>
        answer(() => ({
          branch: 'main',
          commit: String(this.commits.length - 1),
        })),
      listFiles: ({ commit, folder = '' }) =>
        answer(() => {
          this.listed.push(folder);
          return Object.keys(this.at(commit))
            .filter(path => path.startsWith(folder && `${folder}/`))
            .map(path => ({ path, oid: path, executable: false }));
        }),
      readSnapshot: ({ commit, isWanted }) =>
        answer(() => {
          this.snapshots += 1;
          const files = this.at(commit);
          return contentsOf(files, Object.keys(files).filter(isWanted));
        }),
      readFiles: ({ commit, paths }) =>
        answer(() => {
          this.read.push(...paths);
          const files = this.at(commit);
          return contentsOf(
            files,
            paths.filter(path => path in files),
          );
        }),
      compareCommits: ({ from, to }) =>
        answer(() => {
          this.compared += 1;
          if (this.incomparable) return undefined;
          const [before, after] = [this.at(from), this.at(to)];
          return [...new Set([...Object.keys(before), ...Object.keys(after)])]
            .filter(path => before[path] !== after[path])
            .map(path => {
              if (!(path in after)) return { path, status: 'deleted' as const };
              return {
                path,
                status:
                  path in before ? ('modified' as const) : ('added' as const),
              };
            });
        }),
      fileUrl: path => `https://forge.invalid/main/${path}`,
    };
    return client as ForgeClient;
  }

  private head(): Files {
    return this.commits[this.commits.length - 1];
  }

  private at(commit: string): Files {
    return this.commits[Number(commit)];
  }
}

function contentsOf(files: Files, paths: string[]) {
  return new Map(
    paths.map(path => [
      path,
      {
        content: Buffer.from(files[path]),
        oid: createHash('sha1').update(files[path]).digest('hex'),
      },
    ]),
  );
}

/** What a catalog would hold after mutations, and the mutations. */
export class FakeCatalog {
  readonly entities = new Map<string, Entity>();
  readonly mutations: EntityProviderMutation[] = [];
  /** While set, a mutation fails. */
  down?: string;

  readonly connection = {
    applyMutation: async (mutation: EntityProviderMutation) => {
      if (this.down) throw new Error(this.down);
      this.mutations.push(mutation);
      if (mutation.type === 'full') this.entities.clear();
      const added =
        mutation.type === 'full' ? mutation.entities : mutation.added;
      if (mutation.type === 'delta') {
        for (const removed of mutation.removed) {
          this.entities.delete(
            'entityRef' in removed
              ? removed.entityRef
              : stringifyEntityRef(removed.entity),
          );
        }
      }
      for (const { entity } of added) {
        this.entities.set(stringifyEntityRef(entity), entity);
      }
    },
    refresh: async () => {},
  };

  refs(): string[] {
    return [...this.entities.keys()].sort();
  }
}
