/**
 * A Kubernetes object as it is written in YAML or JSON.
 *
 * @public
 */
export interface KubernetesObject {
  apiVersion?: string;
  kind?: string;
  metadata?: {
    name?: string;
    namespace?: string;
    labels?: Record<string, string>;
    [field: string]: unknown;
  };
  [field: string]: unknown;
}

/** @public */
export type Operation = 'CREATE' | 'UPDATE' | 'DELETE' | 'CONNECT';

/**
 * Who asks.
 *
 * @public
 */
export interface UserInfo {
  username: string;
  groups: string[];
  uid?: string;
}

/**
 * What the API server would ask its policies, and the labels of the namespace, which it looks up itself.
 *
 * @public
 */
export interface AdmissionRequest {
  operation: Operation;
  kind: { group: string; version: string; kind: string };
  resource: { group: string; version: string; resource: string };
  subResource?: string;
  name?: string;
  /** Absent where the object has none; the name of the namespace where the object is one. */
  namespace?: string;
  userInfo: UserInfo;
  object?: KubernetesObject;
  oldObject?: KubernetesObject;
  /** Of the namespace that the object is in, as it is before the request. */
  namespaceLabels?: Record<string, string>;
}

export interface LabelSelector {
  matchLabels?: Record<string, string>;
  matchExpressions?: Array<{
    key: string;
    operator: string;
    values?: string[];
  }>;
}

export interface ResourceRule {
  apiGroups?: string[];
  apiVersions?: string[];
  operations?: string[];
  resources?: string[];
  resourceNames?: string[];
  scope?: string;
}

export interface MatchResources {
  namespaceSelector?: LabelSelector;
  objectSelector?: LabelSelector;
  resourceRules?: ResourceRule[];
  excludeResourceRules?: ResourceRule[];
  matchPolicy?: string;
}

/** `admissionregistration.k8s.io/v1` */
export interface PolicySpec {
  failurePolicy?: string;
  paramKind?: { apiVersion: string; kind: string };
  matchConstraints?: MatchResources;
  matchConditions?: Array<{ name: string; expression: string }>;
  variables?: Array<{ name: string; expression: string }>;
  validations?: Array<{
    expression: string;
    message?: string;
    messageExpression?: string;
    reason?: string;
  }>;
}

export interface BindingSpec {
  policyName: string;
  validationActions?: string[];
  matchResources?: MatchResources;
  paramRef?: {
    name?: string;
    namespace?: string;
    selector?: LabelSelector;
    parameterNotFoundAction?: string;
  };
}
