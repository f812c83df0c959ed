import {
  createExternalRouteRef,
  createRouteRef,
  createSubRouteRef,
} from '@backstage/frontend-plugin-api';

/** The list of changes. */
export const rootRouteRef = createRouteRef();

/** One change. */
export const detailsRouteRef = createSubRouteRef({
  parent: rootRouteRef,
  path: '/:id',
});

/** Where golden paths are chosen. */
export const goldenPathsRouteRef = createExternalRouteRef({
  defaultTarget: 'scaffolder.root',
});

/** The form of one golden path. */
export const goldenPathRouteRef = createExternalRouteRef({
  params: ['namespace', 'templateName'],
  defaultTarget: 'scaffolder.selectedTemplate',
});

/** The page of a tenant, a workload or a person. */
export const entityRouteRef = createExternalRouteRef({
  params: ['namespace', 'kind', 'name'],
  defaultTarget: 'catalog.catalogEntity',
});
