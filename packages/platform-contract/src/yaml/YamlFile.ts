import {
  isMap,
  isNode,
  isPair,
  isScalar,
  isSeq,
  LineCounter,
  parseAllDocuments,
  visit,
  type Document,
} from 'yaml';
import type { Problem } from '../problem';
import type { RuleId } from '../rules';

const LARGEST = 256 * 1024;

/** Where something stands in a value: keys and positions from the root. */
export type ValuePath = ReadonlyArray<string | number>;

/** One YAML document, its plain value, and where everything in it stands. */
export class YamlFile {
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
    const documents = parseAllDocuments(text, {
      lineCounter: lines,
      prettyErrors: false,
      uniqueKeys: true,
      version: '1.2',
    });
    if (!Array.isArray(documents) || documents.length !== 1) {
      return refused([
        problemAt(
          file,
          'yaml-syntax',
          Array.isArray(documents) && documents.length > 1
            ? `the file has ${documents.length} documents`
            : 'the file is empty',
          'Write exactly one document',
        ),
      ]);
    }
    const [document] = documents;
    const at = (offset: number | undefined) => position(lines, offset);
    const problems = [...document.errors, ...document.warnings].map(error =>
      problemAt(
        file,
        'yaml-syntax',
        error.message.split('\n')[0].slice(0, 200),
        'Write plain YAML',
        at(error.pos[0]),
      ),
    );
    visit(document, {
      Alias: (_key, node) => {
        problems.push(
          problemAt(
            file,
            'yaml-alias',
            'an alias repeats another place of the file',
            'Write the value out',
            at(node.range?.[0]),
          ),
        );
      },
      Node: (_key, node) => {
        if ('anchor' in node && node.anchor) {
          problems.push(
            problemAt(
              file,
              'yaml-alias',
              `the anchor &${String(node.anchor).slice(0, 40)}`,
              'Remove it',
              at(node.range?.[0]),
            ),
          );
        }
      },
      Pair: (_key, pair) => {
        if (isScalar(pair.key) && pair.key.value === '<<') {
          problems.push(
            problemAt(
              file,
              'yaml-alias',
              "the merge key '<<'",
              'Write the fields out',
              at(pair.key.range?.[0]),
            ),
          );
        }
      },
    });
    if (problems.length > 0) return refused(problems);
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

  private offsetOf(at: ValuePath): number | undefined {
    let node: unknown = this.document?.contents;
    let offset = isNode(node) ? node.range?.[0] : undefined;
    for (const step of at) {
      let next: unknown;
      if (isMap(node)) {
        const pair = node.items.find(
          item => isPair(item) && isScalar(item.key) && item.key.value === step,
        );
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
