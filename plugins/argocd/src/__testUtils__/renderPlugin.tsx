import type { Entity } from '@backstage/catalog-model';
import {
  AppRootElementBlueprint,
  createFrontendModule,
  createFrontendPlugin,
  coreExtensionData,
  createExtension,
  createExtensionInput,
} from '@backstage/frontend-plugin-api';
import {
  mockApis,
  renderInTestApp,
  renderTestApp,
} from '@backstage/frontend-test-utils';
import {
  catalogApiRef,
  EntityProvider,
  type CatalogApi,
} from '@backstage/plugin-catalog-react';
import { signalApiRef } from '@backstage/plugin-signals-react';
import type { ArgoCDApi } from '@idp/plugin-argocd-common';
import axe from 'axe-core';
import type { JSX } from 'react';
import { Route, Routes, useLocation } from 'react-router-dom';
import { argocdApiRef } from '../api';
import plugin from '../index';
import {
  changeRouteRef,
  entityRouteRef,
  goldenPathsRouteRef,
  rootRouteRef,
} from '../routes';
import {
  answer,
  diff,
  events,
  listOf,
  resources,
  row,
  windows,
} from './fixtures';

/** The backend as a test wants it. */
export function fakeApi(
  fields: Partial<ArgoCDApi> = {},
): jest.Mocked<ArgoCDApi> {
  const api: ArgoCDApi = {
    getEntityApplications: async () => answer(),
    getResources: async () => resources,
    getDiff: async () => diff,
    getEvents: async () => events,
    compareDeployments: async () => diff,
    getSyncWindows: async () => windows,
    refresh: async () => {},
    sync: async () => {},
    terminate: async () => {},
    listApplications: async () => listOf([row('orders')]),
    getSummaries: async () => ({ items: {} }),
    ...fields,
  };
  return Object.fromEntries(
    Object.entries(api).map(([name, answerOf]) => [name, jest.fn(answerOf)]),
  ) as unknown as jest.Mocked<ArgoCDApi>;
}

/** A signals service whose messages a test sends. */
export function fakeSignals() {
  const receivers = new Map<string, Set<(message: any) => void>>();
  return {
    send(channel: string) {
      receivers.get(channel)?.forEach(receive => receive({}));
    },
    api: {
      subscribe(channel: string, receive: (message: any) => void) {
        const all = receivers.get(channel) ?? new Set();
        receivers.set(channel, all.add(receive));
        return { unsubscribe: () => all.delete(receive) };
      },
    },
  };
}

export const orders: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: {
    namespace: 'payments',
    name: 'orders',
    annotations: { 'argocd/app-name': 'payments--orders' },
  },
};

/** Where the browser stands. */
export const address = { current: '' };

const AddressProbe = () => {
  const { pathname, search } = useLocation();
  address.current = `${pathname}${search}`;
  return null;
};

interface Options {
  api?: ArgoCDApi;
  catalog?: CatalogApi;
  signals?: ReturnType<typeof fakeSignals>;
}

const apisOf = ({ api, catalog, signals }: Options): any => [
  [argocdApiRef, api ?? fakeApi()],
  mockApis.identity({
    userEntityRef: 'user:default/sam',
    ownershipEntityRefs: ['user:default/sam', 'group:default/payments'],
  }),
  ...(catalog ? [[catalogApiRef, catalog]] : []),
  ...(signals ? [[signalApiRef, signals.api]] : []),
];

/** What the plugin links to. */
const neighbours = {
  '/catalog/:namespace/:kind/:name': entityRouteRef,
  '/changes/:id': changeRouteRef,
  '/create': goldenPathsRouteRef,
};

/** A part of the plugin on an entity's page, at an address below the entity. */
export function renderOnEntity(
  part: JSX.Element,
  options: Options & { path?: string; entity?: Entity } = {},
) {
  const { path = '', entity = orders } = options;
  return renderInTestApp(
    <>
      <AddressProbe />
      <Routes>
        <Route
          path="/catalog/:namespace/:kind/:name/argocd/*"
          element={
            <EntityProvider entity={entity}>
              <main>
                <h1>orders</h1>
                {part}
              </main>
            </EntityProvider>
          }
        />
      </Routes>
    </>,
    {
      apis: apisOf(options),
      initialRouteEntries: [`/catalog/payments/component/orders/argocd${path}`],
      mountedRoutes: { ...neighbours, '/argocd': rootRouteRef },
    },
  );
}

/** An app's layout without its sidebar, whose styles jsdom does not understand. */
const bareLayout = createFrontendModule({
  pluginId: 'app',
  extensions: [
    createExtension({
      name: 'layout',
      attachTo: { id: 'app/root', input: 'children' },
      inputs: {
        nav: createExtensionInput([coreExtensionData.reactElement]),
        content: createExtensionInput([coreExtensionData.reactElement], {
          singleton: true,
        }),
      },
      output: [coreExtensionData.reactElement],
      factory: ({ inputs }) => [
        coreExtensionData.reactElement(
          inputs.content.get(coreExtensionData.reactElement),
        ),
      ],
    }),
  ],
});

/** The plugin in an app, at an address. */
export function renderPlugin(path: string, options: Options = {}) {
  const probe = createFrontendPlugin({
    pluginId: 'probe',
    extensions: [
      AppRootElementBlueprint.make({ params: { element: <AddressProbe /> } }),
    ],
  });
  return renderTestApp({
    features: [plugin, bareLayout, probe],
    initialRouteEntries: [path],
    mountedRoutes: neighbours,
    apis: apisOf(options),
  });
}

/** Fails on what axe finds; contrast needs a browser that paints. */
export async function expectAccessible(container: Element) {
  const { violations } = await axe.run(container, {
    rules: { 'color-contrast': { enabled: false } },
  });
  expect(
    violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]),
  ).toEqual([]);
}
