import { ENVIRONMENTS, type Problem } from '@idp/platform-contract';
import {
  problemAt,
  type Place,
  type Repository,
  type ValuePath,
} from '../repository';
import type { Item } from './items';

/** What differs between the findings of two environments. */
const IN_ENVIRONMENT = new RegExp(`^(.*) in (${ENVIRONMENTS.join('|')})$`, 's');

/** What a rule finds, each thing once however many environments have it. */
export class Findings {
  private readonly found = new Map<string, Problem>();

  constructor(
    private readonly repository: Repository,
    private readonly rule: string,
  ) {}

  at(place: Place | string, message: string, remedy: string) {
    const problem = problemAt(place, this.rule, message, remedy);
    const [text = message, environment] =
      IN_ENVIRONMENT.exec(message)?.slice(1) ?? [];
    const key = `${problem.file}:${problem.line}:${problem.column} ${text}`;
    const known = this.found.get(key);
    if (!known) this.found.set(key, problem);
    else if (
      environment &&
      !known.message.includes(` ${environment}`, text.length)
    ) {
      known.message += ` and ${environment}`;
    }
  }

  /** In the file that a rendered object comes from. */
  in(item: Item, path: ValuePath, message: string, remedy: string) {
    this.at(this.repository.place(item.document, path), message, remedy);
  }

  get problems(): Problem[] {
    return [...this.found.values()].sort(
      (a, b) => compare(a.file, b.file) || a.line - b.line,
    );
  }
}

function compare(a: string, b: string) {
  return a < b ? -1 : Number(a > b);
}
