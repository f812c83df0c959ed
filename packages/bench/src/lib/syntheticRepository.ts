import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import { paths } from '@idp/platform-contract';

/** The example tenant of the repository, which every synthetic one is a copy of. */
const EXAMPLE = { tenant: 'demo', workload: 'hello' };

const FOLDERS = ['gitops/environments', 'gitops/platform'];

/** Names of the n-th tenant and workload. */
export const tenantName = (index: number) => `team-x${index}`;
export const workloadName = (index: number) => `svc-y${index}`;

/**
 * Makes a bare repository with the templates of this checkout and `tenants` × `workloads` copies of the example.
 * Resolves to the number of files.
 *
 * @param options.folders - what else it has of this checkout; environments and the platform's Applications if absent
 */
export async function makeRepository(options: {
  checkout: string;
  target: string;
  tenants: number;
  workloads: number;
  folders?: readonly string[];
}): Promise<number> {
  const { checkout, target, tenants, workloads, folders = FOLDERS } = options;
  await run('git', ['init', '--quiet', '--bare', '-b', 'main', target]);
  const child = spawn(
    'git',
    ['-C', target, 'fast-import', '--quiet', '--done'],
    { stdio: ['pipe', 'inherit', 'inherit'] },
  );
  const write = async (text: string) => {
    if (!child.stdin.write(text)) await once(child.stdin, 'drain');
  };
  const exited = once(child, 'exit');
  let files = 0;
  const add = async (file: string, content: string) => {
    files += 1;
    await write(
      `M 100644 inline ${file}\ndata ${Buffer.byteLength(
        content,
      )}\n${content}\n`,
    );
  };

  await write(
    'commit refs/heads/main\ncommitter Bench <bench@example.com> 1700000000 +0000\ndata 5\nBench\n',
  );
  for (const folder of ['templates', ...folders]) {
    for (const file of listFiles(checkout, folder)) {
      await add(file, fs.readFileSync(path.join(checkout, file), 'utf8'));
    }
  }
  const boundary = readExample(checkout, paths.boundary(EXAMPLE.tenant));
  const workload = readExample(
    checkout,
    paths.workload(EXAMPLE.tenant, EXAMPLE.workload),
  );
  for (let t = 0; t < tenants; t++) {
    for (const [file, text] of boundary) {
      await add(...renamed(file, text, tenantName(t)));
    }
    for (let w = 0; w < workloads; w++) {
      for (const [file, text] of workload) {
        await add(...renamed(file, text, tenantName(t), workloadName(w)));
      }
    }
  }
  await write('\ndone\n');
  child.stdin.end();
  const [code] = await exited;
  if (code !== 0) throw new Error(`git fast-import ended with ${code}`);
  return files;
}

function readExample(checkout: string, folder: string) {
  return listFiles(checkout, folder).map(
    file => [file, fs.readFileSync(path.join(checkout, file), 'utf8')] as const,
  );
}

function renamed(
  file: string,
  text: string,
  tenant: string,
  workload: string = EXAMPLE.workload,
): [string, string] {
  const rename = (value: string) =>
    value
      .replaceAll(EXAMPLE.tenant, tenant)
      .replaceAll(EXAMPLE.workload, workload);
  return [rename(file), rename(text)];
}

function listFiles(checkout: string, folder: string): string[] {
  return fs
    .readdirSync(path.join(checkout, folder), {
      recursive: true,
      withFileTypes: true,
    })
    .filter(entry => entry.isFile())
    .map(entry =>
      path
        .relative(checkout, path.join(entry.parentPath, entry.name))
        .replaceAll(path.sep, '/'),
    )
    .sort();
}

async function run(command: string, args: string[]) {
  const child = spawn(command, args, { stdio: 'inherit' });
  const [code] = await once(child, 'exit');
  if (code !== 0) throw new Error(`${command} ${args[0]} ended with ${code}`);
}
