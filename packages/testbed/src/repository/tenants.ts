import fs from 'node:fs';
import path from 'node:path';
import type { Changes, GitRepository } from './GitRepository';

/**
 * What the golden paths would write for another tenant with a workload: the example tenant by another name, as the
 * example is what the golden paths write.
 */
export function anotherTenant(
  git: GitRepository,
  tenant: string,
  workload: string,
): Changes {
  const root = path.join(git.work, 'gitops/tenants/demo');
  const changes: Changes = {};
  for (const entry of fs.readdirSync(root, {
    recursive: true,
    withFileTypes: true,
  })) {
    if (!entry.isFile()) continue;
    const file = path.relative(root, path.join(entry.parentPath, entry.name));
    const text = fs.readFileSync(path.join(root, file), 'utf8');
    const renamed = file.replace('workloads/hello/', `workloads/${workload}/`);
    changes[`gitops/tenants/${tenant}/${renamed}`] = text
      .replace(/\bhello\b/g, workload)
      .replace(/\bdemo\b/g, tenant);
  }
  return changes;
}
