import type { Change, ChangeMergeability } from '@idp/plugin-changes-common';
import type { ForgeClient } from '@idp/plugin-changes-node';
import type { ChangesMirror } from './ChangesMirror';

const KEPT = 500;
const UNKNOWN: ChangeMergeability = { status: 'unknown', conflicts: [] };

/**
 * Whether changes can be merged. That depends on two commits only, so each pair is asked of the forge once; a forge
 * that does not answer leaves it unknown, and the page readable.
 */
export class Mergeability {
  private readonly known = new Map<string, ChangeMergeability>();

  constructor(
    private readonly forge: ForgeClient,
    private readonly mirror: ChangesMirror,
  ) {}

  async of(change: Change): Promise<ChangeMergeability> {
    if (change.state !== 'open') return UNKNOWN;
    try {
      const { commit } = await this.mirror.head();
      const key = `${change.id}\0${change.headCommit}\0${commit}`;
      const known = this.known.get(key);
      if (known) return known;
      const found = await this.forge.getMergeability(change.id);
      if (found.status !== 'unknown') {
        this.known.set(key, found);
        if (this.known.size > KEPT) {
          this.known.delete(this.known.keys().next().value!);
        }
      }
      return found;
    } catch {
      return UNKNOWN;
    }
  }
}
