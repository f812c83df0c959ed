import type { Problem, Variance } from '@idp/platform-contract';
import { problemAt, type Repository, type ValuePath } from '../../repository';
import { covers } from './differences';

/** The differences that a component declares, and which of them occurred. */
export class Declarations {
  /** `<entry>` for one without fields, `<entry> <field>` for the others. */
  private readonly occurred = new Set<string>();
  private skipped = false;

  constructor(
    private readonly file: string,
    private readonly entries: readonly Variance[],
  ) {}

  /**
   * The class of a difference; undefined where nothing declares it.
   *
   * @param object - as component.yaml names it
   * @param path - of the field; empty where the object is in one environment only
   */
  covering(object: string, path: ValuePath): string | undefined {
    let found: string | undefined;
    this.entries.forEach((entry, i) => {
      if (entry.object !== object) return;
      if (path.length === 0) {
        if (entry.fields.length > 0 && object !== 'application') return;
        this.occurred.add(String(i));
        found ??= entry.class;
      }
      entry.fields.forEach((field, j) => {
        if (path.length === 0 || !covers(field, path)) return;
        this.occurred.add(`${i} ${j}`);
        found ??= entry.class;
      });
    });
    return found;
  }

  /** Nothing was compared, so nothing could occur. */
  skip() {
    this.skipped = true;
  }

  /** What is declared and does not differ. */
  unused(repository: Repository): Problem[] {
    if (this.skipped) return [];
    const [document] = repository.yaml(this.file).documents;
    const problem = (at: ValuePath, what: string) =>
      problemAt(
        document?.place(['spec', 'variance', ...at]) ?? this.file,
        'variance',
        `declared, and not so (any more): ${what}`,
        'Remove the entry, so that it cannot cover a difference that nobody thought of',
      );
    return this.entries.flatMap((entry, i) => {
      if (entry.fields.length === 0 || entry.object === 'application') {
        return this.occurred.has(String(i))
          ? []
          : [
              problem(
                [i],
                entry.object === 'application'
                  ? 'that the component is in one environment only'
                  : `that ${entry.object} is in one environment only`,
              ),
            ];
      }
      return entry.fields.flatMap((field, j) =>
        this.occurred.has(`${i} ${j}`)
          ? []
          : [problem([i, 'fields', j], `${entry.object} ${field} differs`)],
      );
    });
  }
}
