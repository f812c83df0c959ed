export interface Config {
  catalog?: {
    providers?: {
      /** Tenants, workloads and golden paths on the base branch of the GitOps repository. */
      tenants?: {
        /**
         * Seconds between two looks at the base branch's commit, which repair missed events. Default: 3 for the local
         * forge, 60 for others.
         */
        pollSeconds?: number;
      };
    };
  };
}
