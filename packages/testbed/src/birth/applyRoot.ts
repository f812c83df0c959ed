import path from 'node:path';
import { buildKustomization } from '@idp/kustomize';
import { parseAllDocuments } from 'yaml';
import type { Bed } from '../bed/Bed';
import type { KubeObject } from '../kube/types';
import { gitops } from '../repository/testbedRepository';

/** `kubectl apply -k gitops/clusters/local`, the last thing that a person applies. */
export async function applyRoot(bed: Bed): Promise<void> {
  const { git } = bed.take(gitops);
  const text = await buildKustomization(
    path.join(git.work, 'gitops', 'clusters', 'local'),
  );
  for (const document of parseAllDocuments(text)) {
    await bed.kube.apply(document.toJS() as KubeObject, {
      manager: 'kubectl',
    });
  }
}
