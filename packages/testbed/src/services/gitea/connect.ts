import type { Bed } from '../../bed/Bed';
import { argocdNamespace } from '../argocd/manifests';
import { addWebhook, cloneUrl } from './repository';
import { gitea } from './service';

/**
 * What a person does to let Argo CD and the portal see the repository: the birth input `argocd/gitops-repository`, the
 * secret of the webhooks, and the webhooks themselves.
 */
export async function connectForge(bed: Bed): Promise<void> {
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
  await kube.apply({
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: {
      name: 'argocd-webhook',
      namespace: argocdNamespace,
      // By which Argo CD reads what its own secret refers to.
      labels: { 'app.kubernetes.io/part-of': 'argocd' },
    },
    stringData: { secret: forge.webhookSecret },
  });
  bed.secretFile('gitea-webhook.secret', forge.webhookSecret);
  await addWebhook(bed, `${bed.url('argocd-server')}/api/webhook`, ['push']);
  await addWebhook(
    bed,
    `http://localhost:${bed.ports.get('portal')}/api/events/http/changes-gitea`,
    ['push', 'pull_request'],
  );
}
