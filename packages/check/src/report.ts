import { formatProblem, type Problem } from '@idp/platform-contract';

/** What one rule looked at, and what it found. */
export interface RuleResult {
  rule: string;
  /** Such as `12 files of 3 tenants`. */
  lookedAt: string;
  problems: Problem[];
}

/** A line a rule, its findings below it, and the count last. */
export function formatReport(results: RuleResult[]): string {
  const lines = results.flatMap(({ rule, lookedAt, problems }) => [
    `${problems.length ? 'FAILED' : 'ok    '}  ${rule}: ${lookedAt}`,
    ...problems.map(problem => `        ${formatProblem(problem)}`),
  ]);
  const failed = results.filter(({ problems }) => problems.length).length;
  return [
    ...lines,
    `check: ${results.length - failed} passed, ${failed} failed`,
  ].join('\n');
}

/** `1 tenant`, `2 tenants`. */
export const counted = (count: number, what: string) =>
  `${count} ${what}${count === 1 ? '' : 's'}`;

export const isGood = (results: RuleResult[]) =>
  results.every(({ problems }) => problems.length === 0);
