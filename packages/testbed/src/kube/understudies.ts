import { setTimeout as sleep } from 'node:timers/promises';
import type { KubeClient } from './KubeClient';
import type { KubeObject } from './types';

/** Plays a controller that does not run here: says of each object of a kind what the controller would say. */
export interface Understudy {
  of: { apiVersion: string; kind: string };
  /** The controller that is missing. */
  plays: string;
  /** The status of an object, as it would be; undefined leaves it alone. */
  status(object: KubeObject): Record<string, unknown> | undefined;
}

const at = '2026-01-01T00:00:00Z';

const ready = (reason: string) => ({
  conditions: [
    { type: 'Ready', status: 'True', reason, lastTransitionTime: at },
  ],
});

/** Envoy Gateway: routes are accepted. */
export const gatewayUnderstudy: Understudy = {
  of: { apiVersion: 'gateway.networking.k8s.io/v1', kind: 'HTTPRoute' },
  plays: 'Envoy Gateway, which accepts routes',
  status: ({ spec, metadata, status }) =>
    status?.parents?.length
      ? undefined
      : {
          parents: (spec.parentRefs ?? []).map((parentRef: object) => ({
            parentRef,
            controllerName: 'gateway.envoyproxy.io/gatewayclass-controller',
            conditions: ['Accepted', 'ResolvedRefs'].map(type => ({
              type,
              status: 'True',
              reason: type,
              message: '',
              lastTransitionTime: at,
              observedGeneration: metadata.generation,
            })),
          })),
        },
};

/** External Secrets, where it does not run: stores and secrets are ready, though no value ever arrives. */
export const secretsUnderstudies: Understudy[] = [
  {
    of: { apiVersion: 'external-secrets.io/v1', kind: 'SecretStore' },
    plays: 'External Secrets, which signs in to Vault',
    status: ({ status }) => (status?.conditions ? undefined : ready('Valid')),
  },
  {
    of: { apiVersion: 'external-secrets.io/v1', kind: 'ExternalSecret' },
    plays: 'External Secrets, which brings values',
    status: ({ status }) =>
      status?.conditions ? undefined : ready('SecretSynced'),
  },
];

/** Lets understudies play until it is told to stop. */
export function play(
  kube: KubeClient,
  understudies: Understudy[],
): { stop(): Promise<void> } {
  const abort = new AbortController();
  const ended = (async () => {
    while (!abort.signal.aborted) {
      for (const understudy of understudies)
        await playOnce(kube, understudy).catch(() => {});
      await sleep(300, undefined, { signal: abort.signal }).catch(() => {});
    }
  })();
  return {
    async stop() {
      abort.abort();
      await ended;
    },
  };
}

async function playOnce(kube: KubeClient, { of, status }: Understudy) {
  for (const object of await kube.list(of)) {
    const wanted = status(object);
    if (!wanted) continue;
    const { name, namespace } = object.metadata;
    await kube.request({
      method: 'PATCH',
      path: `${await kube.pathOf(of, namespace, name)}/status`,
      contentType: 'application/merge-patch+json',
      body: { status: wanted },
    });
  }
}
