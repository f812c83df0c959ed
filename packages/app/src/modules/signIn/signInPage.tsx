import { SignInPage } from '@backstage/core-components';
import { configApiRef, useApi } from '@backstage/frontend-plugin-api';
import { SignInPageBlueprint } from '@backstage/plugin-app-react';
import { oidcAuthApiRef } from './oidcAuthApi';

const oidcProvider = {
  id: 'oidc',
  title: 'Keycloak',
  message: 'Sign in with your organisation’s account.',
  apiRef: oidcAuthApiRef,
} as const;

export const signInPage = SignInPageBlueprint.make({
  params: {
    loader: async () => props => {
      const provider = useApi(configApiRef).getOptionalString(
        'app.signIn.provider',
      );
      return provider === 'oidc' ? (
        <SignInPage {...props} provider={oidcProvider} auto />
      ) : (
        <SignInPage {...props} providers={['guest']} />
      );
    },
  },
});
