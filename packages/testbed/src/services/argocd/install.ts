import fs from 'node:fs';
import path from 'node:path';
import { type Bed, Fact } from '../../bed/Bed';
import { writeKubeconfig } from '../../kube/kubeconfig';
import { checkout } from '../../lib/folders';
import { ensureDefinitions, readObjects } from '../../kube/definitions';
import { webhookSecretOf } from '../gitea/webhookSecret';
import { issuerOf } from '../keycloak/addresses';
import { pki } from '../kube';
import { argocdNamespace, argocdObjects } from './manifests';
import {
  type ArgocdSettings,
  type AccountName,
  secretReferences,
  testbedSettings,
} from './settings';
import { makeTokens } from './tokens';

/** What Argo CD's processes and its users share. */
export interface Argocd {
  url: string;
  settings: ArgocdSettings;
  tokens: Record<AccountName, string>;
}

export const argocd = new Fact<Argocd>('Argo CD');

/** Service accounts that the processes act as, as they would in the cluster. */
const serviceAccounts = [
  'argocd-application-controller',
  'argocd-applicationset-controller',
  'argocd-server',
  'argocd-repo-server',
];

/** Everything of Argo CD that lies in the cluster: definitions, accounts and rights, and this repository's settings. */
export async function installArgocd(bed: Bed): Promise<void> {
  if (bed.has(argocd)) return; // started again
  const { kube } = bed;
  await ensureDefinitions(bed);
  // Of this repository's own manifests those that need no controller; the chart's are in argocdObjects.
  for (const file of ['namespace.yaml', 'server-impersonation.yaml']) {
    const own = path.join(checkout, 'kubernetes', 'argocd', 'base', file);
    for (const object of readObjects(own)) await kube.apply(object);
  }
  const { secret, tokens } = makeTokens();
  const settings = testbedSettings('local', {
    url: bed.url('argocd-server'),
    ...(bed.ports.has('keycloak') && {
      provider: {
        issuer: issuerOf(bed),
        rootCA: fs.readFileSync(bed.take(pki).ca.cert, 'utf8'),
      },
    }),
  });
  const data: Record<string, Record<string, string>> = { ...settings };
  for (const object of argocdObjects(bed)) {
    const { name } = object.metadata;
    const own = object.kind === 'ConfigMap' ? data[name] : undefined;
    await kube.apply({
      ...object,
      ...(own && { data: { ...object.data, ...own } }),
      ...(name === 'argocd-secret' && {
        stringData: { ...secretReferences(), ...secret },
      }),
    });
  }
  if (bed.ports.has('gitea')) await webhookSecret(bed);
  for (const name of serviceAccounts) {
    writeKubeconfig(kubeconfigOf(bed, name), {
      server: kube.server,
      ca: bed.take(pki).ca.cert,
      user: { token: await kube.token(argocdNamespace, name) },
      namespace: argocdNamespace,
    });
  }
  writeWrappers(bed);
  bed.leave(argocd, { url: bed.url('argocd-server'), settings, tokens });
  for (const [account, token] of Object.entries(tokens))
    bed.secretFile(`argocd-${account}.token`, token);
}

/** What External Secrets brings from Vault, where argocd-secret refers to it. */
async function webhookSecret(bed: Bed): Promise<void> {
  await bed.kube.apply({
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: {
      name: 'argocd-webhook',
      namespace: argocdNamespace,
      // By which Argo CD reads what its own secret refers to.
      labels: { 'app.kubernetes.io/part-of': 'argocd' },
    },
    stringData: { secret: webhookSecretOf(bed) },
  });
}

export function kubeconfigOf(bed: Bed, serviceAccount: string): string {
  return bed.file('credentials', `${serviceAccount}.kubeconfig`);
}

/** Scripts that Argo CD calls by name; in its module they are not executable. */
function writeWrappers(bed: Bed) {
  const hack = path.join(bed.componentFolder('argocd'), 'hack');
  for (const name of ['git-verify-wrapper.sh', 'gpg-wrapper.sh']) {
    const file = path.join(bed.dir('bin'), name);
    fs.writeFileSync(
      file,
      `#!/bin/sh\nexec sh '${path.join(hack, name)}' "$@"\n`,
    );
    fs.chmodSync(file, 0o755);
  }
  // By name, too: git asks `argocd` for the credential of a repository.
  for (const name of ['kustomize', 'argocd']) {
    const file = path.join(bed.dir('bin'), name);
    if (!fs.existsSync(file)) fs.symlinkSync(bed.binary(name), file);
  }
}
