export interface Config {
  app?: {
    signIn?: {
      /**
       * How people sign in: `guest` on a laptop, `oidc` through `auth.providers.oidc`.
       * @visibility frontend
       */
      provider?: 'guest' | 'oidc';
    };
  };
}
