import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { paths } from '@idp/platform-contract';
import { POLICY_FOLDERS } from '@idp/plugin-changes-node';

const ROOT = resolve(__dirname, '../../../..');

/** The folders of this repository that a GitOps repository needs, as the portal seeds its forge with them. */
export function repositoryFiles(): Record<string, string> {
  const files: Record<string, string> = {};
  for (const folder of [
    'gitops/tenants',
    'gitops/environments',
    'templates/blueprints',
    ...POLICY_FOLDERS,
  ]) {
    for (const entry of readdirSync(join(ROOT, folder), {
      recursive: true,
      withFileTypes: true,
    })) {
      if (!entry.isFile()) continue;
      const location = join(entry.parentPath, entry.name);
      files[location.slice(ROOT.length + 1)] = readFileSync(location, 'utf8');
    }
  }
  return files;
}

/** The files of a new tenant, made from those of `demo`. */
export function tenantFiles(
  tenant: string,
  owner: string,
): Record<string, string> {
  const demo = repositoryFiles();
  return {
    [paths.tenantFile(tenant)]: demo[paths.tenantFile('demo')]
      .replace(/name: "demo"/u, `name: "${tenant}"`)
      .replace(/owner: .*/u, `owner: ${JSON.stringify(owner)}`),
    [paths.boundaryKustomization(tenant)]:
      demo[paths.boundaryKustomization('demo')],
  };
}

/** The files of a new workload without secrets, made from those of `hello` in tenant `demo`. */
export function workloadFiles(
  tenant: string,
  workload: string,
): Record<string, string> {
  const folder = `${paths.workload('demo', 'hello')}/`;
  const files: Record<string, string> = {};
  for (const [path, text] of Object.entries(repositoryFiles())) {
    if (!path.startsWith(folder) || path.includes('external-secret')) continue;
    files[`${paths.workload(tenant, workload)}/${path.slice(folder.length)}`] =
      text
        .replace(/ *- secretRef:\n *name: .*\n/gu, '')
        .replace(/ *- external-secret-.*\n/gu, '')
        .replace(/"hello/gu, `"${workload}`)
        .replace(/"demo"/gu, `"${tenant}"`)
        .replace(/"tenant-demo"/gu, `"tenant-${tenant}"`);
  }
  return files;
}
