import { createFrontendModule } from '@backstage/frontend-plugin-api';
import { catalogPage } from './catalogPage';

/** The catalog's list, with what Argo CD says of its rows. */
export const catalogModule = createFrontendModule({
  pluginId: 'catalog',
  extensions: [catalogPage],
});
