import path from 'node:path';
import { paths } from '@idp/platform-contract';
import { createLocalForge, type ForgeClient } from '@idp/plugin-changes-node';
import { silentLogger } from '@idp/plugin-changes-node/src/testing/silentLogger';
import type { Measure } from '../lib/measure';
import { root, temporaryFolder } from '../lib/portal';
import { makeRepository } from '../lib/syntheticRepository';

const CHANGES = 100;
const SAM = { name: 'Sam Rivera', email: 'sam@example.com' };

/** 100 changes through one client at the same time: all there, each with its own file and nothing else. */
export async function* simultaneousChanges(): AsyncGenerator<Measure> {
  const { folder, remove } = temporaryFolder();
  try {
    const target = path.join(folder, 'forge.git');
    await makeRepository({ checkout: root, target, tenants: 10, workloads: 4 });
    const forge = createLocalForge({
      path: target,
      branchPrefix: 'portal/',
      portal: { name: 'Portal', email: 'portal@example.com' },
      logger: silentLogger,
    });
    const names = Array.from({ length: CHANGES }, (_, n) => `newcomer-${n}`);
    const started = performance.now();
    await Promise.all(names.map(name => forge.openChange(requestFor(name))));
    const seconds = (performance.now() - started) / 1000;
    const right = await countRight(forge, names);
    await forge.close?.();
    yield {
      name: `${CHANGES} changes at once through the forge client`,
      value: `${right} of ${CHANGES}`,
      goal: 'all, none lost, none mixed up',
      ok: right === CHANGES,
      detail: `${seconds.toFixed(1)} s`,
    };
  } finally {
    remove();
  }
}

async function countRight(forge: ForgeClient, names: string[]) {
  const wanted = new Set(names);
  let right = 0;
  let cursor: string | undefined;
  do {
    const page = await forge.listChanges({ state: 'open', cursor, limit: 100 });
    cursor = page.nextCursor;
    for (const { id, key } of page.changes) {
      const name = key.replace('onboard-tenant/', '');
      const files = await forge.getChangeFiles(id);
      const isRight =
        files.length === 1 && files[0].path === paths.tenantFile(name);
      if (isRight && wanted.delete(name)) right += 1;
    }
  } while (cursor);
  return right;
}

function requestFor(name: string) {
  return {
    key: `onboard-tenant/${name}`,
    title: `Onboard ${name}`,
    body: name,
    entityRefs: [`system:default/${name}`],
    author: SAM,
    files: [
      {
        path: paths.tenantFile(name),
        content: Buffer.from(`kind: Tenant # ${name}\n`),
      },
    ],
  };
}
