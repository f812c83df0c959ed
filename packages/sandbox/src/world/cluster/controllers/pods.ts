import { timestamp } from '../../../clock';
import { imageProblem } from '../images';
import { nameOf, ownerReference, type KubeObject } from '../KubeObject';
import type { ControllerParts } from './Controller';

/** Of the one node, in a range that is for documentation. */
const HOST = '192.0.2.1';

const ALPHABET = 'bcdfghjklmnpqrstvwxz2456789';

/** Five letters as Kubernetes puts them behind a name, the same for the same seed. */
export function suffix(seed: string, length = 5): string {
  let hash = 2166136261;
  for (let i = 0; i < seed.length; i++) {
    hash = Math.imul(hash ^ seed.charCodeAt(i), 16777619) >>> 0;
  }
  let text = '';
  for (let i = 0; i < length; i++) {
    text += ALPHABET[hash % ALPHABET.length];
    hash = Math.imul(hash ^ (hash >>> 13), 2654435761) >>> 0;
  }
  return text;
}

/** A pod of a ReplicaSet, waiting for its container. */
export function newPod(
  replicaSet: KubeObject,
  number: number,
  now: Date,
): KubeObject {
  const { template } = replicaSet.spec;
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name: `${replicaSet.metadata.name}-${suffix(
        `${replicaSet.metadata.uid}${number}`,
      )}`,
      generateName: `${replicaSet.metadata.name}-`,
      namespace: replicaSet.metadata.namespace,
      labels: template.metadata.labels,
      ownerReferences: [ownerReference(replicaSet)],
    },
    spec: { ...template.spec, nodeName: 'sandbox' },
    status: {
      phase: 'Pending',
      qosClass: qosClass(template.spec),
      hostIP: HOST,
      hostIPs: [{ ip: HOST }],
      startTime: timestamp(now),
      conditions: conditions(false, now),
      containerStatuses: containers(template.spec).map((container: object) => ({
        ...container,
        ready: false,
        state: { waiting: { reason: 'ContainerCreating' } },
      })),
    },
  };
}

/** The steps of a pod from ContainerCreating to Ready, or to where it hangs. */
export function runPod(parts: ControllerParts, pod: KubeObject): void {
  const { clock, cluster, events, timing } = parts;
  const kubelet = (
    type: 'Normal' | 'Warning',
    reason: string,
    message: string,
  ) => events.add(pod, { type, reason, message, component: 'kubelet' });
  const name = nameOf(pod);
  const isThere = () => cluster.get(name)?.metadata.uid === pod.metadata.uid;
  const images: string[] = pod.spec.containers.map((c: any) => c.image);
  clock.after(timing.pullImage, () => {
    if (!isThere()) return;
    const problem = images.map(imageProblem).find(Boolean);
    if (problem) {
      kubelet(
        'Warning',
        'Failed',
        `Failed to pull image "${images[0]}": ${problem}`,
      );
      wait(parts, pod, 'ErrImagePull', problem);
      clock.after(timing.pullImage, () => {
        if (!isThere()) return;
        const message = `Back-off pulling image "${images[0]}": ErrImagePull: ${problem}`;
        kubelet('Normal', 'BackOff', `Back-off pulling image "${images[0]}"`);
        wait(parts, pod, 'ImagePullBackOff', message);
      });
      return;
    }
    const missing = missingReference(parts, pod);
    if (missing) {
      kubelet('Warning', 'Failed', `Error: ${missing}`);
      wait(parts, pod, 'CreateContainerConfigError', missing);
      return;
    }
    kubelet(
      'Normal',
      'Pulled',
      `Container image "${images[0]}" already present on machine`,
    );
    kubelet('Normal', 'Started', 'Container started');
    cluster.edit(name, draft => {
      draft.status.phase = 'Running';
      draft.status.podIP = addressOf(draft);
      draft.status.podIPs = [{ ip: draft.status.podIP }];
      for (const status of draft.status.containerStatuses) {
        status.state = { running: { startedAt: timestamp(clock.now()) } };
      }
    });
    clock.after(timing.ready, () =>
      cluster.edit(name, draft => {
        if (draft.metadata.uid !== pod.metadata.uid) return;
        draft.status.conditions = conditions(true, clock.now());
        for (const status of draft.status.containerStatuses)
          status.ready = true;
      }),
    );
  });
}

export function isReady(pod: KubeObject): boolean {
  return pod.status?.conditions?.some(
    (condition: any) =>
      condition.type === 'Ready' && condition.status === 'True',
  );
}

/** Whether a pod waits for a Secret or ConfigMap that is not there. */
export function waitsForConfig(pod: KubeObject): boolean {
  return pod.status?.containerStatuses?.some(
    (status: any) =>
      status.state?.waiting?.reason === 'CreateContainerConfigError',
  );
}

function wait(
  { cluster }: ControllerParts,
  pod: KubeObject,
  reason: string,
  message: string,
) {
  cluster.edit(nameOf(pod), draft => {
    for (const status of draft.status.containerStatuses) {
      status.state = { waiting: { reason, message } };
    }
  });
}

/** What `envFrom` names and the namespace does not have. */
function missingReference(
  { cluster }: ControllerParts,
  pod: KubeObject,
): string | undefined {
  const namespace = pod.metadata.namespace ?? '';
  for (const container of pod.spec.containers) {
    for (const source of container.envFrom ?? []) {
      const [kind, reference] = source.secretRef
        ? ['Secret', source.secretRef]
        : ['ConfigMap', source.configMapRef];
      if (
        reference &&
        !reference.optional &&
        !cluster.get({ group: '', kind, namespace, name: reference.name })
      ) {
        return `${kind.toLowerCase()} "${reference.name}" not found`;
      }
    }
  }
  return undefined;
}

/** What becomes of a pod first where a node has too little memory. */
function qosClass(spec: any): 'BestEffort' | 'Burstable' | 'Guaranteed' {
  const all: any[] = spec.containers.map((one: any) => one.resources ?? {});
  const isEmpty = (map: object = {}) => Object.keys(map).length === 0;
  if (all.every(one => isEmpty(one.requests) && isEmpty(one.limits)))
    return 'BestEffort';
  const isFixed = ({ limits = {}, requests = limits }: any) =>
    ['cpu', 'memory'].every(
      name => limits[name] && (requests[name] ?? limits[name]) === limits[name],
    );
  return all.every(isFixed) ? 'Guaranteed' : 'Burstable';
}

/** The same for the same pod. */
function addressOf({ metadata }: KubeObject): string {
  const number = parseInt((metadata.uid ?? '0').slice(0, 4), 16);
  return `10.244.${number >> 8}.${number & 0xff}`;
}

function containers(spec: any) {
  return spec.containers.map(({ name, image }: any) => ({
    name,
    image,
    imageID: '',
    lastState: {},
    restartCount: 0,
  }));
}

function conditions(ready: boolean, now: Date) {
  const at = timestamp(now);
  const status = ready ? 'True' : 'False';
  const times = { lastProbeTime: null, lastTransitionTime: at };
  return [
    { type: 'PodScheduled', status: 'True', ...times },
    { type: 'Initialized', status: 'True', ...times },
    { type: 'ContainersReady', status, ...times },
    { type: 'Ready', status, ...times },
  ];
}
