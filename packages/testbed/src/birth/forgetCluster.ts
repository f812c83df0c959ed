import fs from 'node:fs';
import type { Bed } from '../bed/Bed';
import { definitionsApplied } from '../kube/definitions';
import { argocd } from '../services/argocd/install';
import { externalSecretsKubeconfig } from '../services/externalSecrets';
import { vault } from '../services/vault/service';

/** What the bed knows of a cluster that is no more. Its certificates stay: they are a birth input. */
export function forgetCluster(bed: Bed): void {
  bed.kube.forgetKinds();
  bed.forget(definitionsApplied);
  bed.forget(argocd);
  bed.forget(vault);
  fs.rmSync(externalSecretsKubeconfig(bed), { force: true });
}
