import { ConflictError, NotFoundError } from '@backstage/errors';
import { UpstreamError } from '@idp/upstream';
import type { ExternalSecret } from './objects/ExternalSecret';
import type { ClusterWatch } from './watch/ClusterWatch';

/**
 * External Secrets reads again when annotations change, whatever their names; this one is what its own documents use. It is
 * in no manifest, so Git and Argo CD have no say in it (ADR 25).
 */
const ANNOTATION = 'force-sync';

/** Has External Secrets read an ExternalSecret's paths now. The only thing that the portal writes to a cluster. */
export async function refreshDelivery(
  watch: ClusterWatch,
  { namespace, name, rereads, refreshedAt }: ExternalSecret,
  now: number,
): Promise<void> {
  const served = watch.served('externalSecrets');
  if (!served) {
    throw new UpstreamError(
      watch.client.cluster.name,
      'unreachable',
      'has not answered yet',
    );
  }
  if (rereads === 'never' && refreshedAt) {
    throw new ConflictError(
      `${namespace}/${name} is read once only (refreshPolicy CreatedOnce, or refreshInterval 0): change that in Git`,
    );
  }
  try {
    await watch.client.annotate(
      served,
      { namespace, name },
      { [ANNOTATION]: String(Math.floor(now / 1_000)) },
    );
  } catch (error) {
    if (error instanceof UpstreamError && error.code === 'not-found') {
      throw new NotFoundError(
        `Cluster ${watch.client.cluster.name} has no ExternalSecret ${namespace}/${name} any more`,
      );
    }
    throw error;
  }
}
