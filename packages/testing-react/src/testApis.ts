import { mockApis } from '@backstage/frontend-test-utils';
import {
  catalogApiRef,
  type CatalogApi,
} from '@backstage/plugin-catalog-react';
import { signalApiRef } from '@backstage/plugin-signals-react';
import type { FakeSignals } from './fakeSignals';

/** What a test puts in the place of an app's own. */
export interface TestApis {
  /** Pairs of reference and implementation. */
  apis?: readonly (readonly [unknown, unknown])[];
  catalog?: CatalogApi;
  signals?: FakeSignals;
}

/** Sam of the group payments is signed in; what is not given is the test app's own. */
export function testApis({ apis = [], catalog, signals }: TestApis): any {
  return [
    mockApis.identity({
      userEntityRef: 'user:default/sam',
      ownershipEntityRefs: ['user:default/sam', 'group:default/payments'],
    }),
    ...(catalog ? [[catalogApiRef, catalog]] : []),
    ...(signals ? [[signalApiRef, signals.api]] : []),
    ...apis,
  ];
}
