export interface Config {
  changes?: {
    /** How often main and the changes are compared with what is known, in seconds: 3 for the local forge, else 60. */
    pollSeconds?: number;
    webhooks?: {
      /**
       * What the forge signs its webhooks with.
       * @visibility secret
       */
      secret?: string;
    };
  };
}
