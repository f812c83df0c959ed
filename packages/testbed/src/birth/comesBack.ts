import {
  getApplication,
  isLive,
  refresh,
  refreshSets,
  stateOf,
} from '../argocd/applications';
import type { KubeClient } from '../kube/KubeClient';
import { until } from '../lib/until';

/** What Argo CD could not look at it tries again after two minutes; who waits has it look sooner. */
const lookAgainMs = 20_000;

/**
 * Waits until Applications are live, one after the other. Argo CD is asked to look again at what it could not read: an API
 * server that has just begun takes its time to say which kinds it has.
 */
export async function comesBack(
  kube: KubeClient,
  names: string[],
): Promise<void> {
  for (const name of names) {
    let looked = performance.now();
    await until(
      `${name} is live`,
      async () => {
        const application = await getApplication(kube, name);
        if (application && isLive()(application)) return true;
        if (performance.now() - looked > lookAgainMs) {
          looked = performance.now();
          if (!application) await refreshSets(kube);
          else if (application.status?.sync?.status === 'Unknown')
            await refresh(kube, name);
        }
        throw new Error(stateOf(application));
      },
      { timeoutMs: 900_000 },
    );
  }
}
