import type { KubeConfig } from '@kubernetes/client-node';
import type { ClusterConfig } from '../config/readClusters';
import type { ClientLibrary } from './library';

const ACCOUNT = '/var/run/secrets/kubernetes.io/serviceaccount';

/** A cluster of the configuration in the words of the official client. */
export function kubeConfigOf(
  library: ClientLibrary,
  { name, url, skipTLSVerify, caData, caFile, signIn }: ClusterConfig,
): KubeConfig {
  const config = new library.KubeConfig();
  config.loadFromClusterAndUser(
    {
      name,
      server: url.replace(/\/+$/, ''),
      // There is nothing to verify, and the client refuses the address otherwise.
      skipTLSVerify: skipTLSVerify || url.startsWith('http:'),
      caData,
      caFile,
    },
    {
      name,
      ...(signIn.type === 'token' && { token: signIn.token }),
      // Read again once a minute: the kubelet renews it.
      ...(signIn.type === 'pod' && {
        authProvider: {
          name: 'tokenFile',
          config: { tokenFile: `${ACCOUNT}/token` },
        },
      }),
    },
  );
  return config;
}
