import crypto from 'node:crypto';
import path from 'node:path';
import { findChromium } from '../../../toolchain/src/chromium.mjs';
import { buildApp } from '../../../toolchain/src/portal/buildApp.mjs';
import { type Bed, Fact } from '../bed/Bed';
import type { Service } from '../bed/types';
import { checkout } from '../lib/folders';
import { answers } from '../lib/http';
import { typescriptArgs } from '../lib/typescriptArgs';
import { until } from '../lib/until';
import { domain } from '../observability/config/values';
import { HttpBrowser } from '../people/HttpBrowser';
import type { People } from '../people/people';
import { signInAtPortal, renewAtPortal } from '../people/signIn';
import { PortalClient } from '../portal/PortalClient';
import { makeRepository } from '../repository/testbedRepository';
import { connectForge } from './gitea/connect';
import { repositoryName } from './gitea/repository';
import { keycloak } from './keycloak/service';
import { pki } from './kube';
import { portalAccount } from './portalAccount';
import { portalUrl } from './portalUrl';

const folder = path.join(checkout, 'packages', 'backend');

/** The portal as Sam uses it, who runs the platform. */
export const portal = new Fact<PortalClient>('portal');

/** What is wrong with the portal's pages; undefined where they are built. */
export const portalPages = new Fact<string | undefined>('pages of the portal');

/** The portal as somebody uses it who has signed in at Keycloak. */
export function portalAs(bed: Bed, name: keyof People): PortalClient {
  const { people } = bed.take(keycloak);
  const url = portalUrl(bed);
  const browser = new HttpBrowser(bed.take(pki).ca.cert);
  let signedIn = false;
  return new PortalClient(url, async () => {
    if (signedIn) return renewAtPortal(browser, url);
    const token = await signInAtPortal(browser, url, people[name]);
    signedIn = true;
    return token;
  });
}

/** The portal as it is for production, with app-config.testbed.yaml. */
export const portalService: Service = {
  name: 'portal',
  components: ['kustomize'],
  needs: [
    'gitea',
    'keycloak',
    'argocd-server',
    'vault',
    'prometheus',
    'alertmanager',
    'loki',
  ],
  ports: ['portal'],
  async prepare(bed) {
    await portalAccount(bed);
    if (bed.has(portal)) return; // started again
    bed.leave(portalPages, await builtPages());
    await makeRepository(bed);
    await connectForge(bed);
    bed.secretFile(
      'portal-session.secret',
      crypto.randomBytes(32).toString('hex'),
    );
    bed.leave(portal, portalAs(bed, 'sam'));
  },
  command(bed) {
    const { issuer } = bed.take(keycloak);
    return {
      command: process.execPath,
      args: [
        ...typescriptArgs,
        path.join(folder, 'src', 'index.ts'),
        ...['app-config.yaml', 'app-config.testbed.yaml'].flatMap(file => [
          '--config',
          path.join(checkout, file),
        ]),
      ],
      cwd: folder,
      env: {
        NODE_ENV: 'production',
        NODE_OPTIONS: '--no-node-snapshot',
        NODE_EXTRA_CA_CERTS: bed.take(pki).ca.cert,
        IDP_KUSTOMIZE: bed.binary('kustomize'),
        TESTBED_PORTAL_PORT: String(bed.ports.get('portal')),
        TESTBED_WORK: bed.dir('portal'),
        TESTBED_CREDENTIALS: bed.dir('credentials'),
        TESTBED_CA: bed.take(pki).ca.cert,
        TESTBED_GITEA_PORT: String(bed.ports.get('gitea')),
        TESTBED_REPOSITORY: repositoryName,
        TESTBED_ARGOCD_URL: bed.url('argocd-server'),
        TESTBED_ISSUER: issuer,
        TESTBED_VAULT_URL: bed.url('vault', 'https'),
        TESTBED_KUBERNETES_URL: bed.url('kube-apiserver', 'https'),
        TESTBED_KEYCLOAK_URL: new URL(issuer).origin,
        TESTBED_PROMETHEUS_URL: bed.url('prometheus'),
        TESTBED_DOMAIN: domain(),
        TESTBED_ALERTMANAGER_URL: bed.url('alertmanager'),
        TESTBED_LOKI_URL: bed.url('loki'),
      },
    };
  },
  ready: bed => answers(`${portalUrl(bed)}/.backstage/health/v1/readiness`),
  readyWithinMs: 900_000,
  // Its database is in memory: people come from Keycloak a moment after each start, and keys of tokens are new.
  async settle(bed) {
    const client = bed.take(portal);
    client.signInAgain();
    await until('the portal knows who signs in', async () =>
      Boolean(await client.signIn()),
    );
  },
  addresses: bed => [
    {
      what: 'Portal, as sam',
      url: portalUrl(bed),
      credentials: bed.file('credentials', 'person-sam'),
    },
  ],
};

/** Builds the pages where what they are made of has changed; what went wrong, where something did. */
async function builtPages(): Promise<string | undefined> {
  if (!findChromium(process.env)) return 'no browser looks at them';
  if (process.env.IDP_TESTBED_PAGES === 'off')
    return 'IDP_TESTBED_PAGES is off, so the pages of the portal were not built';
  try {
    await buildApp({ tools: { node: process.execPath, env: process.env } });
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}
