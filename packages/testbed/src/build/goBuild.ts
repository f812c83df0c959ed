import path from 'node:path';
import type { GoComponent } from '../components/types';
import { Problem } from '../lib/problem';
import { toolFolder } from './cache';
import { copyFromModule } from './copyFromModule';
import { runQuietly } from './run';

/** Builds a component's binary into `folder`, with the files that it needs from its modules. */
export async function goBuild(
  component: GoComponent,
  folder: string,
  onProgress: (text: string) => void,
): Promise<{ cpuSeconds?: number }> {
  const cwd = toolFolder(component);
  const env = {
    ...process.env,
    CGO_ENABLED: component.cgo ? '1' : '0',
    GOWORK: 'off',
    GOFLAGS: '-buildvcs=false -mod=readonly',
  };
  const go = async (args: string[], onLine?: (line: string) => void) => {
    const result = await runQuietly('go', args, { cwd, env, onLine });
    if (result.code === 0) return result;
    throw new Problem(
      `${component.name} ${component.version} could not be built: \`go ${
        args[0]
      }\` in ${path.relative(process.cwd(), cwd)} said\n${result.output
        .trim()
        .split('\n')
        .slice(-15)
        .join('\n')}`,
    );
  };
  onProgress('fetching modules');
  const tags = component.tags?.length
    ? ['-tags', component.tags.join(' ')]
    : [];
  const listed = await go([
    'list',
    ...tags,
    '-deps',
    '-f',
    '{{.ImportPath}}',
    component.package,
  ]);
  const total = listed.output.trim().split('\n').length;
  let compiled = 0;
  const build = await go(
    [
      'build',
      '-v',
      '-trimpath',
      ...tags,
      '-ldflags',
      ldflags(component),
      '-o',
      path.join(folder, component.binary),
      component.package,
    ],
    line => {
      if (line.startsWith('go: ')) return;
      compiled += 1;
      onProgress(`compiled ${compiled} of at most ${total} packages`);
    },
  );
  for (const { module, from, to } of component.files ?? []) {
    const found = await go(['list', '-m', '-f', '{{.Dir}}', module]);
    copyFromModule(path.join(found.output.trim(), from), path.join(folder, to));
  }
  return { cpuSeconds: (listed.cpuSeconds ?? 0) + (build.cpuSeconds ?? 0) };
}

function ldflags({ variables = {} }: GoComponent): string {
  return [
    '-s -w',
    ...Object.entries(variables).map(([name, value]) => `-X ${name}=${value}`),
  ].join(' ');
}
