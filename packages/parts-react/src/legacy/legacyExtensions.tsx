import {
  compatWrapper,
  convertLegacyRouteRef,
} from '@backstage/core-compat-api';
import {
  createComponentExtension,
  createRoutableExtension,
} from '@backstage/core-plugin-api';
import type { RouteRef } from '@backstage/frontend-plugin-api';
import type { ComponentType } from 'react';

/**
 * A page of a plugin for an app of the old system; the page itself knows only the new one.
 *
 * @public
 */
export function legacyPage(options: {
  name: string;
  mountPoint: RouteRef;
  load: () => Promise<ComponentType>;
}) {
  return createRoutableExtension({
    name: options.name,
    mountPoint: convertLegacyRouteRef(options.mountPoint),
    component: () => options.load().then(Page => () => compatWrapper(<Page />)),
  });
}

/**
 * A card or a tab of a plugin for an app of the old system.
 *
 * @public
 */
export function legacyComponent(options: {
  name: string;
  load: () => Promise<ComponentType>;
}) {
  return createComponentExtension({
    name: options.name,
    component: {
      lazy: () => options.load().then(Part => () => compatWrapper(<Part />)),
    },
  });
}
