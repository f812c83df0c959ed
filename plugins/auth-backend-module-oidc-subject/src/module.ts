import { createBackendModule } from '@backstage/backend-plugin-api';
import { oidcAuthenticator } from '@backstage/plugin-auth-backend-module-oidc-provider';
import {
  authProvidersExtensionPoint,
  createOAuthProviderFactory,
} from '@backstage/plugin-auth-node';
import { subjectSignInResolver } from './subjectSignInResolver';

/**
 * Backstage's OIDC provider with one way to find the person: the token's subject.
 *
 * @public
 */
export const authModuleOidcSubject = createBackendModule({
  pluginId: 'auth',
  moduleId: 'oidc-subject',
  register(reg) {
    reg.registerInit({
      deps: { providers: authProvidersExtensionPoint },
      async init({ providers }) {
        providers.registerProvider({
          providerId: 'oidc',
          factory: createOAuthProviderFactory({
            authenticator: oidcAuthenticator,
            signInResolver: subjectSignInResolver,
          }),
        });
      },
    });
  },
});
