import { startPeer, type Peer } from '../lib/plugins/startPeer';
import type { Doors } from './fakes/startFakes';

/**
 * Starts what the community's plugin has for a backend: Backstage's proxy, configured as the plugin's README says, with the
 * token of a service account.
 */
export const startCommunity = ({ grafana, token }: Doors): Promise<Peer> =>
  startPeer({
    name: 'community',
    peer: 'grafana-community',
    config: {
      proxy: {
        endpoints: {
          '/grafana/api': {
            target: grafana,
            headers: { Authorization: `Bearer ${token}` },
          },
        },
      },
    },
  });
