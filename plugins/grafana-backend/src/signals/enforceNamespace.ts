import { parser } from '@prometheus-io/lezer-promql';
import { quoted } from './QueryBuilder';

/**
 * Throws where a query is not well-formed, or asks for anything but series of one namespace. Queries are built so that this
 * never happens; a mistake in one must not show a tenant what is another's.
 */
export function enforceNamespace(query: string, namespace: string): void {
  let selectors = 0;
  parser.parse(query).iterate({
    enter(node) {
      if (node.type.isError) {
        throw new Error('The query for this panel is not well-formed');
      }
      if (node.name !== 'VectorSelector') return;
      selectors += 1;
      const matchers = node.node.getChild('LabelMatchers');
      const enforced = matchers
        ?.getChildren('UnquotedLabelMatcher')
        .some(matcher =>
          isNamespace(query.slice(matcher.from, matcher.to), namespace),
        );
      if (!enforced) {
        throw new Error(
          'The query for this panel asks for series of any namespace',
        );
      }
    },
  });
  if (selectors === 0) {
    throw new Error('The query for this panel asks for no series');
  }
}

function isNamespace(matcher: string, namespace: string): boolean {
  return matcher === `namespace="${quoted(namespace)}"`;
}
