import type { ForgeHead } from '../ForgeClient';
import { RefusedError } from '../remote/refusals';
import { expectOid } from '../remote/withForgeErrors';
import { encodeSegments, type GiteaApi } from './GiteaApi';
import type { GiteaBranch } from './giteaShapes';

/** Gitea has no conditional requests: the name of the default branch is asked for again after this. */
const NAME_MAX_AGE_MS = 60_000;
/** How long Gitea may take to work off that a branch is gone. */
const SETTLING_MS = 60_000;
const MOST_DELETED = 1000;

/** The branches of a repository on Gitea. */
export class GiteaBranches {
  private name?: { value: string; readAt: number };
  /** When branches were deleted from here. */
  private readonly deleted = new Map<string, number>();

  constructor(
    private readonly api: GiteaApi,
    private readonly now: () => number,
  ) {}

  /** The default branch as it was called last. */
  get lastName(): string {
    return this.name?.value ?? 'main';
  }

  /** The default branch and its tip. A branch that is gone was given another name. */
  async head(signal?: AbortSignal): Promise<ForgeHead> {
    const isFresh =
      this.name && this.now() - this.name.readAt < NAME_MAX_AGE_MS;
    if (isFresh) {
      const branch = await this.get(this.name!.value, signal);
      if (branch) return toHead(branch);
    }
    const { data } = await this.api.ask<{ default_branch: string }>(
      'read the default branch',
      { path: '', signal },
    );
    this.name = { value: data.default_branch, readAt: this.now() };
    const branch = await this.ask(data.default_branch, signal);
    return toHead(branch);
  }

  /** Undefined where it is not there. */
  async get(
    branch: string,
    signal?: AbortSignal,
  ): Promise<GiteaBranch | undefined> {
    try {
      return await this.ask(branch, signal);
    } catch (error) {
      if (RefusedError.is(error, 404)) return undefined;
      throw error;
    }
  }

  /** Before it is deleted, as the answer may be lost. */
  noteDeleted(branch: string): void {
    this.deleted.delete(branch);
    this.deleted.set(branch, this.now());
    const [oldest] = this.deleted.keys();
    if (this.deleted.size > MOST_DELETED) this.deleted.delete(oldest);
  }

  /** Whether Gitea may still be working off that a branch of this name was deleted. */
  isSettling(branch: string): boolean {
    const at = this.deleted.get(branch);
    return at !== undefined && this.now() - at < SETTLING_MS;
  }

  /** False where it was gone already. */
  async delete(branch: string): Promise<boolean> {
    this.noteDeleted(branch);
    try {
      await this.api.ask(`delete the branch ${branch}`, {
        method: 'DELETE',
        path: `/branches/${encodeSegments(branch)}`,
      });
      return true;
    } catch (error) {
      if (RefusedError.is(error, 404)) return false;
      throw error;
    }
  }

  private async ask(
    branch: string,
    signal?: AbortSignal,
  ): Promise<GiteaBranch> {
    const { data } = await this.api.ask<GiteaBranch>(
      `read the branch ${branch}`,
      { path: `/branches/${encodeSegments(branch)}`, signal },
    );
    return data;
  }
}

function toHead({ name, commit }: GiteaBranch): ForgeHead {
  if (typeof name !== 'string') throw new TypeError('no branch');
  return { branch: name, commit: expectOid(commit.id) };
}
