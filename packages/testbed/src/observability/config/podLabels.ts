import { alloyRules } from './alloyRules';
import { type Labels, relabel } from './relabel';
import { valuesOf } from './values';

/** A pod as the API server tells Alloy of it. */
export interface LoggedPod {
  namespace: string;
  pod: string;
  container: string;
  labels: Labels;
}

/** The labels that this repository's Alloy gives the lines of a container; `stream` is the container runtime's word. */
export function podLabels(
  { namespace, pod, container, labels }: LoggedPod,
  stream: 'stdout' | 'stderr',
): Labels {
  const { content } = valuesOf('alloy').alloy.configMap;
  const found = relabel(alloyRules(content, 'pods'), {
    __meta_kubernetes_namespace: namespace,
    __meta_kubernetes_pod_name: pod,
    __meta_kubernetes_pod_container_name: container,
    __meta_kubernetes_pod_uid: '00000000-0000-4000-8000-000000000001',
    ...Object.fromEntries(
      Object.entries(labels).map(([name, value]) => [
        `__meta_kubernetes_pod_label_${name.replace(/[^a-zA-Z0-9_]/g, '_')}`,
        value,
      ]),
    ),
  });
  if (!found) throw new Error(`Alloy does not read the lines of ${pod}`);
  return Object.fromEntries(
    Object.entries({ ...found, stream }).filter(
      ([name]) => !name.startsWith('__'),
    ),
  );
}
