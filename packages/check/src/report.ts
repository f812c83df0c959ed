import { formatProblem } from '@idp/platform-contract';
import type { RuleResult } from './rule';

export { counted, type RuleResult } from './rule';

export interface ReportOptions {
  /** Says too how long each rule took. */
  verbose?: boolean;
  /** What was looked at, where it is not all. */
  scope?: string;
}

/** A line a rule, its findings below it, and the count last. */
export function formatReport(
  results: RuleResult[],
  { verbose = false, scope }: ReportOptions = {},
): string {
  const lines = results.flatMap(
    ({ rule, lookedAt, problems, notes = [], details = [], milliseconds }) => [
      `${problems.length ? 'FAILED' : 'ok    '}  ${rule}: ${lookedAt}${
        verbose && milliseconds !== undefined
          ? ` (${(milliseconds / 1000).toFixed(1)} s)`
          : ''
      }`,
      ...notes.map(note => `        note: ${note}`),
      ...(verbose ? details.map(detail => `        ${detail}`) : []),
      ...problems.map(problem => `        ${formatProblem(problem)}`),
    ],
  );
  const { passed, failed } = count(results);
  return [
    ...(scope ? [`scope   ${scope}`] : []),
    ...lines,
    `check: ${passed} passed, ${failed} failed`,
  ].join('\n');
}

/**
 * The report for programs. Fields are added to it, never renamed or removed; `format` would change with such a change.
 */
export function jsonReport(results: RuleResult[], scope = 'everything') {
  return {
    format: 1,
    scope,
    ...count(results),
    rules: results.map(
      ({ rule, lookedAt, problems, notes = [], details = [] }) => ({
        rule,
        passed: problems.length === 0,
        lookedAt,
        notes,
        details,
        findings: problems.map(problem => ({
          file: problem.file,
          line: problem.line,
          column: problem.column,
          rule: problem.rule,
          reason: problem.message,
          remedy: problem.remedy,
        })),
      }),
    ),
  };
}

export const isGood = (results: RuleResult[]) => count(results).failed === 0;

function count(results: RuleResult[]) {
  const failed = results.filter(({ problems }) => problems.length).length;
  return { passed: results.length - failed, failed };
}
