import type { HumanDuration } from '@backstage/types';

export interface Config {
  /** The keys of the community plugin keep their meaning; the others are this plugin's. */
  grafana?: {
    /** Where people reach the one Grafana; links lead there. Several are in `hosts`. */
    domain?: string;
    /** Where the backend reaches it; `domain` when absent. */
    url?: string;
    /** Ask for Grafana's own alert rules. */
    unifiedAlerting?: boolean;
    /** The environment that it is of; `default` when absent. */
    environment?: string;
    /** @visibility secret */
    token?: string;
    /** A file that holds the token; read again when it changes. */
    tokenFile?: string;
    /** The portal's own client at the OpenID provider, by client credentials. */
    oidc?: {
      tokenUrl: string;
      clientId: string;
      /** @visibility secret */
      clientSecret?: string;
      clientSecretFile?: string;
      scope?: string;
      caFile?: string;
    };
    /** The header that the token is sent in, such as `X-JWT-Assertion`; `Authorization: Bearer` when absent. */
    tokenHeader?: string;
    /** Authorities to trust beside the usual ones, in PEM; read again when it changes. */
    caFile?: string;
    /** uids of Grafana's data sources, for links to Explore; `prometheus` and `loki` when absent. */
    datasources?: { prometheus?: string; loki?: string };
    /** Accepted and without effect, as the three keys of the community plugin that follow. */
    proxyPath?: string;
    grafanaDashboardSearchLimit?: number;
    grafanaDashboardMaxPages?: number;

    /** Several Grafanas. */
    hosts?: Array<{
      /** As `grafana/host-id` or `grafana/source-id` of an entity names it. */
      id: string;
      domain?: string;
      url?: string;
      unifiedAlerting?: boolean;
      /** The environment that it is of; `id` when absent. */
      environment?: string;
      /** @visibility secret */
      token?: string;
      tokenFile?: string;
      oidc?: {
        tokenUrl: string;
        clientId: string;
        /** @visibility secret */
        clientSecret?: string;
        clientSecretFile?: string;
        scope?: string;
        caFile?: string;
      };
      tokenHeader?: string;
      caFile?: string;
      datasources?: { prometheus?: string; loki?: string };
      proxyPath?: string;
    }>;

    /** Where series and alert rules are; one for an environment. */
    prometheus?: Array<{
      name: string;
      url: string;
      /** Where people reach it. */
      externalUrl?: string;
      /** `name` when absent. */
      environment?: string;
      /**
       * The external labels of this Prometheus, for texts and runbooks of rules without an alert: it fills them in itself only
       * where a rule has one.
       */
      externalLabels?: { [name: string]: string };
      /** @visibility secret */
      token?: string;
      tokenFile?: string;
      oidc?: {
        tokenUrl: string;
        clientId: string;
        /** @visibility secret */
        clientSecret?: string;
        clientSecretFile?: string;
        scope?: string;
        caFile?: string;
      };
      tokenHeader?: string;
      caFile?: string;
    }>;

    /** Where silences are; one for an environment. */
    alertmanager?: Array<{
      name: string;
      url: string;
      externalUrl?: string;
      environment?: string;
      /** @visibility secret */
      token?: string;
      tokenFile?: string;
      oidc?: {
        tokenUrl: string;
        clientId: string;
        /** @visibility secret */
        clientSecret?: string;
        clientSecretFile?: string;
        scope?: string;
        caFile?: string;
      };
      tokenHeader?: string;
      caFile?: string;
    }>;

    /** Where log lines are; one for an environment. */
    loki?: Array<{
      name: string;
      url: string;
      externalUrl?: string;
      environment?: string;
      /** @visibility secret */
      token?: string;
      tokenFile?: string;
      oidc?: {
        tokenUrl: string;
        clientId: string;
        /** @visibility secret */
        clientSecret?: string;
        clientSecretFile?: string;
        scope?: string;
        caFile?: string;
      };
      tokenHeader?: string;
      caFile?: string;
      /** Sent as `X-Scope-OrgID`, where Loki keeps tenants of its own. */
      tenant?: string;
      /** Labels of its streams; `namespace` and `workload` when absent. */
      labels?: { namespace?: string; workload?: string };
    }>;

    /**
     * Whose Kubernetes namespaces are, where no module of this plugin says so. Series and lines of a namespace are shown of
     * entities whose `spec.owner` is its owner, and of no others.
     */
    owners?: Array<{
      /** A full reference, such as `group:default/payments`. */
      owner: string;
      namespace: string;
      /** In these environments only; in all when absent. */
      environments?: string[];
    }>;

    refresh?: {
      /** How often all dashboards are listed; a minute when absent. */
      dashboards?: HumanDuration | string;
      /** How often all rules and silences are read; 30 seconds when absent. */
      alerts?: HumanDuration | string;
    };
    timeouts?: {
      /** To reach an upstream; 5 seconds when absent. */
      connect?: HumanDuration | string;
      /** For an answer; 15 seconds when absent. */
      answer?: HumanDuration | string;
    };
    limits?: {
      /** Longest range of a chart; 31 days when absent. */
      range?: HumanDuration | string;
      /** Longest range of logs; 7 days when absent. */
      logRange?: HumanDuration | string;
      /** Points of a line; 1,000 when absent. */
      points?: number;
      /** Lines of a chart in one environment; 50 when absent. */
      series?: number;
      /** Log lines in an answer; 1,000 when absent. */
      logLines?: number;
    };
  };
}
