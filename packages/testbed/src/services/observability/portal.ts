import fs from 'node:fs';
import path from 'node:path';
import { stringify } from 'yaml';
import { type Bed, Fact } from '../../bed/Bed';
import type { Service } from '../../bed/types';
import { checkout, packageFolder } from '../../lib/folders';
import { answers } from '../../lib/http';
import { until } from '../../lib/until';
import { typescriptArgs } from '../../lib/typescriptArgs';
import { domain } from '../../observability/config/values';
import { entities } from '../../observability/portal/entities';
import { PortalClient } from '../../portal/PortalClient';
import { copyCheckout } from '../../repository/copyCheckout';
import { GitRepository } from '../../repository/GitRepository';
import { anotherTenant } from '../../repository/tenants';
import { portalUrl } from '../portalUrl';

const folder = path.join(checkout, 'packages', 'backend');

/** The portal as the guest uses it, who is Kim of payments. */
export const observedPortal = new Fact<PortalClient>('portal');

const repository = new Fact<GitRepository>('repository of the portal');

/** The whole portal with one environment's Prometheus, Alertmanager and Loki, and with no other upstream. */
export const observedPortalService: Service = {
  name: 'portal',
  components: ['kustomize'],
  needs: ['prometheus', 'alertmanager', 'loki'],
  ports: ['portal'],
  async prepare(bed) {
    if (bed.has(observedPortal)) return; // started again
    const git = await GitRepository.create(bed.dir('forge'), copyCheckout);
    await git.commit('Two more tenants', {
      ...anotherTenant(git, 'payments', 'orders'),
      ...anotherTenant(git, 'billing', 'ledger'),
    });
    bed.leave(repository, git);
    fs.writeFileSync(
      entitiesFile(bed),
      entities.map(entity => stringify(entity)).join('---\n'),
    );
    const url = portalUrl(bed);
    bed.leave(observedPortal, new PortalClient(url, () => guestToken(url)));
  },
  command: bed => ({
    command: process.execPath,
    args: [
      ...typescriptArgs,
      path.join(folder, 'src', 'index.ts'),
      ...[
        path.join(checkout, 'app-config.yaml'),
        path.join(packageFolder, 'app-config.observability.yaml'),
      ].flatMap(file => ['--config', file]),
    ],
    cwd: folder,
    env: {
      NODE_ENV: 'production',
      NODE_OPTIONS: '--no-node-snapshot',
      IDP_KUSTOMIZE: bed.binary('kustomize'),
      TESTBED_PORTAL_PORT: String(bed.ports.get('portal')),
      TESTBED_WORK: bed.dir('portal'),
      TESTBED_FORGE: bed.take(repository).bare,
      TESTBED_ENTITIES: entitiesFile(bed),
      TESTBED_PROMETHEUS_URL: bed.url('prometheus'),
      TESTBED_DOMAIN: domain(),
      TESTBED_ALERTMANAGER_URL: bed.url('alertmanager'),
      TESTBED_LOKI_URL: bed.url('loki'),
    },
  }),
  ready: bed => answers(`${portalUrl(bed)}/.backstage/health/v1/readiness`),
  readyWithinMs: 900_000,
  async settle(bed) {
    const portal = bed.take(observedPortal);
    await until('the catalog knows the groups of the guest', async () => {
      const { relations } = await portal.get(
        'catalog/entities/by-name/user/default/kim',
      );
      return relations?.some(({ type }: any) => type === 'memberOf');
    });
    portal.signInAgain();
  },
  addresses: bed => [{ what: 'Portal, as the guest', url: portalUrl(bed) }],
};

function entitiesFile(bed: Bed): string {
  return bed.file('portal', 'entities.yaml');
}

async function guestToken(url: string): Promise<string> {
  const response = await fetch(`${url}/api/auth/guest/refresh`, {
    method: 'POST',
    headers: { 'x-requested-with': 'XMLHttpRequest' },
    signal: AbortSignal.timeout(60_000),
  });
  if (!response.ok) throw new Error(`the guest: ${response.status}`);
  return (await response.json()).backstageIdentity.token;
}
