import type { SchedulerServiceTaskScheduleDefinitionConfig } from '@backstage/backend-plugin-api';
import type { HumanDuration } from '@backstage/types';

/** How the portal signs in to a Vault. */
type VaultAuth =
  | {
      type: 'static';
      /**
       * A token; renewed before it ends, where it can be.
       * @visibility secret
       */
      secret: string;
    }
  | {
      type: 'file';
      /** A file that holds the token, such as Vault Agent writes it; read again when it changes. */
      tokenFile: string;
    }
  | {
      type: 'kubernetes';
      role: string;
      /** Where the auth method is mounted; `kubernetes` when absent. */
      authPath?: string;
      /** The file of the service account's token; the usual one when absent. */
      serviceAccountTokenPath?: string;
    }
  | {
      type: 'jwt';
      role: string;
      /** `jwt` when absent. */
      authPath?: string;
      /** A file that holds the JSON Web Token; read at each sign-in. */
      jwtFile: string;
    }
  | {
      type: 'approle';
      roleId: string;
      /** @visibility secret */
      secretId?: string;
      secretIdFile?: string;
      /** `approle` when absent. */
      authPath?: string;
    };

export interface Config {
  /** The keys of the community plugin keep their meaning; the others are this plugin's. */
  vault?: {
    /** Where the backend reaches the one Vault, named `vault`; or write `servers`. */
    baseUrl?: string;
    /** Where people reach it; links lead there. */
    publicUrl?: string;
    /** The mount of the engine; `secrets` when absent. */
    secretEngine?: string;
    /** 2 when absent. Of version 1 there are neither versions nor times. */
    kvVersion?: 1 | 2;
    auth?: VaultAuth;
    /**
     * The same as `auth` of type `static`.
     * @visibility secret
     */
    token?: string;
    /** Of Vault Enterprise or OpenBao. */
    namespace?: string;
    /** Authorities to trust beside the usual ones, in PEM; read again when it changes. */
    caFile?: string;
    addresses?: string[];
    /** See `servers`. */
    dangerouslyAllowValueAccess?: boolean;
    /** Accepted and without effect: tokens are renewed before they end. */
    schedule?: SchedulerServiceTaskScheduleDefinitionConfig | boolean;
    servers?: Array<{
      /** As annotations, pages and metrics name it. */
      name: string;
      baseUrl: string;
      publicUrl?: string;
      /** Other URLs that SecretStores in clusters use for this Vault. */
      addresses?: string[];
      /** The clusters whose SecretStores mean this Vault; those of every cluster when absent. */
      clusters?: string[];
      namespace?: string;
      engines?: Array<{ mount: string; kvVersion?: 1 | 2 }>;
      /** In place of `engines`, for one. */
      secretEngine?: string;
      kvVersion?: 1 | 2;
      auth?: VaultAuth;
      /** @visibility secret */
      token?: string;
      caFile?: string;
      /**
       * Use a token although it can read values. Without it such a token is not used, and the pages say so; with it there is a
       * warning.
       */
      dangerouslyAllowValueAccess?: boolean;
    }>;
    /**
     * Whose paths are. Of several prefixes that fit the longest decides. An entity's claim is confirmed where its
     * `spec.owner` is the owner of the path. Modules come before.
     */
    owners?: Array<{
      /** A full reference, such as `group:default/payments`. */
      owner: string;
      /** The path below the mount; it stands for itself and all below. */
      prefix: string;
      server?: string;
      mount?: string;
      /** One of `rotation.classes`. */
      rotationClass?: string;
    }>;
    kubernetes?: {
      /** Which of `kubernetes.clusterLocatorMethods` are looked at; all when absent. */
      clusters?: string[];
      /**
       * Watch the names of Secrets, too. It needs a role that may list Secrets, which may read their data as well; off when
       * absent.
       */
      secretMetadata?: boolean;
    };
    rotation?: {
      /** How old a secret may become; 90 days when absent. */
      default?: HumanDuration | string;
      /** By class, which a module, `owners` or the secret's `custom_metadata` `rotation-class` names. */
      classes?: { [name: string]: HumanDuration | string };
      /** For so long before its limit a secret is due soon; 14 days when absent. */
      dueSoon?: HumanDuration | string;
    };
    inventory?: {
      /** How often paths are listed; each minute when absent. One replica does it for all. */
      schedule?: SchedulerServiceTaskScheduleDefinitionConfig;
      /** To each server; 20 when absent. */
      requestsPerSecond?: number;
      /** Requests to a server at the same time; 4 when absent. */
      concurrency?: number;
      /** What is known of a path is read again when it is older; 10 minutes when absent. */
      metadataAge?: HumanDuration | string;
    };
    timeouts?: {
      /** To reach a server; 5 seconds when absent. */
      connect?: HumanDuration | string;
      /** For an answer; 15 seconds when absent. */
      answer?: HumanDuration | string;
    };
  };
}
