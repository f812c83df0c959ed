import {
  isMap,
  isNode,
  isScalar,
  isSeq,
  LineCounter,
  parseAllDocuments,
  type Document,
  type Pair,
  type YAMLMap,
} from 'yaml';
import type { Problem } from '../problem';
import type { RuleId } from '../rules';
import { plainProblems } from './plainProblems';

const LARGEST = 256 * 1024;
/** So many are enough to mend a file that is no plain YAML. */
const MOST_PROBLEMS = 20;

/** Where something stands in a value: keys and positions from the root. */
export type ValuePath = ReadonlyArray<string | number>;

/** One YAML document, its plain value, and where everything in it stands. */
export class YamlFile {
  private readonly pairs = new WeakMap<YAMLMap, Map<string, Pair>>();

  private constructor(
    readonly file: string,
    readonly value: unknown,
    readonly document: Document | undefined,
    private readonly lines: LineCounter,
    /** Why there is no value. */
    readonly problems: Problem[],
  ) {}

  /** Reads a file that has to be one plain document, without aliases, tags and duplicate keys. */
  static parse(file: string, text: string): YamlFile {
    const lines = new LineCounter();
    const refused = (problems: Problem[]) =>
      new YamlFile(file, undefined, undefined, lines, problems);
    if (text.length > LARGEST) {
      return refused([
        problemAt(
          file,
          'yaml-syntax',
          `the file has ${text.length} characters`,
          `Write at most ${LARGEST}`,
        ),
      ]);
    }
    if (text.startsWith('\uFEFF')) {
      return refused([
        problemAt(
          file,
          'yaml-syntax',
          'the file begins with a byte order mark',
          'Save it as UTF-8 without one',
        ),
      ]);
    }
    try {
      return YamlFile.parseText(file, text, lines);
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      return refused([
        problemAt(
          file,
          'yaml-syntax',
          'the file is nested too deeply to be read',
          'Write it flatter',
        ),
      ]);
    }
  }

  private static parseText(
    file: string,
    text: string,
    lines: LineCounter,
  ): YamlFile {
    const problems: Problem[] = [];
    const report = (
      offset: number | undefined,
      rule: RuleId,
      message: string,
      remedy: string,
    ) => {
      if (problems.length < MOST_PROBLEMS) {
        const at = position(lines, offset);
        problems.push(problemAt(file, rule, message, remedy, at));
      }
    };
    const refused = () =>
      new YamlFile(file, undefined, undefined, lines, problems);

    const documents = parseAllDocuments(text, {
      lineCounter: lines,
      prettyErrors: false,
      uniqueKeys: false,
      version: '1.2',
    });
    if (!Array.isArray(documents) || documents.length !== 1) {
      const several = Array.isArray(documents) && documents.length > 1;
      report(
        several ? documents[1].range[0] : 0,
        'yaml-syntax',
        several
          ? `the file has ${documents.length} documents`
          : 'the file is empty',
        'Write exactly one document',
      );
      return refused();
    }
    const [document] = documents;
    const errors = [...document.errors, ...document.warnings];
    for (const error of errors.slice(0, MOST_PROBLEMS)) {
      report(
        error.pos[0],
        'yaml-syntax',
        error.message.split('\n')[0].slice(0, 200),
        'Write plain YAML',
      );
    }
    if (document.errors.length > 0) return refused();
    plainProblems(document, report);
    if (problems.length > 0) return refused();
    return new YamlFile(file, document.toJS(), document, lines, []);
  }

  /** A problem at a place in the value, or at the closest one above it that is written. */
  problem(
    at: ValuePath,
    rule: RuleId,
    message: string,
    remedy: string,
  ): Problem {
    return problemAt(
      this.file,
      rule,
      message,
      remedy,
      position(this.lines, this.offsetOf(at)),
    );
  }

  private pairsOf(map: YAMLMap): Map<string, Pair> {
    let pairs = this.pairs.get(map);
    if (!pairs) {
      pairs = new Map(
        (map.items as Pair[]).map(pair => [
          String(isScalar(pair.key) ? pair.key.value : pair.key),
          pair,
        ]),
      );
      this.pairs.set(map, pairs);
    }
    return pairs;
  }

  private offsetOf(at: ValuePath): number | undefined {
    let node: unknown = this.document?.contents;
    let offset = isNode(node) ? node.range?.[0] : undefined;
    for (const step of at) {
      let next: unknown;
      if (isMap(node)) {
        const pair = this.pairsOf(node).get(String(step));
        if (!pair) break;
        if (isScalar(pair.key)) offset = pair.key.range?.[0] ?? offset;
        next = pair.value;
      } else if (isSeq(node)) {
        next = node.items[Number(step)];
        if (isNode(next)) offset = next.range?.[0] ?? offset;
      } else break;
      node = next;
    }
    return offset;
  }
}

/** A problem of a file; at its beginning when no position is given. */
export function problemAt(
  file: string,
  rule: RuleId,
  message: string,
  remedy: string,
  at: { line: number; column: number } = { line: 1, column: 1 },
): Problem {
  return { file, line: at.line, column: at.column, rule, message, remedy };
}

function position(lines: LineCounter, offset: number | undefined) {
  const { line, col } = lines.linePos(offset ?? 0);
  return { line: Math.max(line, 1), column: Math.max(col, 1) };
}
