import { timestamp } from '../../../clock';
import {
  keyOf,
  nameOf,
  ownerReference,
  type KubeObject,
  type ObjectName,
} from '../KubeObject';
import type { ControllerParts } from './Controller';
import { isReady, newPod, runPod, suffix, waitsForConfig } from './pods';

const REVISION = 'deployment.kubernetes.io/revision';

/** Makes pods of Deployments by way of ReplicaSets, new ones before old ones go, and says how far it is. */
export function runDeployments(parts: ControllerParts): void {
  const { cluster } = parts;
  const deadlines = new Map<string, string>();
  cluster.onChange(({ type, object }) => {
    if (object.kind === 'Deployment' && type !== 'deleted') {
      rollOut(parts, deadlines, object);
    } else if (object.kind === 'Pod') {
      const deployment = deploymentOf(parts, object);
      if (deployment) rollOut(parts, deadlines, deployment);
    } else if (object.kind === 'Secret' || object.kind === 'ConfigMap') {
      if (type === 'added') tryAgain(parts, object.metadata.namespace ?? '');
    }
  });
}

/** Containers that had no configuration start once it is there. */
function tryAgain(parts: ControllerParts, namespace: string) {
  for (const pod of parts.cluster.list({ group: '', kind: 'Pod', namespace })) {
    if (waitsForConfig(pod)) runPod(parts, pod);
  }
}

function deploymentOf({ cluster }: ControllerParts, pod: KubeObject) {
  const owner = (
    child: KubeObject | undefined,
    group: string,
    kind: string,
  ) => {
    const reference = child?.metadata.ownerReferences?.[0];
    return reference?.kind === kind
      ? cluster.get({
          group,
          kind,
          namespace: child!.metadata.namespace ?? '',
          name: reference.name,
        })
      : undefined;
  };
  return owner(owner(pod, 'apps', 'ReplicaSet'), 'apps', 'Deployment');
}

function rollOut(
  parts: ControllerParts,
  deadlines: Map<string, string>,
  deployment: KubeObject,
) {
  const { cluster, events } = parts;
  const key = keyOf(nameOf(deployment));
  const hash = suffix(JSON.stringify(deployment.spec.template), 10);
  const wanted: number = deployment.spec.replicas ?? 1;
  const name = replicaSetName(deployment, hash);
  const tell = (message: string) =>
    events.add(deployment, {
      type: 'Normal',
      reason: 'ScalingReplicaSet',
      message,
      component: 'deployment-controller',
    });

  let current = cluster.get(name);
  if (!current) {
    current = cluster.write(newReplicaSet(parts, deployment, name.name, hash));
    tell(`Scaled up replica set ${name.name} from 0 to ${wanted}`);
  }
  if (deadlines.get(key) !== `${hash}/${wanted}`) {
    deadlines.set(key, `${hash}/${wanted}`);
    startDeadline(parts, deployment);
  }
  scale(parts, current, wanted);
  current = cluster.get(name)!;

  const pods = cluster.childrenOf(current);
  const ready = pods.filter(isReady).length;
  const old = replicaSetsOf(parts, deployment).filter(
    set => set.metadata.uid !== current!.metadata.uid,
  );
  const oldPods = old.flatMap(set => cluster.childrenOf(set));
  if (ready >= wanted) {
    for (const set of old) {
      if (set.spec.replicas === 0) continue;
      tell(
        `Scaled down replica set ${set.metadata.name} from ${set.spec.replicas} to 0`,
      );
      scale(parts, set, 0);
    }
    forget(parts, deployment, old);
  }
  for (const set of replicaSetsOf(parts, deployment)) countPods(parts, set);
  writeStatus(parts, deployment, {
    wanted,
    updated: pods.length,
    ready,
    oldReady: ready >= wanted ? 0 : oldPods.filter(isReady).length,
    old: ready >= wanted ? 0 : oldPods.length,
    set: name.name,
  });
}

function replicaSetName(deployment: KubeObject, hash: string): ObjectName {
  return {
    group: 'apps',
    kind: 'ReplicaSet',
    namespace: deployment.metadata.namespace ?? '',
    name: `${deployment.metadata.name}-${hash}`,
  };
}

function replicaSetsOf({ cluster }: ControllerParts, deployment: KubeObject) {
  return cluster
    .childrenOf(deployment)
    .filter(({ kind }) => kind === 'ReplicaSet');
}

function newReplicaSet(
  parts: ControllerParts,
  deployment: KubeObject,
  name: string,
  hash: string,
): KubeObject {
  const { template, selector } = deployment.spec;
  const labels = { ...template.metadata.labels, 'pod-template-hash': hash };
  return {
    apiVersion: 'apps/v1',
    kind: 'ReplicaSet',
    metadata: {
      name,
      namespace: deployment.metadata.namespace,
      labels,
      annotations: {
        [REVISION]: String(replicaSetsOf(parts, deployment).length + 1),
      },
      ownerReferences: [ownerReference(deployment)],
    },
    spec: {
      replicas: 0,
      selector: {
        matchLabels: { ...selector.matchLabels, 'pod-template-hash': hash },
      },
      template: { ...template, metadata: { ...template.metadata, labels } },
    },
    status: { replicas: 0, terminatingReplicas: 0 },
  };
}

