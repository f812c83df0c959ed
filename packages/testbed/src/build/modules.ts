import path from 'node:path';
import type { ModulesComponent } from '../components/types';
import { Problem } from '../lib/problem';
import { copyFromModule } from './copyFromModule';
import { runQuietly } from './run';

/** Fetches modules and copies a folder of each; a module whose digest is another than the recorded one is refused. */
export async function copyModules(
  component: ModulesComponent,
  folder: string,
  onProgress: (text: string) => void,
): Promise<{ cpuSeconds?: number }> {
  let total = 0;
  for (const { module, version, sum, from, to } of component.modules) {
    onProgress(`fetching ${module} ${version}`);
    const { output, cpuSeconds = 0 } = await runQuietly(
      'go',
      ['mod', 'download', '-json', `${module}@${version}`],
      // Outside of any module: what is asked for is what is fetched.
      { cwd: folder, env: { ...process.env, GOWORK: 'off', GOFLAGS: '' } },
    );
    total += cpuSeconds;
    const { Dir, Sum, Error: reason } = parse(output);
    if (!Dir) {
      throw new Problem(
        `${component.name}: ${module} ${version} could not be fetched: ${
          reason ?? output.trim()
        }`,
      );
    }
    if (Sum !== sum) {
      throw new Problem(
        `${component.name}: ${module} ${version} has the digest ${Sum} and not ${sum}. Somebody changed it; do not use it.`,
      );
    }
    copyFromModule(path.join(Dir, from), path.join(folder, to));
  }
  return { cpuSeconds: total };
}

function parse(output: string): { Dir?: string; Sum?: string; Error?: string } {
  try {
    return JSON.parse(output.slice(output.indexOf('{')));
  } catch {
    return {};
  }
}
