import type { Bed } from '../../bed/Bed';
import { argocdNamespace } from '../argocd/manifests';
import { portalUrl } from '../portalUrl';
import { HookRelay } from './HookRelay';
import { addWebhook, cloneUrl } from './repository';
import { gitea } from './service';
import { webhookSecretOf } from './webhookSecret';

/** What a person does to let Argo CD and the portal see the repository. */
export async function connectForge(bed: Bed): Promise<void> {
  await putInRepository(bed);
  await addWebhooks(bed);
}

/** The birth input `argocd/gitops-repository`. */
export async function putInRepository(bed: Bed): Promise<void> {
  const forge = bed.take(gitea);
  const { kube } = bed;
  await kube.apply({
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: {
      name: 'gitops-repository',
      namespace: argocdNamespace,
      labels: { 'argocd.argoproj.io/secret-type': 'repository' },
    },
    stringData: {
      type: 'git',
      url: cloneUrl(forge),
      username: 'argocd',
      password: forge.accounts.argocd.token,
    },
  });
}

async function addWebhooks(bed: Bed): Promise<void> {
  const secret = webhookSecretOf(bed);
  bed.secretFile('gitea-webhook.secret', secret);
  const sets = new HookRelay({
    secret,
    target: `${bed.url('argocd-applicationset-webhook')}/api/webhook`,
  });
  await addWebhook(bed, await sets.listen(), ['push']);
  await addWebhook(bed, `${bed.url('argocd-server')}/api/webhook`, ['push']);
  await addWebhook(bed, `${portalUrl(bed)}/api/events/http/changes-gitea`, [
    'push',
    'pull_request',
  ]);
}
