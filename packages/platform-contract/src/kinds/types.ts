import type {
  CONTRACT_API_VERSION,
  EnvironmentName,
  QuotaClass,
} from '../names';

/**
 * What all kinds of the contract have in common.
 *
 * @public
 */
export interface ContractObject<Kind extends string> {
  apiVersion: typeof CONTRACT_API_VERSION;
  kind: Kind;
  metadata: {
    name: string;
    annotations: { 'config.kubernetes.io/local-config': 'true' };
  };
}

/**
 * A team's boundary.
 *
 * @public
 */
export interface Tenant extends ContractObject<'Tenant'> {
  spec: {
    /** Full reference of the owning group, such as `group:default/payments`. */
    owner: string;
    displayName?: string;
    description?: string;
    contacts: TenantContact[];
    quota: QuotaClass;
  };
}

/** @public */
export interface TenantContact {
  type: 'email' | 'chat' | 'url' | 'phone';
  value: string;
}

/**
 * An HTTP probe, as Kubernetes knows it; times in seconds.
 *
 * @public
 */
export interface Probe {
  httpGet: { path: string; port: 'http' };
  initialDelaySeconds?: number;
  periodSeconds?: number;
  timeoutSeconds?: number;
  failureThreshold?: number;
  successThreshold?: number;
}

/** @public */
export type EnvFromSource =
  | { configMapRef: { name: string } }
  | { secretRef: { name: string } };

/**
 * What an owner expects the catalog to show.
 *
 * @public
 */
export interface WorkloadCatalog {
  title?: string;
  description?: string;
  lifecycle?: string;
  tags?: string[];
  links?: Array<{ url: string; title?: string; icon?: string; type?: string }>;
  sourceLocation?: string;
  techdocsRef?: string;
  providesApis?: string[];
  consumesApis?: string[];
  dependsOn?: string[];
}

/**
 * One service, worker or job of a tenant.
 *
 * @public
 */
export interface Workload extends ContractObject<'Workload'> {
  spec: {
    /** The kind of blueprint, such as `web-service`; its version is named by the overlays. */
    blueprint: string;
    /** The owning group where it is not the tenant's. */
    owner?: string;
    port: number;
    probes: { readiness: Probe; liveness: Probe };
    resources: {
      requests: { cpu: string; memory: string };
      limits: { memory: string; cpu?: string };
    };
    envFrom: EnvFromSource[];
    catalog?: WorkloadCatalog;
  };
}

/**
 * The image and size of a workload in one environment.
 *
 * @public
 */
export interface Release extends ContractObject<'Release'> {
  spec: { image: string; replicas: number };
}

/**
 * Facts of an environment.
 *
 * @public
 */
export interface Environment extends ContractObject<'Environment'> {
  metadata: ContractObject<'Environment'>['metadata'] & {
    name: EnvironmentName;
  };
  spec: { domain: string };
}

/**
 * Why two environments may differ.
 *
 * @public
 */
export type VarianceClass = 'storage' | 'edge' | 'iam';

/**
 * A difference between the environments that a component is allowed.
 *
 * @public
 */
export interface Variance {
  class: VarianceClass;
  /** `<kind>/<name>` of an object, `values` for those of its chart, `application` where it exists in one environment only. */
  object: string;
  /** Paths below the object; none where the object itself exists in one environment only. */
  fields: string[];
  reason: string;
}

/**
 * A Secret that a person puts into the cluster before the root Application.
 *
 * @public
 */
export interface BirthSecret {
  namespace: string;
  name: string;
  keys: string[];
  environments: EnvironmentName[];
  madeBy: string;
  /** Where it is kept outside the cluster. */
  keptAt: string;
  ifLost: string;
}

/**
 * A path in Vault that the cluster fills by itself, once.
 *
 * @public
 */
export interface GeneratedSecret {
  path: string;
  keys: string[];
  /** `<namespace>/<PushSecret>`. */
  by: string;
}

/**
 * A path in Vault that a person writes once.
 *
 * @public
 */
export interface HumanSecret {
  path: string;
  keys: string[];
  who: string;
  environments: EnvironmentName[];
  /** What does not work until then. */
  blocks: string;
}

/**
 * A Secret that a controller makes for itself.
 *
 * @public
 */
export interface ControllerSecret {
  namespace: string;
  name: string;
  by: string;
}

/**
 * What a component's upstream chart or manifests make and manifests of this repository name: nobody sees it without
 * rendering the chart.
 *
 * @public
 */
export interface UpstreamObjects {
  pods?: Array<{
    /** Of the Deployment, StatefulSet or DaemonSet. */
    name: string;
    namespace: string;
    /** Those that a selector may name. */
    labels: Record<string, string>;
  }>;
  services?: Array<{
    name: string;
    namespace: string;
    ports: number[];
    labels?: Record<string, string>;
  }>;
  serviceAccounts?: Array<{ name: string; namespace: string }>;
  configMaps?: Array<{ name: string; namespace: string }>;
}

/**
 * A Job or CronJob of ours, which changes neither Kubernetes nor a cloud.
 *
 * @public
 */
export interface ComponentJob {
  /** The object's own. */
  name: string;
  does: string;
  /** Why no controller does it. */
  reason: string;
}

/**
 * A component of the platform: what it owns, what it needs, and in what the environments may differ.
 *
 * @public
 */
export interface PlatformComponent extends ContractObject<'PlatformComponent'> {
  spec: {
    /** Full reference of the owning group. */
    owner: string;
    description: string;
    /** The project's page. */
    upstream: string;
    environments: EnvironmentName[];
    /** Namespaces that it creates. */
    namespaces: string[];
    /** API groups whose CRDs it brings. */
    crdGroups: string[];
    /** Components that it needs before it can be healthy. */
    waitsFor: string[];
    secrets: {
      birth: BirthSecret[];
      generated: GeneratedSecret[];
      human: HumanSecret[];
      controller: ControllerSecret[];
    };
    brings?: UpstreamObjects;
    /** Every Job and CronJob of its own manifests. */
    jobs?: ComponentJob[];
    variance: Variance[];
  };
}

/** @public */
export type ContractKind =
  | Tenant
  | Workload
  | Release
  | Environment
  | PlatformComponent;
