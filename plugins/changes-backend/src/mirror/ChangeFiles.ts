import type { Change, ChangeFile } from '@idp/plugin-changes-common';
import type { ForgeClient } from '@idp/plugin-changes-node';

const KEPT = 200;

/** The files of changes. What a commit changes never differs, so each head is read once; concurrent readers share it. */
export class ChangeFiles {
  private readonly known = new Map<string, Promise<ChangeFile[]>>();

  constructor(private readonly forge: ForgeClient) {}

  /** For who decides: nothing that was read for another look at the change counts. */
  now(change: Change): Promise<ChangeFile[]> {
    return this.forge.getChangeFiles(change.id);
  }

  /** For who reads. */
  async of(change: Change): Promise<ChangeFile[]> {
    const key = [
      change.id,
      change.headCommit,
      change.baseBranch,
      change.mergeCommit ?? '',
    ].join('\0');
    let files = this.known.get(key);
    if (!files) {
      files = this.forge.getChangeFiles(change.id);
      this.known.set(key, files);
      files.catch(() => this.known.delete(key));
      if (this.known.size > KEPT) {
        this.known.delete(this.known.keys().next().value!);
      }
    }
    return files;
  }
}
