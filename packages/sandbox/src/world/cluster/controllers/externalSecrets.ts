import { timestamp } from '../../../clock';
import { nameOf, ownerReference, type KubeObject } from '../KubeObject';
import type { SecretPaths } from '../SecretPaths';
import type { ControllerParts } from './Controller';

/** Makes Secrets of ExternalSecrets as soon as somebody has written the paths that they read. */
export function runExternalSecrets(
  parts: ControllerParts,
  paths: SecretPaths,
): void {
  const { cluster, clock, timing } = parts;
  const look = (object: KubeObject) =>
    clock.after(timing.readSecret, () => {
      const live = cluster.get(nameOf(object));
      if (live) deliver(parts, paths, live);
    });
  cluster.onChange(({ type, object }) => {
    if (type === 'deleted') return;
    if (
      object.kind === 'ExternalSecret' &&
      object.status?.observedGeneration !== object.metadata.generation
    ) {
      look(object);
    }
    if (object.kind === 'SecretStore' && !object.status)
      clock.after(0, () => makeReady(parts, object));
  });
  paths.onWritten(() => {
    for (const object of cluster.list({ kind: 'ExternalSecret' })) look(object);
  });
}

function deliver(
  parts: ControllerParts,
  paths: SecretPaths,
  object: KubeObject,
) {
  const { cluster, clock, events } = parts;
  const store = cluster.get({
    group: 'external-secrets.io',
    kind: object.spec.secretStoreRef?.kind ?? 'SecretStore',
    namespace: object.metadata.namespace ?? '',
    name: object.spec.secretStoreRef?.name,
  });
  const data: any[] = object.spec.data ?? [];
  const missing = data.findIndex(({ remoteRef }) => !paths.has(remoteRef.key));
  let problem: string | undefined;
  if (!store) {
    problem = `could not get SecretStore "${object.spec.secretStoreRef?.name}": not found`;
  } else if (missing >= 0) {
    problem = `error processing spec.data[${missing}] (key: ${data[missing].remoteRef.key}), err: Secret does not exist`;
  }
  const now = timestamp(clock.now());
  if (problem) {
    events.add(object, {
      type: 'Warning',
      reason: 'UpdateFailed',
      message: problem,
      component: 'external-secrets',
    });
  } else {
    cluster.write({
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: {
        name: object.spec.target?.name ?? object.metadata.name,
        namespace: object.metadata.namespace,
        labels: { 'reconcile.external-secrets.io/managed': 'true' },
        ownerReferences: [ownerReference(object)],
      },
      type: 'Opaque',
      data: Object.fromEntries(
        data.map(({ secretKey }) => [
          secretKey,
          Buffer.from(`made up by the sandbox for ${secretKey}`).toString(
            'base64',
          ),
        ]),
      ),
    });
    events.add(object, {
      type: 'Normal',
      reason: 'Created',
      message: 'secret created',
      component: 'external-secrets',
    });
  }
  cluster.edit(nameOf(object), draft => {
    draft.status = {
      observedGeneration: draft.metadata.generation,
      refreshTime: now,
      conditions: [
        problem
          ? {
              type: 'Ready',
              status: 'False',
              reason: 'SecretSyncedError',
              message: problem,
              lastTransitionTime: now,
            }
          : {
              type: 'Ready',
              status: 'True',
              reason: 'SecretSynced',
              message: 'secret synced',
              lastTransitionTime: now,
            },
      ],
    };
  });
}

function makeReady({ cluster, clock }: ControllerParts, store: KubeObject) {
  cluster.edit(nameOf(store), draft => {
    draft.status = {
      capabilities: 'ReadWrite',
      conditions: [
        {
          type: 'Ready',
          status: 'True',
          reason: 'Valid',
          message: 'store validated',
          lastTransitionTime: timestamp(clock.now()),
        },
      ],
    };
  });
}
