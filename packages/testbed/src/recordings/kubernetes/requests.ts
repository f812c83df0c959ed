import type { KubernetesInteraction } from './interactions';

/** A list as Backstage's Kubernetes plugin asks for it. */
export function list(
  plural: string,
  below: string,
  labelSelector?: string,
  name = `list-${plural}`,
): KubernetesInteraction {
  const query = labelSelector
    ? `?labelSelector=${encodeURIComponent(labelSelector)}`
    : '';
  return { name, path: `${below}/${plural}${query}`, as: 'portal' };
}

export function watch(
  name: string,
  path: string,
  until: KubernetesInteraction['until'],
  more: Partial<KubernetesInteraction> = {},
): KubernetesInteraction {
  return { name: `watch-${name}`, path, as: 'portal', until, ...more };
}

export function write(
  name: string,
  method: KubernetesInteraction['method'],
  path: string,
): KubernetesInteraction {
  return {
    name,
    method,
    path,
    as: 'portal',
    ...(method !== 'DELETE' && { body: {} }),
  };
}

/** A patch of the annotation that has an ExternalSecret read again, where nothing else is said. */
export function patch(
  name: string,
  path: string,
  {
    type = 'application/merge-patch+json',
    ...more
  }: Partial<KubernetesInteraction> & { type?: string } = {},
): KubernetesInteraction {
  return {
    name,
    method: 'PATCH',
    path: `${path}?fieldManager=idp-portal`,
    as: 'portal',
    headers: { 'content-type': type },
    body: { metadata: { annotations: { 'force-sync': '1' } } },
    ...more,
  };
}
