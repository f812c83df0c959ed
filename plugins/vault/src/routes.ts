import {
  createExternalRouteRef,
  createRouteRef,
  createSubRouteRef,
} from '@backstage/frontend-plugin-api';

/** All secrets. */
export const rootRouteRef = createRouteRef();

/** What falls due, by day. */
export const calendarRouteRef = createSubRouteRef({
  parent: rootRouteRef,
  path: '/rotations',
});

/** The page of an entity; the tab of this plugin stands below it. */
export const entityRouteRef = createExternalRouteRef({
  params: ['namespace', 'kind', 'name'],
  defaultTarget: 'catalog.catalogEntity',
});

/** Where golden paths are chosen. */
export const goldenPathsRouteRef = createExternalRouteRef({
  defaultTarget: 'scaffolder.root',
});

/** The path of the tab on an entity's page. Lists link to it, so it is not for configuration. */
export const ENTITY_TAB_PATH = '/vault';
