import type { World } from '../world';
import {
  healthOf,
  imagesIn,
  liveTree,
  referenceOf,
  type Application,
  type Delivered,
  type KubeObject,
} from '../world';
import type { ArgoCDView, ManagedResource, ResourceNode } from './ArgoCDView';
import { hideSecretData } from './hideSecretData';

/** The Argo CD of one environment of the world. */
export function worldView(world: World, environmentName: string): ArgoCDView {
  const environment = world.environments.get(environmentName)!;
  const { cluster, delivery, events } = environment;
  const { store } = delivery;
  const deliveredOf = ({ metadata }: Application) =>
    delivery.get(metadata.name);
  return {
    resourceVersion: () => store.resourceVersion,
    size: () => store.list().length,
    list: () => store.list(),
    get: (namespace, name) => {
      const application = store.get(name);
      return application?.metadata.namespace === namespace
        ? application
        : undefined;
    },
    subscribe: listener => store.subscribe(listener),
    projects: () => cluster.list({ group: 'argoproj.io', kind: 'AppProject' }),
    tree: application => {
      const delivered = deliveredOf(application);
      return delivered ? treeOf(delivered, cluster) : [];
    },
    managedResources: application =>
      deliveredOf(application)?.comparisons.map(managed) ?? [],
    events: (application, object) => {
      if (!object) return events.of(application.metadata.uid);
      const delivered = deliveredOf(application);
      const nodes = delivered ? treeOf(delivered, cluster) : [];
      return nodes.some(({ uid }) => uid === object.uid)
        ? events.of(object.uid)
        : undefined;
    },
    manifests: async (application, revision) => {
      const delivered = deliveredOf(application);
      if (!delivered?.definition.folder) return [];
      if (!revision || revision === delivered.revision)
        return delivered.targets.map(hideOne);
      return (await world.manifests(revision, application)).map(hideOne);
    },
    commit: revision => world.repository.details(revision),
    refresh: (application, hard) =>
      world.refresh(environmentName, application.metadata.name, hard),
    sync: (application, operation) => {
      const delivered = deliveredOf(application);
      return Boolean(
        delivered && delivery.sync(application.metadata.name, operation),
      );
    },
    terminate: application =>
      Boolean(deliveredOf(application)) &&
      delivery.terminate(application.metadata.name),
  };
}

function treeOf(
  delivered: Delivered,
  cluster: Parameters<typeof liveTree>[1],
): ResourceNode[] {
  const nodes: ResourceNode[] = [];
  for (const { object, parent } of liveTree(delivered, cluster)) {
    const images = object.kind === 'Pod' ? imagesIn(object) : [];
    const health = healthOf(object);
    const info = infoOf(object);
    nodes.push({
      ...withUid(object),
      ...(parent && { parentRefs: [withUid(parent)] }),
      ...(info.length > 0 && { info }),
      ...networkingOf(object),
      resourceVersion: object.metadata.resourceVersion,
      ...(images.length > 0 && { images }),
      ...(health && { health }),
      createdAt: object.metadata.creationTimestamp,
    });
  }
  // What Git wants and nobody has made yet.
  for (const { target, live } of delivered.comparisons) {
    if (target && !live) {
      nodes.push({
        ...referenceOf(target),
        health: { status: 'Missing', message: 'Resource has not been created' },
      });
    }
  }
  return nodes;
}

function withUid(object: KubeObject): ResourceNode {
  return { ...referenceOf(object), uid: object.metadata.uid };
}

/** How traffic finds what it is for. */
function networkingOf({ kind, metadata, spec }: KubeObject) {
  switch (kind) {
    case 'Pod':
      return { networkingInfo: { labels: metadata.labels } };
    case 'Service':
      return (
        spec.selector && { networkingInfo: { targetLabels: spec.selector } }
      );
    case 'HTTPRoute':
      return {
        networkingInfo: {
          targetRefs: (spec.rules ?? []).flatMap((rule: any) =>
            (rule.backendRefs ?? []).map((reference: any) => ({
              kind: 'Service',
              namespace: metadata.namespace,
              name: reference.name,
            })),
          ),
        },
      };
    default:
      return undefined;
  }
}

function infoOf({
  kind,
  status,
  metadata,
}: KubeObject): Array<{ name: string; value: string }> {
  if (kind === 'ReplicaSet') {
    const revision =
      metadata.annotations?.['deployment.kubernetes.io/revision'];
    return revision ? [{ name: 'Revision', value: `Rev:${revision}` }] : [];
  }
  if (kind !== 'Pod') return [];
  const containers: any[] = status?.containerStatuses ?? [];
  const waiting = containers.find(one => one.state?.waiting)?.state.waiting
    .reason;
  return [
    { name: 'Status Reason', value: waiting ?? status?.phase },
    { name: 'Node', value: 'sandbox' },
    {
      name: 'Containers',
      value: `${containers.filter(one => one.ready).length}/${
        containers.length
      }`,
    },
  ];
}

function managed({
  target,
  live,
  predicted,
  status,
}: Delivered['comparisons'][number]): ManagedResource {
  const [shownTarget, shownLive] = hideSecretData(target, live);
  const [shownPredicted] = hideSecretData(predicted, live);
  const json = (object: KubeObject | undefined) =>
    JSON.stringify(object ?? null);
  return {
    ...(status.group && { group: status.group }),
    kind: status.kind,
    ...(status.namespace && { namespace: status.namespace }),
    name: status.name,
    targetState: json(shownTarget),
    liveState: json(shownLive),
    normalizedLiveState: json(shownLive),
    predictedLiveState: json(target && shownPredicted),
    ...(live && { resourceVersion: live.metadata.resourceVersion }),
    ...(status.status === 'OutOfSync' && { modified: true }),
  };
}

function hideOne(object: KubeObject): KubeObject {
  return hideSecretData(object, undefined)[0]!;
}
