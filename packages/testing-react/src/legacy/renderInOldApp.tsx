import type { Entity } from '@backstage/catalog-model';
import { FlatRoutes } from '@backstage/core-app-api';
import {
  EntityProvider,
  entityRouteRef,
} from '@backstage/plugin-catalog-react';
import { renderInTestApp, TestApiProvider } from '@backstage/test-utils';
import type { JSX } from 'react';
import { Route } from 'react-router-dom';
import type { TestApis } from '../testApis';

/** Pages of plugins and their parts on an entity's page, each by its path, in an app of the old frontend system. */
export async function renderInOldApp(
  path: string,
  {
    apis,
    pages,
    entity,
    parts,
  }: {
    apis: NonNullable<TestApis['apis']>;
    pages: Record<string, JSX.Element>;
    entity: Entity;
    /** What stands on the page of `entity`. */
    parts: Record<string, JSX.Element>;
  },
): Promise<void> {
  await renderInTestApp(
    <TestApiProvider apis={apis as any}>
      <FlatRoutes>
        {Object.entries(pages).map(([at, page]) => (
          <Route key={at} path={at} element={page} />
        ))}
        {Object.entries(parts).map(([at, part]) => (
          <Route
            key={at}
            path={at}
            element={<EntityProvider entity={entity}>{part}</EntityProvider>}
          />
        ))}
      </FlatRoutes>
    </TestApiProvider>,
    {
      mountedRoutes: { '/catalog/:namespace/:kind/:name': entityRouteRef },
      routeEntries: [path],
    },
  );
}
