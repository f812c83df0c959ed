import fs from 'node:fs';
import path from 'node:path';
import type { Bed } from '../bed/Bed';
import { readObjects } from '../kube/definitions';
import { checkout } from '../lib/folders';

const account = { namespace: 'backstage', name: 'backstage' };

/**
 * The account that the portal's pod has in its cluster, with the rights of kubernetes/backstage, and the tokens that the
 * pod would find in its files: one for the API server, one for Vault.
 */
export async function portalAccount(bed: Bed): Promise<void> {
  const { kube } = bed;
  const folder = path.join(checkout, 'kubernetes/backstage/base');
  for (const file of ['namespace.yaml', 'rbac.yaml']) {
    for (const object of readObjects(path.join(folder, file))) {
      await kube.apply({
        ...object,
        metadata: {
          ...object.metadata,
          ...(object.kind === 'ServiceAccount' && {
            namespace: account.namespace,
          }),
        },
      });
    }
  }
  const token = (audiences?: string[]) =>
    kube.token(account.namespace, account.name, { audiences });
  bed.secretFile('portal-kubernetes.token', await token());
  // Read as it stands, as the file of a pod is.
  fs.writeFileSync(
    bed.file('credentials', 'portal-vault.token'),
    await token(['vault']),
    { mode: 0o600 },
  );
}
