import {
  createExternalRouteRef,
  createRouteRef,
} from '@backstage/frontend-plugin-api';

/** The platform, and all alerts. */
export const rootRouteRef = createRouteRef();

/** The page of an entity; the tab of this plugin stands below it. */
export const entityRouteRef = createExternalRouteRef({
  params: ['namespace', 'kind', 'name'],
  defaultTarget: 'catalog.catalogEntity',
});

/** A change: the pull request that brought a deployment. */
export const changeRouteRef = createExternalRouteRef({
  params: ['id'],
  defaultTarget: 'idp-changes.details',
});

/** The path of the tab on an entity's page. Lists link to it, so it is not for configuration. */
export const ENTITY_TAB_PATH = '/observability';
