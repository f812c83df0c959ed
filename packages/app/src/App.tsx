import { createApp } from '@backstage/frontend-defaults';
import { argocdModule } from './modules/argocd';
import { catalogModule } from './modules/catalog';
import { homeModule } from './modules/home';
import { navModule } from './modules/nav';
import { signInModule } from './modules/signIn';
import { themeModule } from './modules/theme';
import { vaultModule } from './modules/vault';

// The plugins are discovered from package.json (`app.packages: all`); here stands only what is this app's own.
export default createApp({
  features: [
    navModule,
    homeModule,
    catalogModule,
    argocdModule,
    vaultModule,
    signInModule,
    themeModule,
  ],
});
