import type { HumanDuration } from '@backstage/types';

export interface Config {
  /** The keys of the community and the Roadie plugin keep their meaning; the others are this plugin's. */
  argocd?: {
    appLocatorMethods?: Array<{
      type: 'config';
      instances: Array<{
        /** As annotations, pages and metrics name it. */
        name: string;
        /** Where the backend reaches the Argo CD. */
        url: string;
        /** Where people reach it; links lead there. */
        externalUrl?: string;
        /** @visibility secret */
        token?: string;
        /** A file that holds the token; read again when it changes. */
        tokenFile?: string;
        username?: string;
        /** @visibility secret */
        password?: string;
        /** The portal's own client at the OpenID provider of the Argo CD, by client credentials. */
        oidc?: {
          tokenUrl: string;
          clientId: string;
          /** @visibility secret */
          clientSecret?: string;
          clientSecretFile?: string;
          scope?: string;
          /** Authorities of the provider, in PEM. */
          caFile?: string;
        };
        /** Authorities to trust beside the usual ones, in PEM; read again when it changes. */
        caFile?: string;
      }>;
    }>;
    /** For instances that have neither token nor user of their own. */
    username?: string;
    /** @visibility secret */
    password?: string;
    /** Accepted and without effect: Applications in any namespace are found. */
    namespacedApps?: boolean;
    timeouts?: {
      /** To reach an instance; 5 seconds when absent. */
      connect?: HumanDuration | string;
      /** For an answer; 15 seconds when absent. */
      answer?: HumanDuration | string;
      /** Of a stream that sends nothing, not even a sign of life; 45 seconds when absent. */
      idle?: HumanDuration | string;
    };
    /**
     * Whose Applications are. A rule holds where everything that it names fits; the first that holds decides. An entity's
     * claim is confirmed where its `spec.owner` is the owner of the Application.
     */
    owners?: Array<{
      /** A full reference, such as `group:default/payments`. */
      owner: string;
      instance?: string;
      project?: string;
      /** The namespace that the Application itself is in. */
      applicationNamespace?: string;
      /** The namespace that it deploys to. */
      destinationNamespace?: string;
    }>;
    claims?: {
      /**
       * Whether resources, differences, events and comparisons need a claim that somebody other than the entity's author
       * confirms. `confirmed` when absent.
       */
      details?: 'confirmed' | 'claimed';
    };
  };
}
