import type { LogLevel } from '@idp/plugin-grafana-common';
import { literal, quoted } from '../signals/QueryBuilder';
import { detectedLevels } from './levels';

/**
 * A question for lines of one namespace. What somebody searches for is a text, whatever is in it: as a regular expression it
 * fits itself alone, and as a string it ends where we end it.
 */
export function logQuery(
  scope: { namespace: string; workload?: string },
  labels: { namespace: string; workload: string },
  filter: { search?: string; level?: readonly LogLevel[] } = {},
): string {
  const matchers = [
    `${labels.namespace}="${quoted(scope.namespace)}"`,
    ...(scope.workload
      ? [`${labels.workload}="${quoted(scope.workload)}"`]
      : []),
  ];
  const { search, level } = filter;
  return [
    `{${matchers.join(', ')}}`,
    ...(search ? [`|~ "(?i)${quoted(literal(search))}"`] : []),
    ...(level?.length
      ? [
          `| detected_level=~"${quoted(
            detectedLevels(level).map(literal).join('|'),
          )}"`,
        ]
      : []),
  ].join(' ');
}
