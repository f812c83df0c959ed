import {
  AppRootElementBlueprint,
  coreExtensionData,
  createExtension,
  createExtensionInput,
  createFrontendModule,
  createFrontendPlugin,
  createRouteRef,
  type FrontendFeature,
} from '@backstage/frontend-plugin-api';
import { mockApis, renderTestApp } from '@backstage/frontend-test-utils';
import {
  catalogApiRef,
  type CatalogApi,
} from '@backstage/plugin-catalog-react';
import { signalApiRef } from '@backstage/plugin-signals-react';
import axe from 'axe-core';
import { useLocation } from 'react-router-dom';
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

/** The backend as a test wants it; what is not given answers with one open change. */
export function fakeApi(
  fields: Partial<ChangesApi> = {},
): jest.Mocked<ChangesApi> {
  return {
    getForge: jest.fn(fields.getForge ?? (async () => forge())),
    listChanges: jest.fn(
      fields.listChanges ?? (async () => ({ items: [change()], freshness })),
    ),
    getChange: jest.fn(fields.getChange ?? (async id => details({ id }))),
    getChangeFiles: jest.fn(
      fields.getChangeFiles ?? (async () => ({ items: [workloadFile] })),
    ),
    getChangePreview: jest.fn(
      fields.getChangePreview ?? (async () => preview()),
    ),
    mergeChange: jest.fn(
      fields.mergeChange ??
        (async id =>
          change({ id, state: 'merged', mergedAt: new Date().toISOString() })),
    ),
    closeChange: jest.fn(
      fields.closeChange ??
        (async id =>
          change({ id, state: 'closed', closedAt: new Date().toISOString() })),
    ),
  };
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

/** Where the browser stands. */
export const address = { current: '' };

const AddressProbe = () => {
  const { pathname, search } = useLocation();
  address.current = `${pathname}${search}`;
  return null;
};

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
export function renderPlugin(
  path: string,
  options: {
    api?: ChangesApi;
    catalog?: CatalogApi;
    signals?: ReturnType<typeof fakeSignals>;
    /** Whether scaffolder and catalog are installed. */
    neighbours?: boolean;
    features?: FrontendFeature[];
  } = {},
) {
  const probe = createFrontendPlugin({
    pluginId: 'probe',
    extensions: [
      AppRootElementBlueprint.make({ params: { element: <AddressProbe /> } }),
    ],
  });
  return renderTestApp({
    features: [plugin, bareLayout, probe, ...(options.features ?? [])],
    initialRouteEntries: [path],
    mountedRoutes:
      options.neighbours === false
        ? { '/elsewhere': createRouteRef() }
        : {
            '/create': goldenPathsRouteRef,
            '/create/templates/:namespace/:templateName': goldenPathRouteRef,
            '/catalog/:namespace/:kind/:name': entityRouteRef,
          },
    apis: [
      [changesApiRef, options.api ?? fakeApi()],
      mockApis.identity({ userEntityRef: 'user:default/sam' }),
      ...(options.catalog ? ([[catalogApiRef, options.catalog]] as any) : []),
      ...(options.signals
        ? ([[signalApiRef, options.signals.api]] as any)
        : []),
    ],
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
