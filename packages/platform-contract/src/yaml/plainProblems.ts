import {
  isMap,
  isPair,
  isScalar,
  Scalar,
  visit,
  type Document,
  type Node,
  type Pair,
} from 'yaml';
import type { RuleId } from '../rules';

const DEEPEST = 100;

/**
 * What YAML 1.1, which Kubernetes' tools partly read, takes for something else than the text that YAML 1.2 sees: truth
 * values, binary and sexagesimal numbers, dates, numbers with underscores.
 */
const OTHERWISE_IN_1_1 =
  /^(?:y|n|yes|no|on|off|[-+]?0(?:b[01_]+|o[0-7_]+|x[0-9a-f_]+)|[-+]?[0-9]+(?::[0-5]?[0-9])+(?:\.[0-9_]*)?|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:[Tt \t].*)?)$/i;
const NUMBER = /^[-+]?[0-9][0-9_]*(?:\.[0-9_]*)?(?:e[-+]?[0-9]+)?$/i;
const DECIMAL = /^-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?$/;

type Report = (
  offset: number | undefined,
  rule: RuleId,
  message: string,
  remedy: string,
) => void;

/** Reports what YAML offers beyond plain maps, lists and values, and what two readers would read differently. */
export function plainProblems(document: Document, report: Report): void {
  directives(document, report);
  visit(document, {
    Alias: (_key, node) =>
      report(
        node.range?.[0],
        'yaml-alias',
        'an alias repeats another place of the file',
        'Write the value out',
      ),
    Node: (_key, node, above) => {
      const at = node.range?.[0];
      if ('anchor' in node && node.anchor) {
        report(
          at,
          'yaml-alias',
          `the anchor &${String(node.anchor).slice(0, 40)}`,
          'Remove it',
        );
      }
      if (node.tag) {
        report(
          at,
          'yaml-syntax',
          `the tag ${node.tag.slice(0, 60)}`,
          'Remove it; a text that looks like a number goes in quotes',
        );
      }
      if (above.length > DEEPEST) {
        report(
          at,
          'yaml-syntax',
          `the value is nested more than ${DEEPEST} levels deep`,
          'Write it flatter',
        );
        return visit.BREAK;
      }
      if (isMap(node)) keys(node.items as Pair[], at, report);
      if (isScalar(node) && node.type === 'PLAIN') {
        const { source = '', value } = node;
        const odd =
          typeof value === 'number'
            ? !DECIMAL.test(source)
            : typeof value === 'string' && isOtherwise(source);
        if (odd) {
          report(
            at,
            'yaml-syntax',
            `other readers of YAML take ${source.slice(
              0,
              60,
            )} for another value`,
            'Write a text in quotes, a number in plain decimal digits, a truth value as true or false',
          );
        }
      }
      return undefined;
    },
  });
}

/** Puts quotes around the texts that {@link plainProblems} would refuse without. */
export function quoteOddTexts<T extends Node | Document>(node: T): T {
  visit(node, {
    Scalar: (_key, scalar) => {
      if (typeof scalar.value === 'string' && isOtherwise(scalar.value)) {
        scalar.type = Scalar.QUOTE_DOUBLE;
      }
    },
  });
  return node;
}

function isOtherwise(source: string) {
  return (
    OTHERWISE_IN_1_1.test(source) ||
    (source.includes('_') && NUMBER.test(source))
  );
}

function directives(document: Document, report: Report): void {
  const { yaml, tags } = document.directives ?? {};
  if (yaml?.explicit || Object.keys(tags ?? {}).length > 1) {
    report(0, 'yaml-syntax', 'the file has a directive', 'Remove it');
  }
}

/** Duplicates are looked for here: the parser compares every key with every other. */
function keys(pairs: Pair[], map: number | undefined, report: Report): void {
  const seen = new Set<string>();
  for (const pair of pairs) {
    const key = isPair(pair) ? pair.key : undefined;
    if (!isScalar(key) || typeof key.value === 'object') {
      report(
        map,
        'yaml-syntax',
        'a key is not a text',
        'Write a text as the key',
      );
      continue;
    }
    const at = key.range?.[0];
    const name = String(key.value);
    if (name === '<<') {
      report(at, 'yaml-alias', "the merge key '<<'", 'Write the fields out');
    } else if (seen.has(name)) {
      report(
        at,
        'yaml-syntax',
        'a field is there twice',
        'Keep one of the two',
      );
    }
    seen.add(name);
  }
}
