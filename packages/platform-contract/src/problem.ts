/**
 * What is wrong with a file, where, and what to write instead.
 *
 * @public
 */
export interface Problem {
  /** From the root of the repository. */
  file: string;
  /** From 1. */
  line: number;
  /** From 1. */
  column: number;
  /** One of {@link rules}. */
  rule: string;
  message: string;
  remedy: string;
}

/**
 * A problem in one line: `file:line:column rule: message. remedy.`
 *
 * @public
 */
export function formatProblem(problem: Problem): string {
  const { file, line, column, rule, message, remedy } = problem;
  return `${file}:${line}:${column} ${rule}: ${sentence(message)} ${sentence(
    remedy,
  )}`;
}

/**
 * Thrown where a file cannot be edited or written as asked.
 *
 * @public
 */
export class ContractError extends Error {
  constructor(readonly problems: Problem[]) {
    super(problems.map(formatProblem).join('\n'));
    this.name = 'ContractError';
  }
}

function sentence(text: string) {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
