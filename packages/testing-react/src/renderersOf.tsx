import type { Entity } from '@backstage/catalog-model';
import type {
  ExternalRouteRef,
  FrontendFeature,
  RouteRef,
} from '@backstage/frontend-plugin-api';
import type { JSX } from 'react';
import { renderAtEntity } from './renderAtEntity';
import { renderPlugin } from './renderPlugin';
import type { TestApis } from './testApis';

type Routes = Record<string, RouteRef | ExternalRouteRef>;

/**
 * How the tests of one plugin show it: a part of it on an entity's page, and all of it in an app. Options of the plugin's own,
 * such as the answers of its backend, become APIs.
 */
export function renderersOf<O extends object>({
  plugin,
  apis,
  entity: usual,
  tab,
  pages,
  neighbours,
}: {
  plugin: FrontendFeature;
  apis: (options: O) => NonNullable<TestApis['apis']>;
  /** Whose page it is where a test names no other. */
  entity: Entity;
  /** The path of the tab on an entity's page, such as `/argocd`. */
  tab: string;
  /** The plugin's own pages, which its parts on an entity's page link to. */
  pages: Routes;
  /** What else it links to, by the pattern of its path. */
  neighbours: Routes;
}) {
  type Options = Omit<TestApis, 'apis'> & O;
  const app = (options: Options) => ({
    catalog: options.catalog,
    signals: options.signals,
    apis: apis(options),
  });
  return {
    /** A part of the plugin on an entity's page, at an address below its tab. */
    renderOnEntity: (
      part: JSX.Element,
      options: Options & { path?: string; entity?: Entity } = {} as Options,
    ) =>
      renderAtEntity(part, {
        ...app(options),
        entity: options.entity ?? usual,
        tab,
        path: options.path,
        mountedRoutes: { ...neighbours, ...pages },
      }),
    /** The plugin in an app, at an address. */
    renderPlugin: (path: string, options: Options = {} as Options) =>
      renderPlugin(path, {
        ...app(options),
        features: [plugin],
        mountedRoutes: neighbours,
      }),
  };
}
