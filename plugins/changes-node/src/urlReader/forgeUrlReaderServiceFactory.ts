import { createServiceFactory } from '@backstage/backend-plugin-api';
import { urlReaderFactoriesServiceRef } from '@backstage/backend-defaults/urlReader';
import { forgeServiceRef } from '../forgeServiceRef';
import { ForgeUrlReader } from './ForgeUrlReader';

/**
 * Lets Backstage's UrlReader read the GitOps repository through its forge, whichever that is: only the files asked for,
 * never an archive of the whole repository. It comes before Backstage's own readers.
 *
 * @public
 */
export const forgeUrlReaderServiceFactory = createServiceFactory({
  service: urlReaderFactoriesServiceRef,
  deps: { forge: forgeServiceRef },
  factory: ({ forge }) => {
    return ({ treeResponseFactory, logger }) => {
      const reader = new ForgeUrlReader(forge, { treeResponseFactory, logger });
      return [{ predicate: url => reader.handles(url), reader }];
    };
  },
});
