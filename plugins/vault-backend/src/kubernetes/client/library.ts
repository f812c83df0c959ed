/** The official client, which is large: loaded when there is a cluster, and shared with Backstage's Kubernetes plugin. */
export type ClientLibrary = typeof import('@kubernetes/client-node');

export function loadLibrary(): Promise<ClientLibrary> {
  return import('@kubernetes/client-node');
}
