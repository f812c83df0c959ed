import {
  parseEntityRef,
  type CompoundEntityRef,
} from '@backstage/catalog-model';

/**
 * Where the HTTP APIs of the plugins have an entity; a text is a full reference, such as `component:payments/orders`.
 *
 * @public
 */
export function entityPath(entityRef: string | CompoundEntityRef): string[] {
  const { kind, namespace, name } =
    typeof entityRef === 'string' ? parseEntityRef(entityRef) : entityRef;
  return ['entities', kind.toLowerCase(), namespace, name];
}
