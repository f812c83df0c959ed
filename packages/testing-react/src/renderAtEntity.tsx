import type { Entity } from '@backstage/catalog-model';
import type {
  ExternalRouteRef,
  RouteRef,
} from '@backstage/frontend-plugin-api';
import { renderInTestApp } from '@backstage/frontend-test-utils';
import { EntityProvider } from '@backstage/plugin-catalog-react';
import type { JSX } from 'react';
import { Route, Routes } from 'react-router-dom';
import { address, AddressProbe } from './address';
import { testApis, type TestApis } from './testApis';

/** A part of a plugin on the page of an entity, in the tab `tab`. */
export function renderAtEntity(
  part: JSX.Element,
  options: TestApis & {
    entity: Entity;
    /** The path of the tab, such as `/argocd`. */
    tab: string;
    /** Below the tab. */
    path?: string;
    mountedRoutes: Record<string, RouteRef | ExternalRouteRef>;
  },
) {
  const { entity, tab, path = '' } = options;
  const { namespace = 'default', name } = entity.metadata;
  const kind = entity.kind.toLowerCase();
  address.current = '';
  return renderInTestApp(
    <>
      <AddressProbe />
      <Routes>
        <Route
          path={`/catalog/:namespace/:kind/:name${tab}/*`}
          element={
            <EntityProvider entity={entity}>
              <main>
                <h1>{name}</h1>
                {part}
              </main>
            </EntityProvider>
          }
        />
      </Routes>
    </>,
    {
      apis: testApis(options),
      initialRouteEntries: [
        `/catalog/${namespace}/${kind}/${name}${tab}${path}`,
      ],
      mountedRoutes: options.mountedRoutes as Record<string, RouteRef>,
    },
  );
}
