import type { KubernetesObject, ValuePath } from '../repository';

export interface PodTemplate {
  /** Where the pod's spec is in the object. */
  at: ValuePath;
  spec: any;
  labels: Record<string, string>;
}

export interface ContainerAt {
  at: ValuePath;
  container: any;
  init: boolean;
}

const TEMPLATE: Record<string, ValuePath> = {
  CronJob: ['spec', 'jobTemplate', 'spec', 'template'],
  DaemonSet: ['spec', 'template'],
  Deployment: ['spec', 'template'],
  Job: ['spec', 'template'],
  Pod: [],
  ReplicaSet: ['spec', 'template'],
  StatefulSet: ['spec', 'template'],
};

/** The pods that an object makes. */
export function podTemplateOf(
  object: KubernetesObject,
): PodTemplate | undefined {
  const path = Object.hasOwn(TEMPLATE, object.kind) && TEMPLATE[object.kind];
  if (!path) return undefined;
  const template = path.reduce((node: any, step) => node?.[step], object);
  if (!template?.spec) return undefined;
  return {
    at: [...path, 'spec'],
    spec: template.spec,
    labels: template.metadata?.labels ?? {},
  };
}

export function containersOf({ at, spec }: PodTemplate): ContainerAt[] {
  return (['initContainers', 'containers'] as const).flatMap(list =>
    (spec[list] ?? []).map((container: any, i: number) => ({
      at: [...at, list, i],
      container,
      init: list === 'initContainers',
    })),
  );
}
