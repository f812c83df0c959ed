import { applyDefinitions, openDefinitions } from '../kube/definitions';
import type { KubeClient } from '../kube/KubeClient';
import type { KubeObject } from '../kube/types';
import type { Report } from './types';

/** Lets the API server take objects of kinds whose definitions cannot be had, and says that nothing is proven of their fields. */
export async function serveOpenly(
  kube: KubeClient,
  report: Report,
  objects: KubeObject[],
): Promise<void> {
  const definitions = await openDefinitions(kube, objects);
  await applyDefinitions(kube, definitions);
  for (const { spec } of definitions) {
    report.leftOut(
      `the schema of ${spec.names.kind} (${spec.group})`,
      'its definition is in no package that can be had here; npm run check holds it against the lock',
    );
  }
}
