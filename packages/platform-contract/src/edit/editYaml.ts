import { isCollection, isMap, isSeq, parseDocument, type Document } from 'yaml';
import { ContractError } from '../problem';
import { problemAt, YamlFile, type ValuePath } from '../yaml';

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
 * Edits a YAML text and keeps its comments, order and indentation. `set`, `merge`, `remove` and `append` with `unique`
 * change nothing when they are made twice.
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
  const document = parseDocument(text, { version: '1.2' });
  let changed = false;
  for (const edit of edits) {
    changed = apply(file, document, edit) || changed;
  }
  if (!changed) return text;
  return document.toString({
    lineWidth: 0,
    indentSeq: indentsSequences(text),
    flowCollectionPadding: /[{]\s/.test(text),
  });
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
    return document.deleteIn(at);
  }
  if (value === undefined) throw refuse(file, at, `${op} has no value`);
  if (op === 'set') {
    if (current !== undefined && same(plain(current), value)) return false;
    requireParent(file, document, at);
    document.setIn(at, document.createNode(value));
    return true;
  }
  if (op === 'append') {
    if (current === undefined || current === null || plain(current) === null) {
      requireParent(file, document, at);
      document.setIn(at, document.createNode([value]));
      return true;
    }
    if (!isSeq(current)) throw refuse(file, at, 'it is not a list');
    if (edit.unique && current.items.some(item => same(plain(item), value))) {
      return false;
    }
    current.add(document.createNode(value));
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
    if (node === undefined || node === null) return;
    if (!isCollection(node))
      throw refuse(file, above, 'it holds a plain value');
    const step = at[depth];
    if (isSeq(node)) {
      if (typeof step !== 'number' || step < 0 || step > node.items.length) {
        throw refuse(file, above, `a list has no place ${step}`);
      }
    }
  }
}

function indentsSequences(text: string): boolean {
  const match =
    /^( *)[^\s#-][^\n]*:[ \t]*(?:#[^\n]*)?\n(?:\s*#[^\n]*\n)*( *)- /m.exec(
      text,
    );
  return !match || match[2].length > match[1].length;
}

const refuse = (file: string, at: ValuePath, why: string) =>
  new ContractError([
    problemAt(
      file,
      'yaml-syntax',
      `${at.length ? at.join('.') : 'the root'} cannot be edited: ${why}`,
      'Look at the file and change the edit',
    ),
  ]);
