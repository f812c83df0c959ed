import type { KubeClient } from '../kube/KubeClient';
import type { KubeObject } from '../kube/types';
import { until } from '../lib/until';
import { argocdNamespace } from '../services/argocd/manifests';

export const applicationKind = {
  apiVersion: 'argoproj.io/v1alpha1',
  kind: 'Application',
};

export const getApplication = (kube: KubeClient, name: string) =>
  kube.get(applicationKind, name, argocdNamespace);

/** `Synced/Healthy`, and what else a person would look at. */
export function stateOf(application: KubeObject | undefined): string {
  if (!application) return 'not there';
  const { sync, health, operationState, conditions } = application.status ?? {};
  const notes = [
    operationState?.phase !== 'Succeeded' && operationState?.message,
    ...(conditions ?? []).map(({ message }: { message: string }) => message),
  ].filter(Boolean);
  return [`${sync?.status ?? '-'}/${health?.status ?? '-'}`, ...notes].join(
    '; ',
  );
}

/** Waits until an Application is in a state, and resolves to it; the state that it stays in is in the error. */
export async function untilApplication(
  kube: KubeClient,
  name: string,
  what: string,
  is: (application: KubeObject) => boolean,
  timeoutMs = 300_000,
): Promise<KubeObject> {
  return until(
    `${name} is ${what}`,
    async () => {
      const application = await getApplication(kube, name);
      if (application && is(application)) return application;
      throw new Error(stateOf(application));
    },
    { timeoutMs },
  );
}

/** Synced to a commit (any where there is none), and healthy. */
export function isLive(revision?: string) {
  return ({ status }: KubeObject): boolean =>
    status?.sync?.status === 'Synced' &&
    status.health?.status === 'Healthy' &&
    status.operationState?.phase === 'Succeeded' &&
    (revision === undefined ||
      status.sync.revision === revision ||
      Boolean(status.sync.revisions?.includes(revision)));
}

/** What a webhook causes: Argo CD looks at once. */
export async function refresh(kube: KubeClient, name: string): Promise<void> {
  await kube.patch(applicationKind, name, argocdNamespace, {
    metadata: { annotations: { 'argocd.argoproj.io/refresh': 'normal' } },
  });
}

/** The same for ApplicationSets, which read the folders of the repository. */
export async function refreshSets(kube: KubeClient): Promise<void> {
  const kind = { ...applicationKind, kind: 'ApplicationSet' };
  for (const { metadata } of await kube.list(kind, argocdNamespace)) {
    await kube.patch(kind, metadata.name, argocdNamespace, {
      metadata: {
        annotations: { 'argocd.argoproj.io/application-set-refresh': 'true' },
      },
    });
  }
}
