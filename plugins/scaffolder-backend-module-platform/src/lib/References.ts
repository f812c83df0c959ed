import { paths } from '@idp/platform-contract';
import { POLICY_FOLDERS, type ReadPolicies } from '@idp/plugin-changes-node';
import type { MainFile, MainFiles } from './MainFiles';

const FOLDERS = [
  `${paths.templates}/blueprints`,
  paths.environments,
  ...POLICY_FOLDERS,
];
const MAX_AGE_MS = 60_000;

interface Loaded {
  commit: string;
  readAt: number;
  files: Promise<ReadonlyMap<string, MainFile>>;
}

/**
 * What every tenant's manifests are rendered with and judged by: the blueprints, the environments, and the admission
 * policies. They change seldom, and each merge makes a new commit, so a set of the last minute serves the commits after it
 * too.
 */
export class References {
  #loaded?: Loaded;
  readonly #policies = new WeakMap<object, Promise<ReadPolicies>>();

  constructor(
    private readonly main: MainFiles,
    private readonly now: () => number = () => Date.now(),
  ) {}

  /** The files as of a commit, or of another one of the last minute; `exact` tells which. */
  async recent(
    commit: string,
  ): Promise<{ files: ReadonlyMap<string, MainFile>; exact: boolean }> {
    const known = this.#loaded;
    if (known && this.now() - known.readAt < MAX_AGE_MS) {
      return { files: await known.files, exact: known.commit === commit };
    }
    return { files: await this.at(commit), exact: true };
  }

  /** The files of the last minute, where they are known without a request. */
  async known(): Promise<ReadonlyMap<string, MainFile> | undefined> {
    const known = this.#loaded;
    return known && this.now() - known.readAt < MAX_AGE_MS
      ? known.files
      : undefined;
  }

  /** The files as of a commit. */
  async at(commit: string): Promise<ReadonlyMap<string, MainFile>> {
    if (this.#loaded?.commit === commit) return this.#loaded.files;
    const files = this.main.readFolders(commit, FOLDERS);
    const loaded = { commit, readAt: this.now(), files };
    this.#loaded = loaded;
    files.catch(() => {
      if (this.#loaded === loaded) this.#loaded = undefined;
    });
    return files;
  }

  /** The policies among files of {@link References.recent} or {@link References.at}; worked out once for each set. */
  policies(
    files: ReadonlyMap<string, MainFile>,
    read: () => Promise<ReadPolicies>,
  ): Promise<ReadPolicies> {
    let policies = this.#policies.get(files);
    if (!policies) {
      policies = read();
      this.#policies.set(files, policies);
      policies.catch(() => this.#policies.delete(files));
    }
    return policies;
  }
}
