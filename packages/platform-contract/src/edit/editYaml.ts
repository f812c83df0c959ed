import {
  isCollection,
  isMap,
  isSeq,
  parseDocument,
  type Document,
  type Node,
} from 'yaml';
import { ContractError } from '../problem';
import { problemAt, quoteOddTexts, YamlFile, type ValuePath } from '../yaml';

const PLAIN = {
  version: '1.2',
  // What YAML 1.1 reads otherwise is written in quotes.
  compat: 'yaml-1.1',
  // YamlFile has looked for duplicates already, faster.
  uniqueKeys: false,
} as const;

/**
 * One edit of a YAML file. `set` writes a value; `append` adds one to a list (with `unique`, unless it is there);
 * `merge` sets the fields of an object; `remove` takes a field or entry away.
 *
 * @public
 */
export interface YamlEdit {
  /** Keys and positions from the root. */
  at: Array<string | number>;
  op: 'set' | 'append' | 'remove' | 'merge';
  value?: unknown;
  unique?: boolean;
}

/**
 * Edits a YAML text and keeps its comments, order, indentation and line ends. `set`, `merge`, `remove` of a field and
 * `append` with `unique` change nothing when they are made twice.
 *
 * @throws {@link ContractError} where the text is no plain YAML or an edit does not fit it.
 * @public
 */
export function editYaml(
  file: string,
  text: string,
  edits: YamlEdit[],
): string {
  const before = YamlFile.parse(file, text);
  if (before.problems.length > 0) throw new ContractError(before.problems);
  const document = parseDocument(text.replace(/\r\n/g, '\n'), PLAIN);
  let changed = false;
  for (const edit of edits) {
    changed = apply(file, document, edit) || changed;
  }
  if (!changed) return text;
  const result = document.toString({ lineWidth: 0, ...styleOf(text) });
  const after = YamlFile.parse(file, result);
  if (after.problems.length > 0) throw new ContractError(after.problems);
  return text.includes('\r\n') ? result.replace(/\n/g, '\r\n') : result;
}

/** A value that stands in two places is written twice: there are no anchors. */
function nodeOf(document: Document, value: unknown) {
  return quoteOddTexts(
    document.createNode(value, { aliasDuplicateObjects: false }) as Node,
  );
}

function apply(file: string, document: Document, edit: YamlEdit): boolean {
  const { at, op, value } = edit;
  const current = document.getIn(at, true);
  const same = (a: unknown, b: unknown) =>
    JSON.stringify(a) === JSON.stringify(b);
  const plain = (node: unknown) =>
    isCollection(node) || (node && typeof node === 'object' && 'toJSON' in node)
      ? (node as { toJSON(): unknown }).toJSON()
      : node;

  if (op === 'remove') {
    if (at.length === 0) throw refuse(file, at, 'the root cannot be removed');
    if (!isCollection(document.getIn(at.slice(0, -1), true))) return false;
    return document.deleteIn(at);
  }
  if (value === undefined) throw refuse(file, at, `${op} has no value`);
  if (op === 'set') {
    if (current !== undefined && same(plain(current), value)) return false;
    requireParent(file, document, at);
    document.setIn(at, nodeOf(document, value));
    return true;
  }
  if (op === 'append') {
    if (current === undefined || current === null || plain(current) === null) {
      requireParent(file, document, at);
      document.setIn(at, nodeOf(document, [value]));
      return true;
    }
    if (!isSeq(current)) throw refuse(file, at, 'it is not a list');
    if (edit.unique && current.items.some(item => same(plain(item), value))) {
      return false;
    }
    current.add(nodeOf(document, value));
    return true;
  }
  if (value === null || typeof value !== 'object' || Array.isArray(value)) {
    throw refuse(file, at, 'merge needs an object');
  }
  if (current !== undefined && !isMap(current)) {
    throw refuse(file, at, 'it is not an object');
  }
  return Object.entries(value)
    .map(([key, field]) =>
      apply(file, document, { at: [...at, key], op: 'set', value: field }),
    )
    .some(Boolean);
}

/** A value may only be set below something that can hold it; missing objects on the way are made. */
function requireParent(file: string, document: Document, at: ValuePath) {
  for (let depth = 0; depth < at.length; depth++) {
    const above = at.slice(0, depth);
    const node = depth === 0 ? document.contents : document.getIn(above, true);
    const step = at[depth];
    const missing = node === undefined || node === null;
    if (!missing && !isCollection(node)) {
      throw refuse(file, above, 'it holds a plain value');
    }
    const places = isSeq(node) ? node.items.length : 0;
    const isPlace =
      Number.isInteger(step) && Number(step) >= 0 && Number(step) <= places;
    if (isSeq(node) && !isPlace) {
      throw refuse(file, above, `a list has no place ${step}`);
    }
    if (!isSeq(node) && typeof step === 'number') {
      throw refuse(file, above, 'it is not a list');
    }
  }
}

function styleOf(text: string) {
  const lines = text.split(/\r?\n/).filter(line => !/^\s*(#|$)/.test(line));
  // Where the key of a line begins: behind the dashes of a list.
  const key = (line: string) => /^[\s-]*/.exec(line)![0].length;
  const dash = (line: string) => /^\s*/.exec(line)![0].length;
  const below = (is: RegExp, column: (line: string) => number) => {
    const index = lines.findIndex(
      (line, i) => i > 0 && is.test(line) && /:\s*(#.*)?$/.test(lines[i - 1]),
    );
    return index < 0 ? undefined : column(lines[index]) - key(lines[index - 1]);
  };
  const field = below(/^\s*[^\s-]/, key);
  const entry = below(/^\s*- /, dash);
  return {
    indent: field && field > 0 && field <= 8 ? field : 2,
    indentSeq: entry !== 0,
    flowCollectionPadding: /[{]\s/.test(text),
  };
}

function refuse(file: string, at: ValuePath, why: string) {
  return new ContractError([
    problemAt(
      file,
      'yaml-syntax',
      `${at.length ? at.join('.') : 'the root'} cannot be edited: ${why}`,
      'Look at the file and change the edit',
    ),
  ]);
}
