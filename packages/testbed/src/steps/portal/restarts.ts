import type { Bed } from '../../bed/Bed';
import { profiles } from '../../bed/profiles';
import { startService } from '../../bed/start';
import { until } from '../../lib/until';
import { signalOf } from '../../observability/portal/ask';
import { LivePage, stateShown } from '../../portal/LivePage';
import { portal } from '../../services/portal';
import { unseal } from '../../services/vault/service';
import { since } from '../since';
import type { Step } from '../types';

const entity = 'component/payments/orders';
const application = 'payments--orders';

interface Restart {
  service: string;
  /** What the portal says while it is gone; everything else it goes on to show. */
  meanwhile?: (bed: Bed) => Promise<void>;
  /** What has to be done after it was started again, where it does not do it itself. */
  after?: (bed: Bed) => Promise<void>;
}

const restarts: Restart[] = [
  { service: 'redis' },
  { service: 'argocd-repo-server' },
  { service: 'argocd-application-controller' },
  { service: 'argocd-applicationset-controller' },
  { service: 'argocd-server', meanwhile: argocdIsStale },
  { service: 'external-secrets' },
  { service: 'vault', after: unseal },
  { service: 'kwok' },
  { service: 'kube-scheduler' },
  { service: 'kube-controller-manager' },
  { service: 'gitea', meanwhile: forgeIsGone },
  { service: 'keycloak' },
  { service: 'etcd' },
  { service: 'prometheus', meanwhile: isUnmeasured },
  { service: 'alertmanager' },
  { service: 'loki' },
  { service: 'kube-apiserver' },
  { service: 'portal' },
];

/** Each component goes away and comes back while somebody looks at the portal. */
export const portalRestarts: Step = {
  name: 'restarts',
  profile: 'portal',
  what: 'each component in turn is gone while the portal is in use: what it knows it goes on to show, it says what it cannot know, and recovers by itself',
  async run(bed, report) {
    for (const restart of restarts) {
      await report.check(`${restart.service} is gone, and comes back`, () =>
        goAndComeBack(bed, restart, seconds =>
          report.measure(
            `portal: ${restart.service} started again to all live in the portal`,
            seconds,
          ),
        ),
      );
    }
  },
};

async function goAndComeBack(
  bed: Bed,
  { service: name, meanwhile, after }: Restart,
  took: (seconds: string) => void,
): Promise<void> {
  const service = profiles.portal.find(one => one.name === name)!;
  await bed.processes.stop(name, name === 'kube-apiserver' ? 0 : 5_000);
  try {
    if (name !== 'portal') {
      await meanwhile?.(bed);
      await isShownAllTheSame(bed);
    }
  } finally {
    const begun = performance.now();
    await startService(bed, service);
    await after?.(bed);
    await isLiveAgain(bed);
    took(since(begun));
  }
}

/** The page of the workload answers, with what was known last. */
async function isShownAllTheSame(bed: Bed): Promise<void> {
  const { applications } = await bed
    .take(portal)
    .get(`idp-argocd/entities/${entity}/applications`);
  const found = applications.find(({ ref }: any) => ref.name === application);
  if (!found) throw new Error('the portal shows no Application any more');
}

async function isLiveAgain(bed: Bed): Promise<void> {
  const page = await LivePage.open(bed.take(portal), entity);
  try {
    await page.untilShown(
      application,
      'Synced and Healthy',
      ({ sync, health }) =>
        sync.status === 'Synced' && health.status === 'Healthy',
    );
  } finally {
    page.close();
  }
  await until('the portal has a stream of Argo CD again', async () => {
    const { instances, applications } = await bed
      .take(portal)
      .get(`idp-argocd/entities/${entity}/applications`);
    if (instances.some(({ state }: any) => state !== 'live'))
      throw new Error(JSON.stringify(instances));
    if (applications.length !== 1)
      throw new Error(applications.map(stateShown).join());
    return true;
  });
}

async function argocdIsStale(bed: Bed): Promise<void> {
  await until('the portal says that Argo CD does not answer', async () => {
    const { instances } = await bed
      .take(portal)
      .get(`idp-argocd/entities/${entity}/applications`);
    const [instance] = instances;
    return instance.state === 'stale' && instance.since && instance.reason;
  });
}

async function isUnmeasured(bed: Bed): Promise<void> {
  await until('the chart says why it has no lines', async () => {
    const { series, sources } = await signalOf(
      bed.take(portal),
      entity,
      'rate',
    );
    const [{ state, reason }] = sources;
    return series.length === 0 && state !== 'live' && reason;
  });
}

async function forgeIsGone(bed: Bed): Promise<void> {
  await until('the portal says that the forge does not answer', async () => {
    const { freshness, items } = await bed
      .take(portal)
      .get('idp-changes/changes?state=merged');
    return freshness.error && items.length > 0;
  });
}
