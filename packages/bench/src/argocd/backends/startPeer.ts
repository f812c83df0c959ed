import type { Door } from '../../lib/plugins/Door';
import {
  startPeer as startAnyPeer,
  type Peer,
} from '../../lib/plugins/startPeer';

const PEERS = { community: 'argocd-community', roadie: 'argocd-roadie' };

/** Starts a backend with one of the peers; `instances` are addresses of Argo CD by name. */
export function startPeer(options: {
  peer: keyof typeof PEERS;
  instances: Record<string, Door>;
}): Promise<Peer> {
  const { peer, instances } = options;
  return startAnyPeer({
    name: peer,
    peer: PEERS[peer],
    config: {
      argocd: {
        appLocatorMethods: [
          {
            type: 'config',
            instances: Object.entries(instances).map(([name, door]) => ({
              name,
              ...door,
            })),
          },
        ],
      },
    },
  });
}
