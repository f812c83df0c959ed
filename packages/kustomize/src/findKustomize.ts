import { access, constants, stat } from 'node:fs/promises';
import path from 'node:path';
import { KustomizeError } from './KustomizeError';

/**
 * A program that renders a kustomization: `<command> <args…> <folder>` writes the manifests to its output.
 *
 * @public
 */
export interface KustomizeProgram {
  /** Absolute path of the program. */
  command: string;
  /** What comes before the folder: `build` for kustomize, `kustomize` for kubectl. */
  args: string[];
}

/**
 * Names a program in `IDP_KUSTOMIZE` when it is not on PATH.
 *
 * @public
 */
export const KUSTOMIZE_VARIABLE = 'IDP_KUSTOMIZE';

const PROGRAMS = ['kustomize', 'kubectl'];

/**
 * The program to render with: the one that `IDP_KUSTOMIZE` names, else `kustomize` on PATH, else `kubectl` on PATH.
 * Resolves to undefined where there is none; nothing is ever downloaded.
 *
 * @throws {@link KustomizeError} `not-found` when `IDP_KUSTOMIZE` names something that cannot be run.
 * @public
 */
export async function findKustomize(
  env: NodeJS.ProcessEnv = process.env,
): Promise<KustomizeProgram | undefined> {
  const named = env[KUSTOMIZE_VARIABLE];
  if (named) {
    const command = path.resolve(named);
    if (!(await isExecutable(command))) {
      throw new KustomizeError(
        'not-found',
        `${KUSTOMIZE_VARIABLE} names '${named}', which is not a program that can be run. Set it to the full path of kustomize or kubectl, or remove it.`,
      );
    }
    return programAt(command);
  }
  const folders = (env.PATH ?? '')
    .split(path.delimiter)
    .filter(folder => path.isAbsolute(folder));
  const suffix = process.platform === 'win32' ? '.exe' : '';
  for (const program of PROGRAMS) {
    for (const folder of folders) {
      const command = path.join(folder, `${program}${suffix}`);
      if (await isExecutable(command)) return programAt(command);
    }
  }
  return undefined;
}

function programAt(command: string): KustomizeProgram {
  const isKubectl = path.basename(command).toLowerCase().startsWith('kubectl');
  return { command, args: [isKubectl ? 'kustomize' : 'build'] };
}

async function isExecutable(file: string): Promise<boolean> {
  try {
    await access(file, constants.X_OK);
    return (await stat(file)).isFile();
  } catch {
    return false;
  }
}
