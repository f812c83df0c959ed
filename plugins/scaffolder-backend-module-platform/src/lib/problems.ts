import type { Problem } from '@idp/platform-contract';

/** A problem of a whole file, in the shape of the contract's own. */
export function fileProblem(
  file: string,
  rule: string,
  message: string,
  remedy: string,
  position: { line: number; column: number } = { line: 1, column: 1 },
): Problem {
  return { file, ...position, rule, message, remedy };
}

/** The same problem whatever line it is on. */
export function problemKey(problem: Problem): string {
  return [problem.file, problem.rule, problem.message].join('\0');
}
