import type { Problem } from '@idp/platform-contract';
import { codeSpan, escapeInline } from './markdown';

/** What one rule says of a change. */
export interface Finding {
  rule: string;
  /** What holds, when there are no problems. */
  passed?: string;
  problems: Problem[];
  /** Why the rule was not looked at. */
  skipped?: string;
  note?: string;
}

/** A verdict as Markdown: each rule, and every problem with its place and its remedy. */
export function formatVerdict(findings: readonly Finding[]): string {
  const problems = findings.flatMap(finding => finding.problems);
  const head =
    problems.length === 0
      ? '**Verdict: passed**'
      : `**Verdict: refused, ${problems.length} problem${
          problems.length > 1 ? 's' : ''
        }**`;
  const lines = findings.flatMap(finding => [
    findingLine(finding),
    ...finding.problems.map(problem => `  - ${problemLine(problem)}`),
  ]);
  return [head, '', ...lines].join('\n');
}

/** The same problems as plain text, for an error message. */
export function problemSentence(problem: Problem): string {
  return `${place(problem)} ${problem.rule}: ${stop(problem.message)} ${stop(
    problem.remedy,
  )}`;
}

function findingLine(finding: Finding): string {
  const { rule, problems, skipped, passed, note } = finding;
  const suffix = note ? ` (${escapeInline(note)})` : '';
  if (problems.length > 0) return `- ${rule}: **refused**${suffix}`;
  if (skipped)
    return `- ${rule}: not checked, ${escapeInline(skipped)}${suffix}`;
  return `- ${rule}: passed, ${escapeInline(passed ?? '')}${suffix}`;
}

function problemLine(problem: Problem): string {
  return `${codeSpan(place(problem))} ${codeSpan(problem.rule)}: ${escapeInline(
    stop(problem.message),
  )} ${escapeInline(stop(problem.remedy))}`;
}

function place(problem: Problem): string {
  return `${problem.file}:${problem.line}:${problem.column}`;
}

function stop(sentence: string): string {
  return /[.!?]$/u.test(sentence) ? sentence : `${sentence}.`;
}
