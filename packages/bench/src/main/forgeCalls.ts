import { paths } from '@idp/platform-contract';
import type { ForgeClient } from '@idp/plugin-changes-node';
import {
  createGiteaHarness,
  createGithubHarness,
} from '@idp/plugin-changes-node/src/testing/remoteHarness';
import { requestOf } from '@idp/plugin-changes-node/src/testing/harness';
import type { Measure } from '../lib/measure';
import { tenantName, workloadName } from '../lib/syntheticRepository';

/** The fewest requests that open a pull request: GitHub's tree, commit, reference, pull request; Gitea's contents, pull request. */
const fewest = { GitHub: 4, Gitea: 2 };
const harnesses = { GitHub: createGithubHarness, Gitea: createGiteaHarness };
const SIZES = [10, 5000];

/** Requests to a forge over HTTP for one golden path, on a fake that speaks its API over a real repository. */
export async function* forgeCalls(): AsyncGenerator<Measure> {
  for (const name of ['GitHub', 'Gitea'] as const) {
    const counts: Array<{ open: number; all: number }> = [];
    for (const tenants of SIZES) {
      const files: Record<string, string> = {};
      for (let t = 0; t < tenants; t++) {
        files[paths.tenantFile(tenantName(t))] = 'kind: Tenant\n';
        for (let w = 0; w < 4; w++) {
          files[paths.workloadFile(tenantName(t), workloadName(w))] =
            'kind: Workload\n';
        }
      }
      const harness = await harnesses[name](files);
      const { requests } = harness.server;
      try {
        requests.length = 0;
        const baseCommit = await fetchTenant(harness.forge);
        const fetched = requests.length;
        const { outcome } = await harness.forge.openChange(
          requestOf(
            Object.fromEntries(
              ['base/workload.yaml', 'base/kustomization.yaml'].map(file => [
                `${paths.workload(tenantName(1), 'orders')}/${file}`,
                `# ${file}\n`,
              ]),
            ),
            { key: 'web-service/orders', baseCommit },
          ),
        );
        if (outcome !== 'opened') throw new Error(`${name}: ${outcome}`);
        counts.push({ open: requests.length - fetched, all: requests.length });
      } finally {
        await harness.close();
      }
    }
    const [small, large] = counts;
    const most = fewest[name] * 1.5;
    yield {
      name: `requests to ${name} that open a change`,
      value: String(large.open),
      goal: `≤ ${most}, and no more at ${SIZES[1]} tenants`,
      ok: large.open <= most && large.open <= small.open,
      detail: `${small.open} at ${SIZES[0]} tenants; with the reads of the whole golden path ${small.all} and ${large.all}`,
    };
  }
}

/** What `platform:gitops:fetch` asks for; the commit. */
async function fetchTenant(forge: ForgeClient): Promise<string> {
  const { commit } = await forge.getHead();
  const folder = paths.tenant(tenantName(1));
  const entries = await forge.listFiles({ commit, folder });
  await forge.readFiles({ commit, paths: entries.map(({ path }) => path) });
  return commit;
}
