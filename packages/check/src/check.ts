import fs from 'node:fs';
import path from 'node:path';
import type { RuleResult } from './report';
import { contractRule } from './rules/contract';
import { renderRule } from './rules/render';

/** Every rule over the checkout of a GitOps repository, in order. */
export async function check(root: string): Promise<RuleResult[]> {
  if (!fs.existsSync(path.join(root, 'gitops', 'tenants'))) {
    throw new Error(
      `${root} is not a GitOps repository of this layout: it has no folder gitops/tenants.`,
    );
  }
  return [await contractRule(root), await renderRule(root)];
}
