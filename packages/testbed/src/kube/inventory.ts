import crypto from 'node:crypto';
import { everyObject } from './everyObject';
import type { KubeClient } from './KubeClient';
import type { KubeObject } from './types';

/** Kinds whose objects others make and nobody declares: they differ from cluster to cluster. */
const made = new Set([
  'ComponentStatus',
  'ControllerRevision',
  'CSINode',
  'EndpointSlice',
  'Endpoints',
  'Event',
  'Lease',
  'Node',
  'Pod',
  'PodMetrics',
  'ReplicaSet',
  // What a cluster gives itself anew.
  'CertificateSigningRequest',
  'ClusterTrustBundle',
  'IPAddress',
  'ServiceCIDR',
]);

/** Fields that a server or a controller fills in. */
const filled = [
  'creationTimestamp',
  'generation',
  'managedFields',
  'resourceVersion',
  'selfLink',
  'uid',
];

const noted = [
  'argocd.argoproj.io/hydrate',
  'argocd.argoproj.io/refresh',
  'deployment.kubernetes.io/revision',
  'force-sync',
  'kubectl.kubernetes.io/last-applied-configuration',
];

/** `Kind namespace/name` → what is declared of it, comparable as text. */
export type Inventory = Map<string, string>;

/** Everything that a cluster holds and that somebody declared, without what differs from birth to birth. */
export async function inventoryOf(kube: KubeClient): Promise<Inventory> {
  const inventory: Inventory = new Map();
  const isWanted = (kind: string) => !made.has(kind);
  for await (const object of everyObject(kube, { isWanted })) {
    if (isMadeForItself(object)) continue;
    inventory.set(identityOf(object), declared(object));
  }
  return inventory;
}

/** What is in one and not in the other, or otherwise: a line each. */
export function compareInventories(
  before: Inventory,
  after: Inventory,
): string[] {
  const lines: string[] = [];
  for (const [identity, text] of before) {
    const now = after.get(identity);
    if (now === undefined) lines.push(`${identity} is missing`);
    else if (now !== text)
      lines.push(`${identity}: ${firstDifference(text, now)}`);
  }
  for (const identity of after.keys())
    if (!before.has(identity)) lines.push(`${identity} was not there before`);
  return lines.sort();
}

/** What is declared of an object, as text in one order. Values of Secrets only as their digest. */
export function declared({ status: _, ...object }: KubeObject): string {
  const metadata = Object.fromEntries(
    Object.entries(object.metadata).filter(([key]) => !filled.includes(key)),
  );
  const annotations = without(object.metadata.annotations, noted);
  const ownerReferences = object.metadata.ownerReferences?.map(
    ({ uid: __, ...reference }: { uid: string }) => reference,
  );
  const result: Record<string, unknown> = {
    ...object,
    metadata: {
      ...metadata,
      annotations,
      ...(ownerReferences && { ownerReferences }),
    },
  };
  if (object.kind === 'Secret' && object.data)
    result.data = digests(object.data);
  if (object.kind === 'Service') {
    const { clusterIP: ___, clusterIPs: ____, ...spec } = object.spec;
    result.spec = spec;
  }
  if (object.kind === 'Application') delete result.operation;
  if (object.kind === 'ApplicationSet') {
    result.spec = {
      ...object.spec,
      generators: object.spec.generators.map(withoutEmptyTemplate),
    };
  }
  return JSON.stringify(sorted(result));
}

/** Where their controller writes a set, each generator gets a template in which nothing is said. */
function withoutEmptyTemplate(generator: Record<string, any>) {
  return Object.fromEntries(
    Object.entries(generator).map(([kind, { template, ...fields }]) => [
      kind,
      template?.spec?.project ? { ...fields, template } : fields,
    ]),
  );
}

/** What a cluster brings along, be it declared or not. */
function isMadeForItself({ kind, metadata, type }: KubeObject): boolean {
  const { name } = metadata;
  return (
    (kind === 'ConfigMap' &&
      (name === 'kube-root-ca.crt' ||
        name === 'extension-apiserver-authentication' ||
        name === 'kube-apiserver-legacy-service-account-token-tracking')) ||
    (kind === 'Secret' && type === 'kubernetes.io/service-account-token') ||
    kind === 'APIService' ||
    (kind === 'Service' && name === 'kubernetes')
  );
}

function digests(data: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(data).map(([key, value]) => [
      key,
      crypto.createHash('sha256').update(value).digest('hex').slice(0, 12),
    ]),
  );
}

function identityOf({ apiVersion, kind, metadata }: KubeObject): string {
  const group = apiVersion.includes('/') ? apiVersion.split('/')[0] : '';
  return `${kind}${group && `.${group}`} ${
    metadata.namespace ? `${metadata.namespace}/` : ''
  }${metadata.name}`;
}

function without(
  values: Record<string, string> = {},
  keys: string[],
): Record<string, string> | undefined {
  const left = Object.entries(values).filter(([key]) => !keys.includes(key));
  return left.length > 0 ? Object.fromEntries(left) : undefined;
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, field]) => field !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, field]) => [key, sorted(field)]),
  );
}

function firstDifference(before: string, after: string): string {
  let at = 0;
  while (before[at] === after[at]) at += 1;
  const from = Math.max(0, at - 60);
  return `…${before.slice(from, at + 60)}… is now …${after.slice(
    from,
    at + 60,
  )}…`;
}