/** As many pods as wanted; the newest go first. */
function scale(parts: ControllerParts, set: KubeObject, wanted: number) {
  const { cluster, clock } = parts;
  if (set.spec.replicas !== wanted) {
    cluster.edit(nameOf(set), draft => {
      draft.spec.replicas = wanted;
    });
  }
  const pods = cluster.childrenOf(set);
  for (let number = pods.length; number < wanted; number++) {
    const pod = newPod(
      set,
      Number(set.metadata.resourceVersion) + number,
      clock.now(),
    );
    // Asked again for each pod: what a pod's arrival sets off has been here already.
    if (cluster.childrenOf(set).length >= wanted) return;
    runPod(parts, cluster.write(pod));
  }
  for (const pod of pods.slice(wanted)) cluster.remove(nameOf(pod));
}

/** Who shows a Deployment's pods looks for them below the ReplicaSets that say they have some. */
function countPods({ cluster }: ControllerParts, set: KubeObject) {
  const pods = cluster.childrenOf(set);
  const ready = pods.filter(isReady).length;
  const { replicas, readyReplicas = 0 } = set.status;
  if (replicas === pods.length && readyReplicas === ready) return;
  cluster.edit(nameOf(set), draft => {
    draft.status = {
      replicas: pods.length,
      ...(pods.length > 0 && { fullyLabeledReplicas: pods.length }),
      ...(ready > 0 && { readyReplicas: ready, availableReplicas: ready }),
      terminatingReplicas: 0,
      observedGeneration: draft.metadata.generation,
    };
  });
}

/** Old ReplicaSets beyond the Deployment's limit go, the oldest first. */
function forget(
  { cluster }: ControllerParts,
  deployment: KubeObject,
  old: KubeObject[],
) {
  const limit: number = deployment.spec.revisionHistoryLimit ?? 10;
  const revision = (set: KubeObject) =>
    Number(set.metadata.annotations?.[REVISION] ?? 0);
  const sorted = [...old].sort((a, b) => revision(b) - revision(a));
  for (const set of sorted.slice(limit)) cluster.remove(nameOf(set));
}

function startDeadline(parts: ControllerParts, deployment: KubeObject) {
  const { cluster, clock, timing } = parts;
  const { generation, uid } = deployment.metadata;
  const name = nameOf(deployment);
  clock.after(timing.progressDeadline, () =>
    cluster.edit(name, draft => {
      const done = draft.status.conditions.some(
        (condition: any) => condition.reason === 'NewReplicaSetAvailable',
      );
      if (
        draft.metadata.uid !== uid ||
        draft.metadata.generation !== generation ||
        done
      )
        return;
      draft.status.conditions = [
        ...draft.status.conditions.filter((c: any) => c.type !== 'Progressing'),
        {
          type: 'Progressing',
          status: 'False',
          reason: 'ProgressDeadlineExceeded',
          message: `ReplicaSet "${draft.metadata.name}-${suffix(
            JSON.stringify(draft.spec.template),
            10,
          )}" has timed out progressing.`,
          lastTransitionTime: timestamp(clock.now()),
          lastUpdateTime: timestamp(clock.now()),
        },
      ];
    }),
  );
}

function writeStatus(
  { cluster, clock }: ControllerParts,
  deployment: KubeObject,
  counts: {
    wanted: number;
    updated: number;
    ready: number;
    oldReady: number;
    old: number;
    set: string;
  },
) {
  const { wanted, updated, ready, oldReady, old, set } = counts;
  const complete = updated === wanted && ready === wanted && old === 0;
  const available = ready + oldReady;
  cluster.edit(nameOf(deployment), draft => {
    const before: any[] = draft.status?.conditions ?? [];
    const failed = before.find(
      c => c.type === 'Progressing' && c.reason === 'ProgressDeadlineExceeded',
    );
    const sameGeneration =
      draft.status?.observedGeneration === draft.metadata.generation;
    const progressing =
      failed && sameGeneration && !complete
        ? failed
        : {
            type: 'Progressing',
            status: 'True',
            reason: complete ? 'NewReplicaSetAvailable' : 'ReplicaSetUpdated',
            message: `ReplicaSet "${set}" ${
              complete ? 'has successfully progressed.' : 'is progressing.'
            }`,
          };
    const enough = available >= wanted;
    const next = [
      {
        type: 'Available',
        status: enough ? 'True' : 'False',
        reason: enough
          ? 'MinimumReplicasAvailable'
          : 'MinimumReplicasUnavailable',
        message: `Deployment ${
          enough ? 'has' : 'does not have'
        } minimum availability.`,
      },
      progressing,
    ].map(condition => {
      const known = before.find(
        c =>
          c.type === condition.type &&
          c.reason === condition.reason &&
          c.message === condition.message,
      );
      const now = timestamp(clock.now());
      return (
        known ?? { ...condition, lastTransitionTime: now, lastUpdateTime: now }
      );
    });
    draft.status = {
      observedGeneration: draft.metadata.generation,
      replicas: updated + old,
      updatedReplicas: updated,
      ...(available > 0 && {
        readyReplicas: available,
        availableReplicas: available,
      }),
      ...(available < wanted && { unavailableReplicas: wanted - available }),
      terminatingReplicas: 0,
      conditions: next,
    };
  });
}
