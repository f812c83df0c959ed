import { CORE_SCHEMA, loadAll, YAMLException } from 'js-yaml';
import { isMap, isScalar, isSeq, LineCounter, parseAllDocuments } from 'yaml';
import type { Place, ValuePath, YamlText } from './types';

const isSomething = (value: unknown) => value !== null && value !== undefined;
const isNothing = (node: unknown) => isScalar(node) && node.value === null;

/** Values are read at once, by the fast reader; positions when one is asked for, by the exact one. */
export function readYaml(file: string, text: string): YamlText {
  let values: unknown[];
  try {
    values = loadAll(text, undefined, { schema: CORE_SCHEMA });
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error;
    return {
      documents: [],
      error: {
        file,
        line: (error.mark?.line ?? 0) + 1,
        column: (error.mark?.column ?? 0) + 1,
        message: error.reason,
      },
    };
  }
  let places: Array<(path: ValuePath) => Place> | undefined;
  return {
    documents: values.filter(isSomething).map((value, i) => ({
      value,
      place: (path = []) => {
        places ??= readPlaces(file, text);
        return places[i]?.(path) ?? { file, line: 1, column: 1 };
      },
    })),
  };
}

function readPlaces(file: string, text: string) {
  const lines = new LineCounter();
  const documents = parseAllDocuments(text, {
    lineCounter: lines,
    uniqueKeys: false,
  });
  return (Array.isArray(documents) ? documents : [])
    .filter(({ contents }) => contents && !isNothing(contents))
    .map(({ contents }) => (path: ValuePath): Place => {
      const { line, col } = lines.linePos(offsetOf(contents, path));
      return { file, line: Math.max(line, 1), column: Math.max(col, 1) };
    });
}

function offsetOf(contents: any, path: ValuePath): number {
  let node = contents;
  let offset: number = node?.range?.[0] ?? 0;
  for (const step of path) {
    if (isMap(node)) {
      const pair = node.items.find(
        ({ key }) => isScalar(key) && String(key.value) === String(step),
      );
      if (!pair) break;
      offset = (pair.key as any)?.range?.[0] ?? offset;
      node = pair.value;
    } else if (isSeq(node)) {
      node = node.items[Number(step)];
      offset = node?.range?.[0] ?? offset;
    } else break;
  }
  return offset;
}
