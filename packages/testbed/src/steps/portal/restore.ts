import fs from 'node:fs';
import path from 'node:path';
import { isLive, untilApplication } from '../../argocd/applications';
import type { Bed } from '../../bed/Bed';
import { profiles } from '../../bed/profiles';
import { startService } from '../../bed/start';
import { applyRoot } from '../../birth/applyRoot';
import { beginVault } from '../../birth/beginVault';
import { makeReady } from '../../birth/prepareCluster';
import { comesBack } from '../../birth/comesBack';
import { forgetCluster } from '../../birth/forgetCluster';
import { restoreVault, takeSnapshot } from '../../birth/vaultSnapshot';
import {
  compareInventories,
  type Inventory,
  inventoryOf,
} from '../../kube/inventory';
import { LivePage } from '../../portal/LivePage';
import { gitops } from '../../repository/testbedRepository';
import { putInRepository } from '../../services/gitea/connect';
import { portalAccount } from '../../services/portalAccount';
import { portal, portalService } from '../../services/portal';
import { since } from '../since';
import type { Step } from '../types';

/**
 * What lives on: the forge, which is not the cluster's; the portal, which people look at meanwhile; and Keycloak, whose
 * database comes back by an operator that does not run here.
 */
const outside = new Set(['gitea', 'keycloak', 'portal']);

/** Objects that are made anew at each birth, and why they may differ. */
const anew: Array<{ line: RegExp; why: string }> = [
  {
    line: /^Secret argocd\/argocd-secret:/,
    why: 'Argo CD’s own key, and the tokens of the accounts that stand in for a sign-in at Keycloak',
  },
  {
    line: /^Secret argocd\/cluster-.*/,
    why: 'Argo CD’s note of the cluster that it runs in',
  },
];

/**
 * The cluster's store and Vault's are thrown away. Everything comes back from Git, the snapshot of Vault, the birth inputs
 * and the declared order, as docs/operations.md says.
 */
export const restore: Step = {
  name: 'restore',
  profile: 'portal',
  what: 'etcd’s and Vault’s storage are thrown away; from Git, a snapshot and the birth inputs every object comes back as it was',
  async run(bed, report) {
    const { kube } = bed;
    const client = bed.take(portal);
    const applications = [
      'tenant--demo',
      'demo--hello',
      'tenant--payments',
      'payments--orders',
    ];
    for (const name of applications)
      await untilApplication(kube, name, 'live', isLive());
    const before = await inventoryOf(kube);
    const snapshot = await takeSnapshot(bed);
    const cluster = profiles.portal.filter(({ name }) => !outside.has(name));

    report.leftOut(
      'restore: the databases of Keycloak and the portal',
      'CloudNativePG brings them back from its bucket, which only a container does',
    );
    const begun = performance.now();
    await report.check(
      'the cluster and Vault are gone, and all their data',
      async () => {
        for (const { name } of [...cluster].reverse())
          await bed.processes.stop(name, 0);
        for (const folder of ['etcd', 'redis', path.join('vault', 'data')]) {
          fs.rmSync(bed.dir(folder), { recursive: true, force: true });
          bed.dir(folder);
        }
        forgetCluster(bed);
      },
    );
    await report.check(
      'meanwhile the portal shows what it knew, and since when',
      async () => {
        const { applications: shown, instances } = await client.get(
          'idp-argocd/entities/component/payments/orders/applications',
        );
        if (shown.length !== 1 || !instances[0].since)
          throw new Error(JSON.stringify({ shown, instances }));
      },
    );
    await report.check(
      'a new cluster begins with the birth inputs',
      async () => {
        for (const service of cluster) await startService(bed, service);
        await putInRepository(bed);
        report.measure(
          'restore: new cluster, Argo CD and an empty Vault',
          since(begun),
        );
      },
    );
    await report.check(
      'Vault takes the snapshot before anything is generated',
      async () => {
        await beginVault(bed, { ...report, check: quietly });
        await restoreVault(bed, snapshot);
        report.measure('restore: to Vault with its old data', since(begun));
      },
    );
    await report.check(
      'the root is applied, and everything is live again',
      async () => {
        await makeReady(bed, report);
        // Of the component backstage, which is left out, the account and its rights.
        await portalAccount(bed);
        await bed.take(gitops).git.pull();
        await applyRoot(bed);
        await comesBack(kube, ['root', 'platform', ...applications]);
        report.measure('restore: to every workload live', since(begun));
      },
    );
    await report.check('every object is as it was', async () => {
      const differences = compareInventories(
        before,
        await settled(bed, before),
      );
      for (const { line, why } of anew) {
        if (differences.some(one => line.test(one)))
          report.leftOut(`restore: ${line.source}`, why);
      }
      const unexpected = differences.filter(
        one => !anew.some(({ line }) => line.test(one)),
      );
      report.measure('restore: objects compared', String(before.size));
      if (unexpected.length > 0) throw new Error(unexpected.join('\n'));
    });
    await report.check('the portal of the new cluster shows it', async () => {
      // Its pod, too, is a new one, with the tokens of its new account.
      await bed.processes.stop('portal');
      await startService(bed, portalService);
      const page = await LivePage.open(client, 'component/payments/orders');
      try {
        await page.untilShown(
          'payments--orders',
          'Synced and Healthy',
          ({ sync, health }) =>
            page.instances.every(({ state }) => state === 'live') &&
            sync.status === 'Synced' &&
            health.status === 'Healthy',
        );
        report.measure('restore: to the portal live again', since(begun));
      } finally {
        page.close();
      }
    });
  },
};

/** Controllers note a few things a moment later. */
async function settled(bed: Bed, before: Inventory): Promise<Inventory> {
  let last: Inventory = new Map();
  for (let tries = 0; tries < 20; tries += 1) {
    last = await inventoryOf(bed.kube);
    const left = compareInventories(before, last).filter(
      one => !anew.some(({ line }) => line.test(one)),
    );
    if (left.length === 0) return last;
    await new Promise(resolve => setTimeout(resolve, 3_000));
  }
  return last;
}

/** A check inside of another one: what fails makes the outer one fail. */
async function quietly(what: string, run: () => Promise<void> | void) {
  try {
    await run();
  } catch (error) {
    throw new Error(`${what}: ${(error as Error).message}`);
  }
  return true;
}
