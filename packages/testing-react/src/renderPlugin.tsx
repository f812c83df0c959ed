import {
  AppRootElementBlueprint,
  createFrontendPlugin,
  type ExternalRouteRef,
  type FrontendFeature,
  type RouteRef,
} from '@backstage/frontend-plugin-api';
import { renderTestApp } from '@backstage/frontend-test-utils';
import { AddressProbe } from './address';
import { bareLayout } from './bareLayout';
import { testApis, type TestApis } from './testApis';

const probe = createFrontendPlugin({
  pluginId: 'probe',
  extensions: [
    AppRootElementBlueprint.make({ params: { element: <AddressProbe /> } }),
  ],
});

/** Plugins in an app, at an address. */
export function renderPlugin(
  path: string,
  options: TestApis & {
    features: FrontendFeature[];
    /** What they link to, by the pattern of its path. */
    mountedRoutes: Record<string, RouteRef | ExternalRouteRef>;
  },
) {
  return renderTestApp({
    features: [...options.features, bareLayout, probe],
    initialRouteEntries: [path],
    mountedRoutes: options.mountedRoutes as Record<string, RouteRef>,
    apis: testApis(options),
  });
}
