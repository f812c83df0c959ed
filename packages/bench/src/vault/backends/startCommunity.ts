import type { Door } from '../../lib/plugins/Door';
import { startPeer, type Peer } from '../../lib/plugins/startPeer';
import { MOUNT } from '../scene';

/** Starts a backend with the community's plugin, with a token, so that it does not log in for each request. */
export function startCommunity({ url, token }: Door): Promise<Peer> {
  return startPeer({
    name: 'community',
    peer: 'vault-community',
    config: {
      vault: {
        baseUrl: url,
        secretEngine: MOUNT,
        kvVersion: 2,
        auth: { type: 'static', secret: token },
      },
    },
  });
}
