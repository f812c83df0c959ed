// Run as a process of its own: opens changes on a repository as golden paths do, and prints what the process took.
import { paths } from '@idp/platform-contract';
import { createLocalForge } from '@idp/plugin-changes-node';
import { silentLogger } from '@idp/plugin-changes-node/src/testing/silentLogger';
import { tenantName } from '../lib/syntheticRepository';

const CHANGES = 40;

async function main(repository: string) {
  const forge = createLocalForge({
    path: repository,
    branchPrefix: 'bench/',
    portal: { name: 'Portal', email: 'portal@example.com' },
    logger: silentLogger,
  });
  const times: number[] = [];
  for (let n = 0; n < CHANGES; n++) {
    const tenant = tenantName(n % 10);
    const started = performance.now();
    const { commit } = await forge.getHead();
    const folder = paths.tenant(tenant);
    const entries = await forge.listFiles({ commit, folder });
    await forge.readFiles({ commit, paths: entries.map(({ path }) => path) });
    await forge.openChange({
      key: `web-service/${tenant}--memory-${n}x`,
      title: `Add memory-${n}x`,
      body: 'A change of a bench',
      entityRefs: [],
      author: { name: 'Sam Rivera', email: 'sam@example.com' },
      baseCommit: commit,
      files: ['base/workload.yaml', 'base/kustomization.yaml'].map(file => ({
        path: `${paths.workload(tenant, `memory-${n}x`)}/${file}`,
        content: Buffer.from(`# ${file}\n`),
      })),
    });
    times.push(performance.now() - started);
  }
  await forge.close?.();
  const { maxRSS } = process.resourceUsage();
  console.log(JSON.stringify({ memoryMiB: maxRSS / 1024, times }));
}

main(process.argv[2]).then(
  () => process.exit(0),
  error => {
    console.error(error);
    process.exit(1);
  },
);
