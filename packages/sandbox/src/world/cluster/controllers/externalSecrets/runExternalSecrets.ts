import { createHash } from 'node:crypto';
import { timestamp } from '../../../../clock';
import type { Vault } from '../../../vault';
import {
  keyOf,
  nameOf,
  ownerReference,
  type KubeObject,
} from '../../KubeObject';
import type { ControllerParts } from '../Controller';
import { readyCondition, writeStoreStatus } from './conditions';
import { readData } from './readData';
import { interval, isDue, versionOf } from './schedule';

const GROUP = 'external-secrets.io';
const STORES = ['SecretStore', 'ClusterSecretStore'];
/** The longest that it waits before it tries again what has failed. */
const LONGEST_WAIT = 60_000;

/**
 * Makes Secrets of ExternalSecrets: when their paths are written, at their intervals, and when their annotations change. A
 * new version of a path that was delivered waits for one of the two latter, as on a cluster.
 */
export function runExternalSecrets(parts: ControllerParts, vault: Vault): void {
  const { cluster, clock, timing } = parts;
  /** What each was read for last, and how long it waits where that failed. */
  const tried = new Map<string, { version: string; wait: number }>();
  /** Calls off the next reading of each. */
  const planned = new Map<string, () => void>();

  function plan(object: KubeObject, after: number) {
    const key = keyOf(nameOf(object));
    planned.get(key)?.();
    planned.set(
      key,
      clock.after(after, () => look(object)),
    );
  }
  function look(object: KubeObject) {
    const live = cluster.get(nameOf(object));
    if (!live || live.metadata.uid !== object.metadata.uid) return;
    const key = keyOf(nameOf(live));
    if (deliver(parts, vault, live)) {
      tried.delete(key);
      const next = interval(live);
      if (next !== undefined) plan(live, next);
      return;
    }
    const wait = Math.min(
      (tried.get(key)?.wait ?? timing.retry) * 2,
      LONGEST_WAIT,
    );
    tried.set(key, { version: versionOf(live), wait });
    plan(live, wait);
  }
  const lookAtBroken = () => {
    for (const object of cluster.list({ kind: 'ExternalSecret' })) {
      if (!isReady(object)) plan(object, timing.readSecret);
    }
  };

  cluster.onChange(({ type, object }) => {
    const key = keyOf(nameOf(object));
    if (type === 'deleted') {
      tried.delete(key);
      planned.get(key)?.();
      planned.delete(key);
      if (object.kind === 'Secret') makeAgain(object);
    } else if (object.kind === 'ExternalSecret') {
      const version = versionOf(object);
      if (!isDue(object) || tried.get(key)?.version === version) return;
      tried.set(key, { version, wait: timing.retry });
      plan(object, timing.readSecret);
    } else if (STORES.includes(object.kind)) {
      if (!object.status)
        clock.after(0, () =>
          writeStoreStatus(parts, object, storeProblem(vault)),
        );
      else if (type === 'modified' && isReady(object)) lookAtBroken();
    }
  });
  vault.kv.onChange(lookAtBroken);
  vault.onChange(() => {
    for (const kind of STORES) {
      for (const store of cluster.list({ kind }))
        writeStoreStatus(parts, store, storeProblem(vault));
    }
    lookAtBroken();
  });

  /** A Secret that somebody has deleted comes back, as long as what it is made of is there. */
  function makeAgain(secret: KubeObject) {
    const [owner] = secret.metadata.ownerReferences ?? [];
    if (owner?.kind !== 'ExternalSecret') return;
    const namespace = secret.metadata.namespace ?? '';
    const object = cluster.get({
      group: GROUP,
      kind: owner.kind,
      namespace,
      name: owner.name,
    });
    if (object) plan(object, timing.readSecret);
  }
}

function isReady({ status }: KubeObject): boolean {
  return status?.conditions?.some(
    (one: any) => one.type === 'Ready' && one.status === 'True',
  );
}

function storeProblem(vault: Vault): string | undefined {
  const problem =
    vault.problem() ??
    (vault.has('store-login')
      ? 'Error making API request.\n\nURL: PUT https://vault.vault.svc:8200/v1/auth/kubernetes/login\nCode: 403. Errors:\n\n* permission denied'
      : undefined);
  return problem && `unable to log in with Kubernetes auth: ${problem}`;
}

/** Reads what it asks for and writes its Secret; whether that could be done. */
function deliver(
  parts: ControllerParts,
  vault: Vault,
  object: KubeObject,
): boolean {
  const { cluster, clock, events } = parts;
  let data: Record<string, string>;
  try {
    checkStore(parts, object);
    data = readData(vault, object);
  } catch (error) {
    events.add(object, {
      type: 'Warning',
      reason: 'UpdateFailed',
      message: (error as Error).message,
      component: 'external-secrets',
    });
    cluster.edit(nameOf(object), draft => {
      draft.status = {
        // Of what was never read.
        binding: { name: '' },
        refreshTime: null,
        ...draft.status,
        conditions: [
          readyCondition(clock, object, {
            ready: false,
            reason: 'SecretSyncedError',
            // The reason itself stands in the event only.
            message: 'could not get secret data from provider',
          }),
        ],
      };
    });
    return false;
  }
  writeSecret(parts, object, data);
  const now = timestamp(clock.now());
  cluster.edit(nameOf(object), draft => {
    draft.status = {
      binding: { name: targetOf(object) },
      conditions: [
        readyCondition(clock, object, {
          ready: true,
          reason: 'SecretSynced',
          message: 'secret synced',
        }),
      ],
      refreshTime: now,
      syncedResourceVersion: versionOf(object),
    };
  });
  return true;
}

function targetOf({ spec, metadata }: KubeObject): string {
  return spec.target?.name ?? metadata.name;
}

function checkStore({ cluster }: ControllerParts, object: KubeObject) {
  const { kind = 'SecretStore', name = '' } = object.spec.secretStoreRef ?? {};
  const namespace =
    kind === 'SecretStore' ? object.metadata.namespace ?? '' : '';
  const store = cluster.get({ group: GROUP, kind, namespace, name });
  if (!store) {
    throw new Error(
      `could not get ${kind} "${name}", ${kind}.external-secrets.io "${name}" not found`,
    );
  }
  if (store.status && !isReady(store))
    throw new Error(`${kind} "${name}" is not ready`);
}

function writeSecret(
  { cluster, events }: ControllerParts,
  object: KubeObject,
  values: Record<string, string>,
) {
  const name = targetOf(object);
  const namespace = object.metadata.namespace;
  const before = cluster.get({
    group: '',
    kind: 'Secret',
    namespace: namespace ?? '',
    name,
  });
  const data = Object.fromEntries(
    Object.entries(values).map(([key, value]) => [
      key,
      Buffer.from(value).toString('base64'),
    ]),
  );
  const after = cluster.write({
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: {
      ...before?.metadata,
      name,
      namespace,
      labels: { 'reconcile.external-secrets.io/managed': 'true' },
      annotations: {
        'reconcile.external-secrets.io/data-hash': createHash('sha256')
          .update(JSON.stringify(data))
          .digest('hex')
          .slice(0, 56),
      },
      ownerReferences: [ownerReference(object)],
    },
    type: 'Opaque',
    data,
  });
  if (after === before) return;
  events.add(object, {
    type: 'Normal',
    reason: before ? 'Updated' : 'Created',
    message: before ? 'secret updated' : 'secret created',
    component: 'external-secrets',
  });
}
