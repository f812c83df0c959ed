import { parsePath, paths } from '@idp/platform-contract';
import type { ForgeClient } from '@idp/plugin-changes-node';
import {
  createGiteaHarness,
  createGithubHarness,
  type RemoteHarness,
} from '@idp/plugin-changes-node/src/testing/remoteHarness';
import { FakeGitea } from '@idp/plugin-changes-node/src/testing/fakeGitea/FakeGitea';
import { requestOf } from '@idp/plugin-changes-node/src/testing/harness';
import type { Measure } from '../lib/measure';
import { tenantName, workloadName } from '../lib/syntheticRepository';

/** The fewest requests that open a pull request: GitHub's tree, commit, reference, pull request; Gitea's contents, pull request. */
const fewest = { GitHub: 4, Gitea: 2 };
const harnesses = { GitHub: createGithubHarness, Gitea: createGiteaHarness };
const SIZES = [10, 5000];
/** A handful: the head, what alters archives, the archive. */
const FIRST_FILL = 6;
/** `[api] DEFAULT_GIT_TREES_PER_PAGE` of a Gitea with thousands of tenants, and what it is where nobody sets it. */
const TREES_PER_PAGE = { set: 10_000, unset: 1000 };

/** Requests to a forge over HTTP for one golden path, on a fake that speaks its API over a real repository. */
export async function* forgeCalls(): AsyncGenerator<Measure> {
  for (const name of ['GitHub', 'Gitea'] as const) {
    const counts: Array<
      Record<'open' | 'all' | 'fill' | 'unsetReads' | 'reads', number>
    > = [];
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
      const pagesOf = (entries: number) => {
        if (!(harness.fake instanceof FakeGitea)) return;
        harness.fake.largestTreePage = entries;
      };
      try {
        pagesOf(TREES_PER_PAGE.unset);
        requests.length = 0;
        await fetchTenant(harness.connect({}));
        const unsetReads = requests.length;
        pagesOf(TREES_PER_PAGE.set);
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
        const [open, all] = [requests.length - fetched, requests.length];
        counts.push({
          open,
          all,
          reads: fetched,
          unsetReads,
          fill: await firstFill(harness, tenants),
        });
      } finally {
        await harness.close();
      }
    }
    const [small, large] = counts;
    yield {
      name: `requests to ${name} for the first fill of the catalog`,
      value: String(large.fill),
      goal: `≤ ${FIRST_FILL}, and no more at ${SIZES[1]} tenants`,
      ok: large.fill <= FIRST_FILL && large.fill <= small.fill,
      detail: `${small.fill} at ${SIZES[0]} tenants`,
    };
    const most = fewest[name] * 1.5;
    yield {
      name: `requests to ${name} that open a change`,
      value: String(large.open),
      goal: `≤ ${most}, and no more at ${SIZES[1]} tenants`,
      ok: large.open <= most && large.open <= small.open,
      detail: `${small.open} at ${SIZES[0]} tenants`,
    };
    const pages = large.unsetReads - large.reads;
    yield {
      name: `requests to ${name} of a whole golden path, nothing read before`,
      value: String(large.all),
      goal: `no more at ${SIZES[1]} tenants`,
      ok: large.all <= small.all,
      detail: `${small.all} at ${SIZES[0]} tenants${
        pages > 0
          ? `; with [api] DEFAULT_GIT_TREES_PER_PAGE = ${TREES_PER_PAGE.set} in Gitea, else ${pages} more pages of the folder of tenants`
          : ''
      }`,
    };
  }
}

/** What the catalog asks for that knows nothing yet: the head, and all files; the archive's own server counts, too. */
async function firstFill(
  { fake, connect }: RemoteHarness,
  tenants: number,
): Promise<number> {
  const servers = [fake.server, fake.codeload].filter(server => !!server);
  for (const { requests } of servers) requests.length = 0;
  const forge = connect({});
  const { commit } = await forge.getHead();
  const files = await forge.readSnapshot({
    commit,
    isWanted: path => parsePath(path) !== undefined,
  });
  if (files.size < tenants * 5) throw new Error(`${files.size} files`);
  return servers.flatMap(({ requests }) => requests).length;
}

/** What `platform:gitops:fetch` asks for; the commit. */
async function fetchTenant(forge: ForgeClient): Promise<string> {
  const { commit } = await forge.getHead();
  const folder = paths.tenant(tenantName(1));
  const entries = await forge.listFiles({ commit, folder });
  await forge.readFiles({ commit, paths: entries.map(({ path }) => path) });
  return commit;
}
