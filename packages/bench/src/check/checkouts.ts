import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { root } from '../lib/portal';
import { makeRepository } from '../lib/syntheticRepository';

/** All of the platform: a check looks at it as well. */
const FOLDERS = [
  'gitops/clusters',
  'gitops/environments',
  'gitops/platform',
  'gitops/root',
  'kubernetes',
];

/** A checkout of a repository with this platform and so many tenants. */
export async function makeCheckout(
  folder: string,
  options: { tenants: number; workloads: number },
): Promise<string> {
  const target = path.join(folder, `${options.tenants}.git`);
  const checkout = path.join(folder, String(options.tenants));
  await makeRepository({
    checkout: root,
    target,
    folders: FOLDERS,
    ...options,
  });
  execFileSync('git', ['clone', '--quiet', '--shared', target, checkout], {
    stdio: 'inherit',
  });
  return checkout;
}
