import { ForgeError } from '../ForgeError';
import { runGit } from './gitCommand';

const NEEDED = [2, 38] as const;

/** Rejects where git is missing or older than what the local forge is built on. */
export async function checkGitVersion(repository: string): Promise<void> {
  const { stdout } = await runGit({
    purpose: 'ask git for its version',
    repository,
    args: ['version'],
  });
  const problem = gitVersionProblem(stdout.toString());
  if (problem) throw new ForgeError('unavailable', problem);
}

/** Says what is wrong with the answer of `git version`, undefined when nothing is. */
export function gitVersionProblem(answer: string): string | undefined {
  const match = /(\d+)\.(\d+)(?:\.\d+)?/.exec(answer);
  if (!match) {
    return `"git version" answers ${JSON.stringify(
      answer.trim(),
    )}: install Git 2.38 or newer`;
  }
  const [major, minor] = [Number(match[1]), Number(match[2])];
  if (major > NEEDED[0] || (major === NEEDED[0] && minor >= NEEDED[1])) {
    return undefined;
  }
  return `The local forge needs Git 2.38 or newer (it merges with "git merge-tree --write-tree"), this machine has ${match[0]}: install a newer Git, or choose another forge in changes.forge.type`;
}
