import { createFrontendModule } from '@backstage/frontend-plugin-api';
import { homeLayout } from './HomeLayout';
import { goldenPathsWidget, ownedTenantsWidget } from './widgets';

/** The home page: what one can do, and what one owns. */
export const homeModule = createFrontendModule({
  pluginId: 'home',
  extensions: [homeLayout, goldenPathsWidget, ownedTenantsWidget],
});
