import type { Memory, Told } from '../memory';
import { Known, type KnownSource } from '../provider/Known';

/** Remembers in memory what a database would keep. */
export class FakeMemory implements Memory {
  /** What was kept is to be told again. */
  isOld = false;
  /** While set, nothing is kept. */
  down?: string;
  private kept?: Omit<Told, 'known'>;
  private sources = new Map<string, KnownSource>();

  async recall() {
    if (!this.kept) return undefined;
    const known = new Known();
    for (const source of this.sources.values()) known.take(source);
    return { ...this.kept, known, isOld: this.isOld };
  }

  async keepAll({ known, ...told }: Told): Promise<void> {
    if (this.down) throw new Error(this.down);
    this.isOld = false;
    this.kept = told;
    this.sources = new Map(known.all().map(it => [it.source.path, it]));
  }

  async keepChanges(
    from: string,
    { known, ...told }: Told,
    changed: KnownSource[],
  ): Promise<void> {
    if (this.down) throw new Error(this.down);
    if (this.kept?.commit !== from) return;
    this.kept = told;
    for (const source of changed) this.sources.set(source.source.path, source);
  }
}
