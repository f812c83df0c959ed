export interface Config {
  app?: {
    /**
     * The clusters are stand-ins on this machine: the portal says so on every page.
     * @visibility frontend
     */
    sandbox?: boolean;
    signIn?: {
      /**
       * How people sign in: `guest` on a laptop, `oidc` through `auth.providers.oidc`.
       * @visibility frontend
       */
      provider?: 'guest' | 'oidc';
    };
  };
}
