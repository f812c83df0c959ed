import type { Entity } from '@backstage/catalog-model';

/** An entity with annotations. */
export function component(
  name: string,
  annotations: Record<string, string> = {},
  owner = 'group:default/payments',
  namespace = 'default',
): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: { name, namespace, annotations },
    spec: { type: 'service', owner },
    relations: [{ type: 'ownedBy', targetRef: owner }],
  };
}
