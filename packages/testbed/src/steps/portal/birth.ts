import {
  isLive,
  refreshSets,
  untilApplication,
} from '../../argocd/applications';
import { applyRoot } from '../../birth/applyRoot';
import { beginVault } from '../../birth/beginVault';
import { distributeAuthority } from '../../birth/distributeAuthority';
import { prepareCluster } from '../../birth/prepareCluster';
import { gatewayUnderstudy } from '../../kube/understudies';
import { until } from '../../lib/until';
import { untilInCatalog } from '../../portal/untilInCatalog';
import { portal } from '../../services/portal';
import { vaultConfigUnderstudies } from '../../services/vault/configUnderstudies';
import { vault } from '../../services/vault/service';
import { ownerToken } from '../secrets/delivery';
import { secretArrives, syncSecret } from '../secretArrives';
import { since } from '../since';
import type { Step } from '../types';

/** The whole platform as far as it lives here, from Git on the forge, with a portal that looks at it from the start. */
export const portalBirth: Step = {
  name: 'portal-birth',
  profile: 'portal',
  shows: true,
  what: 'Vault begins, the root is applied; Argo CD brings the platform from Gitea with a read-only credential; the example tenant waits for its secret, gets it and runs',
  async run(bed, report) {
    const { kube } = bed;
    await beginVault(bed, report);
    distributeAuthority(bed, report);
    const { selection } = await prepareCluster(bed, report, [
      gatewayUnderstudy,
      ...vaultConfigUnderstudies(bed),
    ]);
    const begun = performance.now();
    await report.check('a person applies gitops/clusters/local', () =>
      applyRoot(bed),
    );
    for (const name of [...selection.taken, 'tenant--demo']) {
      await report.check(`${name} becomes Synced and Healthy`, async () => {
        await untilApplication(kube, name, 'live', isLive());
      });
    }
    report.measure(
      'portal: from the root to a tenant’s boundary',
      since(begun),
    );
    // The set of workloads was refused while there was no project, and would look again after three minutes.
    await refreshSets(kube);
    await report.check(
      'the example workload waits for its secret, and Argo CD calls it degraded',
      async () => {
        await untilApplication(
          kube,
          'demo--hello',
          'degraded',
          ({ status }) =>
            status?.sync?.status === 'Synced' &&
            status.health?.status === 'Degraded',
        );
      },
    );
    await report.check('its owner writes the value, and it runs', async () => {
      const token = await until('the owner’s policy is in Vault', () =>
        ownerToken(bed),
      );
      await until('the owner may write', () =>
        bed
          .take(vault)
          .client.do('POST', 'kv/data/tenant-demo/hello/api-token', {
            token,
            body: { data: { API_TOKEN: 'first-value' } },
          }),
      );
      await syncSecret(bed, 'tenant-demo', 'hello--api-token');
      await secretArrives(bed, 'tenant-demo', 'hello--api-token', {
        API_TOKEN: 'first-value',
      });
      await untilApplication(kube, 'demo--hello', 'live', isLive());
    });
    await report.check(
      'the portal has the tenant and its workload',
      async () => {
        for (const entity of ['system/default/demo', 'component/demo/hello']) {
          await untilInCatalog(bed.take(portal), entity);
        }
      },
    );
  },
};
