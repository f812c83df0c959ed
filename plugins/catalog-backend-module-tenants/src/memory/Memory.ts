import type { Known, KnownSource } from '../provider/Known';
import type { Surroundings } from '../sources';

/** What the catalog was last told, and of which commit. */
export interface Told {
  commit: string;
  known: Known;
  domains: Surroundings['domains'];
}

/** What a portal remembers from one start to the next. */
export interface Memory {
  /** Undefined where nothing was told yet. `isOld` asks for telling everything again. */
  recall(shape: string): Promise<(Told & { isOld: boolean }) | undefined>;
  /** Everything was told. */
  keepAll(told: Told, shape: string): Promise<void>;
  /** What changed from one commit to the next was told. */
  keepChanges(from: string, told: Told, changed: KnownSource[]): Promise<void>;
}
