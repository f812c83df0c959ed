import { timestamp } from '../../clock';
import { nameOf, type Cluster, type KubeObject } from '../cluster';
import { compare } from './compare';
import type { Delivered } from './Delivered';
import { worst } from './health';
import type { Application, Health, SyncStatusCode } from './types';

/** Looks at an Application anew and writes down what it finds; false when nothing of it is news. */
export function reconcile(
  delivered: Delivered,
  { cluster, now }: { cluster: Cluster; now: Date },
): boolean {
  const { application } = delivered;
  const before = JSON.stringify(application.status);
  if (delivered.definition.folder === undefined) settle(delivered, now);
  else lookAt(delivered, cluster, now);
  if (JSON.stringify(application.status) === before) return false;
  application.status.reconciledAt = timestamp(now);
  return true;
}

/** Charts are not rendered here: their Applications are as Git wants them. */
function settle({ application, revision }: Delivered, now: Date) {
  const { spec, status } = application;
  if (spec.sources) {
    status.sync = {
      status: 'Synced',
      comparedTo: { sources: spec.sources, destination: spec.destination },
      revisions: revisionsOf(spec.sources, revision),
    };
  } else {
    status.sync = {
      status: 'Synced',
      comparedTo: { source: spec.source, destination: spec.destination },
      revision,
    };
  }
  setHealth(application, { status: 'Healthy' }, now);
}

export function revisionsOf(
  sources: Array<{ chart?: string; targetRevision?: string }>,
  revision: string,
): string[] {
  return sources.map(source =>
    source.chart ? source.targetRevision ?? '' : revision,
  );
}

function lookAt(delivered: Delivered, cluster: Cluster, now: Date) {
  const { application, targets, revision, error } = delivered;
  const { spec, status, metadata } = application;
  const project = cluster.get({
    group: 'argoproj.io',
    kind: 'AppProject',
    namespace: metadata.namespace,
    name: spec.project,
  });
  const comparedTo = { source: spec.source, destination: spec.destination };
  if (!project || error) {
    setConditions(
      application,
      project
        ? {
            type: 'ComparisonError',
            message: `Failed to load target state: failed to generate manifest for source 1 of 1: rpc error: code = Unknown desc = ${error}`,
          }
        : {
            type: 'InvalidSpecError',
            message: `Application references project ${spec.project} which does not exist`,
          },
      now,
    );
    status.sync = { status: 'Unknown', comparedTo, revision };
    setHealth(
      application,
      project
        ? worst(status.resources?.map(({ health }) => health) ?? [])
        : { status: 'Unknown' },
      now,
    );
    return;
  }
  setConditions(application, undefined, now);
  delivered.comparisons = compare({ cluster, name: metadata.name, targets });
  const resources = delivered.comparisons.map(({ status: one }) => one);
  const sync: SyncStatusCode = resources.every(one => one.status === 'Synced')
    ? 'Synced'
    : 'OutOfSync';
  status.sync = { status: sync, comparedTo, revision };
  status.resources = resources;
  const images = imagesOf(delivered, cluster);
  status.summary = images.length > 0 ? { images } : {};
  status.sourceType = 'Kustomize';
  status.resourceHealthSource = 'appTree';
  setHealth(application, worst(resources.map(({ health }) => health)), now);
}

function setHealth(application: Application, health: Health, now: Date) {
  const { status } = application;
  const since =
    status.health.status === health.status && status.health.lastTransitionTime;
  status.health = {
    status: health.status,
    lastTransitionTime: since || timestamp(now),
  };
}

/** Conditions about the comparison; those about an operation stay. */
function setConditions(
  { status }: Application,
  condition: { type: string; message: string } | undefined,
  now: Date,
) {
  const others = (status.conditions ?? []).filter(
    ({ type }) => type !== 'ComparisonError' && type !== 'InvalidSpecError',
  );
  const known = status.conditions?.find(
    ({ type, message }) =>
      type === condition?.type && message === condition?.message,
  );
  const next = condition
    ? [...others, known ?? { ...condition, lastTransitionTime: timestamp(now) }]
    : others;
  if (next.length > 0) status.conditions = next;
  else delete status.conditions;
}

/** The objects that an Application manages, and all that controllers made of them. */
export function* liveTree(
  delivered: Delivered,
  cluster: Cluster,
): Iterable<{ object: KubeObject; parent?: KubeObject }> {
  const visit = function* visit(
    object: KubeObject,
    parent?: KubeObject,
  ): Iterable<{ object: KubeObject; parent?: KubeObject }> {
    yield { object, parent };
    for (const child of cluster.childrenOf(object)) yield* visit(child, object);
  };
  for (const { live } of delivered.comparisons) {
    const current = live && cluster.get(nameOf(live));
    if (current) yield* visit(current);
  }
}

function imagesOf(delivered: Delivered, cluster: Cluster): string[] {
  const images = new Set<string>();
  for (const { object } of liveTree(delivered, cluster)) {
    // A ReplicaSet of before has its image, and runs nothing.
    if (object.kind !== 'Pod') continue;
    for (const image of imagesIn(object)) images.add(image);
  }
  return [...images].sort();
}

/** What a pod, or what makes pods, runs. */
export function imagesIn({ spec }: KubeObject): string[] {
  const containers = spec?.template?.spec?.containers ?? spec?.containers;
  return Array.isArray(containers)
    ? containers.map(({ image }: { image: string }) => image).filter(Boolean)
    : [];
}
