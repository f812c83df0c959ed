import type { FakeRepository } from './FakeRepository';

/** A pull request as a forge's database has it. */
export interface FakePull {
  number: number;
  title: string;
  body: string;
  branch: string;
  base: string;
  /** Where the base branch was when it was opened. */
  baseHead?: string;
  /** Another repository's branch of the same name. */
  isFork?: boolean;
  state: 'open' | 'closed';
  /** Where the branch is while it is there. */
  head: string;
  mergeCommit?: string;
  createdAt: string;
  updatedAt: string;
  closedAt?: string;
  mergedAt?: string;
  /** Where the change left the base branch, kept at the merge. */
  mergeBase?: string;
}

/** The pull requests of a fake forge. */
export class FakePulls {
  private readonly pulls: FakePull[] = [];
  private clock = Date.parse('2026-01-01T00:00:00Z');

  constructor(private readonly repository: FakeRepository) {}

  now(): string {
    this.clock += 1000;
    return new Date(this.clock).toISOString().replace('.000Z', 'Z');
  }

  /** Newest first. */
  all(): FakePull[] {
    return [...this.pulls].reverse();
  }

  get(number: number): FakePull | undefined {
    return this.pulls[number - 1];
  }

  openOf(branch: string): FakePull[] {
    return this.all().filter(
      pull => pull.state === 'open' && pull.branch === branch && !pull.isFork,
    );
  }

  add(
    pull: Pick<FakePull, 'title' | 'body' | 'branch' | 'base' | 'head'> &
      Partial<FakePull>,
  ): FakePull {
    const now = this.now();
    const added: FakePull = {
      ...pull,
      number: this.pulls.length + 1,
      state: 'open',
      createdAt: now,
      updatedAt: now,
    };
    this.pulls.push(added);
    return added;
  }

  /** Brings the heads of open pull requests to where their branches are; those without a branch are closed. */
  async follow(only?: FakePull): Promise<void> {
    for (const pull of only ? [only] : this.pulls) {
      if (pull.state !== 'open' || pull.isFork) continue;
      const tip = await this.repository.tip(pull.branch);
      if (!tip) await this.end(pull);
      else if (tip !== pull.head) {
        pull.head = tip;
        pull.updatedAt = this.now();
      }
    }
  }

  async end(
    pull: FakePull,
    merged?: { commit: string; mergeBase: string },
  ): Promise<void> {
    await this.repository.keep(pull.number, pull.head);
    const now = this.now();
    Object.assign(pull, { state: 'closed', closedAt: now, updatedAt: now });
    if (!merged) return;
    pull.mergedAt = now;
    pull.mergeCommit = merged.commit;
    pull.mergeBase = merged.mergeBase;
  }

  /** As forges do when a branch gets another name. */
  retarget(from: string, to: string): void {
    for (const pull of this.pulls) if (pull.base === from) pull.base = to;
  }
}
