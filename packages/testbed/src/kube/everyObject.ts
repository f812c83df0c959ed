import type { KubeClient } from './KubeClient';
import type { KubeObject } from './types';

/**
 * Every object of a cluster, of every kind that can be listed, in the version that its group prefers.
 *
 * @param options.labelSelector - those with a label alone
 * @param options.isWanted - of a kind; one that is not wanted is not asked for
 */
export async function* everyObject(
  kube: KubeClient,
  options: {
    labelSelector?: string;
    isWanted?: (kind: string) => boolean;
  } = {},
): AsyncGenerator<KubeObject> {
  const { labelSelector, isWanted = () => true } = options;
  const { groups } = await kube.request({ path: '/apis' });
  const paths = [
    '/api/v1',
    ...groups.map(
      (group: { preferredVersion: { groupVersion: string } }) =>
        `/apis/${group.preferredVersion.groupVersion}`,
    ),
  ];
  for (const path of paths) {
    const { groupVersion, resources } = await kube.request({ path });
    for (const { name, kind, verbs } of resources) {
      if (name.includes('/') || !verbs.includes('list') || !isWanted(kind))
        continue;
      const { items } = await kube.request({
        path: `${path}/${name}`,
        ...(labelSelector && { query: { labelSelector } }),
      });
      for (const item of items)
        yield { ...item, apiVersion: groupVersion, kind };
    }
  }
}
