import fs from 'node:fs';
import type { Bed } from '../bed/Bed';
import { play } from '../kube/understudies';
import { pki } from '../services/kube';
import type { Report } from '../steps/types';

/** trust-manager brings the certificate of the platform's authority to every namespace. */
export function distributeAuthority(bed: Bed, report: Report) {
  const { kube } = bed;
  const authority = fs.readFileSync(bed.take(pki).ca.cert, 'utf8');
  const namespaces = { apiVersion: 'v1', kind: 'Namespace' };
  const done = new Set<string>();
  report.leftOut(
    'trust-manager',
    'the bed brings the authority’s certificate to namespaces',
  );
  play(kube, [
    {
      of: namespaces,
      plays: 'trust-manager',
      status: object => {
        const { name, labels, uid = name } = object.metadata;
        if (labels?.['platform.idp/kind'] && !done.has(uid)) {
          done.add(uid);
          bringAuthority(bed, name, authority).catch(() => done.delete(uid));
        }
        return undefined;
      },
    },
  ]);
}

async function bringAuthority(
  { kube }: Bed,
  namespace: string,
  authority: string,
): Promise<void> {
  await kube.apply(
    {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'platform-ca', namespace },
      data: { 'ca.crt': authority },
    },
    {
      as: {
        user: 'system:serviceaccount:trust-manager:trust-manager',
        groups: ['system:masters'],
      },
    },
  );
}
