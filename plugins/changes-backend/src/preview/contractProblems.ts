import { checkFiles, paths, type Problem } from '@idp/platform-contract';
import type { ChangeProblem } from '@idp/plugin-changes-common';
import type { Side, Sides } from './sides';

/** What the contract says of the touched tenants after a merge, and does not say of them today. */
export function contractProblems({
  before,
  after,
  tenants,
}: Sides): ChangeProblem[] {
  const old = new Set(problemsOf(before, tenants).map(keyOf));
  return problemsOf(after, tenants)
    .filter(problem => !old.has(keyOf(problem)))
    .map(({ file, line, rule, message, remedy }) => ({
      file,
      line,
      rule,
      message,
      remedy,
    }));
}

function problemsOf(side: Side, tenants: string[]): Problem[] {
  const folders = tenants.map(tenant => `${paths.tenant(tenant)}/`);
  const inTenant = (path: string) =>
    folders.some(folder => path.startsWith(folder));
  const texts = new Map(
    [...side]
      .filter(([path]) => inTenant(path))
      .map(([path, content]) => [path, content.toString('utf8')]),
  );
  return checkFiles(texts).problems.filter(({ file }) => inTenant(file));
}

/** A problem that only moved to another line is the same. */
function keyOf({ file, rule, message }: Problem): string {
  return [file, rule, message].join('\0');
}
