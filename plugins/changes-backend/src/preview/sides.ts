import { parsePath, paths } from '@idp/platform-contract';
import type { Change, ChangeFile } from '@idp/plugin-changes-common';
import { POLICY_FOLDERS, type ForgeClient } from '@idp/plugin-changes-node';

/** Files by path from the root of the repository. */
export type Side = ReadonlyMap<string, Buffer>;

/** The tenants' files that a change touches, and all that they are rendered with, before and after a merge. */
export interface Sides {
  before: Side;
  after: Side;
  /** The tenants that the change touches. */
  tenants: string[];
}

const SHARED = [
  `${paths.templates}/blueprints`,
  paths.environments,
  ...POLICY_FOLDERS,
];

/** What every tenant is rendered with changes seldom, so the one of the newest commit is kept. */
export class SideReader {
  private shared?: { commit: string; files: Promise<Side> };

  constructor(private readonly forge: ForgeClient) {}

  /** After a merge: the base branch with the files of the change in place of its own. */
  async read(
    change: Change,
    files: ChangeFile[],
    baseCommit: string,
  ): Promise<Sides> {
    const tenants = tenantsOf(files);
    if (tenants.length === 0) {
      return { before: new Map(), after: new Map(), tenants };
    }
    const [shared, own, written] = await Promise.all([
      this.sharedAt(baseCommit),
      this.folders(
        baseCommit,
        tenants.map(tenant => paths.tenant(tenant)),
      ),
      this.forge.readFiles({
        commit: change.headCommit,
        paths: files
          .filter(({ status }) => status !== 'deleted')
          .map(({ path }) => path),
      }),
    ]);
    const before = new Map([...shared, ...own]);
    const after = new Map(before);
    for (const { path } of files) {
      const content = written.get(path)?.content;
      if (content) after.set(path, content);
      else after.delete(path);
    }
    return { before, after, tenants };
  }

  private sharedAt(commit: string): Promise<Side> {
    if (this.shared?.commit !== commit) {
      const shared = { commit, files: this.folders(commit, SHARED) };
      this.shared = shared;
      shared.files.catch(() => {
        if (this.shared === shared) this.shared = undefined;
      });
    }
    return this.shared!.files;
  }

  private async folders(commit: string, folders: string[]): Promise<Side> {
    const listed = await Promise.all(
      folders.map(folder => this.forge.listFiles({ commit, folder })),
    );
    const wanted = listed.flat().map(({ path }) => path);
    if (wanted.length === 0) return new Map();
    const read = await this.forge.readFiles({ commit, paths: wanted });
    return new Map([...read].map(([path, { content }]) => [path, content]));
  }
}

function tenantsOf(files: ChangeFile[]): string[] {
  const tenants = new Set<string>();
  for (const { path } of files) {
    const place = parsePath(path);
    if (place && 'tenant' in place) tenants.add(place.tenant);
  }
  return [...tenants].sort();
}
