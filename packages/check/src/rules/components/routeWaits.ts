import type { RenderedRepository } from '../../repository';
import type { Component } from './readComponents';

/** A component with a route of a Gateway that another component has, and that it does not wait for. */
export interface MissingWait {
  component: Component;
  route: string;
  gateway: string;
  /** The component that has the Gateway. */
  owner: string;
}

/**
 * Argo CD calls a route healthy when its Gateway has taken it. So a component with a route is not healthy before the one with the
 * Gateway, and in an earlier wave it would hold up the wave that it waits for.
 */
export function missingRouteWaits(
  components: ReadonlyMap<string, Component>,
  { folders }: RenderedRepository,
): MissingWait[] {
  const delivered = folders.flatMap(({ of, environments, error, documents }) =>
    of.kind === 'component' && environments.length > 0 && !error
      ? documents.map(({ object }) => ({ object, name: of.component }))
      : [],
  );
  const gateways = new Map(
    delivered
      .filter(({ object }) => object.kind === 'Gateway')
      .map(({ object: { metadata }, name }) => [
        `${metadata.namespace}/${metadata.name}`,
        name,
      ]),
  );
  const missing = delivered.flatMap(({ object, name }) => {
    const component = components.get(name);
    if (!component || !/Route$/.test(object.kind)) return [];
    const parents: Array<{ namespace?: string; name: string }> =
      object.spec?.parentRefs ?? [];
    return parents.flatMap(parent => {
      const gateway = `${parent.namespace ?? object.metadata.namespace}/${
        parent.name
      }`;
      const owner = gateways.get(gateway);
      return owner === undefined ||
        owner === name ||
        component.spec.waitsFor.includes(owner)
        ? []
        : [{ component, route: object.metadata.name, gateway, owner }];
    });
  });
  return [
    ...new Map(
      missing.map(wait => [
        `${wait.component.name} ${wait.route} ${wait.gateway}`,
        wait,
      ]),
    ).values(),
  ];
}
