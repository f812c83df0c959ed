import {
  createRouteRef,
  type FrontendFeature,
} from '@backstage/frontend-plugin-api';
import {
  mockedApi,
  renderPlugin as renderPlugins,
  type TestApis,
} from '@idp/testing-react';
import { changesApiRef, type ChangesApi } from '../api';
import plugin from '../index';
import {
  entityRouteRef,
  goldenPathRouteRef,
  goldenPathsRouteRef,
} from '../routes';
import {
  change,
  details,
  forge,
  freshness,
  preview,
  workloadFile,
} from './fixtures';

export { address, expectAccessible, fakeSignals } from '@idp/testing-react';

/** The backend as a test wants it; what is not given answers with one open change. */
export function fakeApi(
  fields: Partial<ChangesApi> = {},
): jest.Mocked<ChangesApi> {
  return mockedApi<ChangesApi>({
    getForge: async () => forge(),
    listChanges: async () => ({ items: [change()], freshness }),
    getChange: async id => details({ id }),
    getChangeFiles: async () => ({ items: [workloadFile] }),
    getChangePreview: async () => preview(),
    mergeChange: async id =>
      change({ id, state: 'merged', mergedAt: new Date().toISOString() }),
    closeChange: async id =>
      change({ id, state: 'closed', closedAt: new Date().toISOString() }),
    ...fields,
  });
}

/** The plugin in an app, at an address. */
export function renderPlugin(
  path: string,
  options: Omit<TestApis, 'apis'> & {
    api?: ChangesApi;
    /** Whether scaffolder and catalog are installed. */
    neighbours?: boolean;
    features?: FrontendFeature[];
  } = {},
) {
  const {
    api = fakeApi(),
    neighbours = true,
    features = [],
    ...rest
  } = options;
  return renderPlugins(path, {
    ...rest,
    apis: [[changesApiRef, api]],
    features: [plugin, ...features],
    mountedRoutes: neighbours
      ? {
          '/create': goldenPathsRouteRef,
          '/create/templates/:namespace/:templateName': goldenPathRouteRef,
          '/catalog/:namespace/:kind/:name': entityRouteRef,
        }
      : { '/elsewhere': createRouteRef() },
  });
}
