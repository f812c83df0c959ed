import { isEmpty, selects } from './selector';
import type { AdmissionRequest, MatchResources, ResourceRule } from './types';

/**
 * Whether a policy or a binding looks at a request, by its constraints alone; its conditions (CEL) come after.
 *
 * @public
 */
export function matchesPolicy(
  constraints: MatchResources | undefined,
  request: AdmissionRequest,
): boolean {
  const {
    namespaceSelector,
    objectSelector,
    resourceRules = [],
    excludeResourceRules = [],
    matchPolicy = 'Equivalent',
  } = constraints ?? {};
  const covers = (rule: ResourceRule) =>
    matchesRule(rule, request, matchPolicy);
  return (
    !excludeResourceRules.some(covers) &&
    (resourceRules.length === 0 || resourceRules.some(covers)) &&
    (isEmpty(objectSelector) ||
      [request.object, request.oldObject].some(
        object => object && selects(objectSelector, object.metadata?.labels),
      )) &&
    (isEmpty(namespaceSelector) || inNamespace())
  );

  function inNamespace() {
    // An object of the whole cluster is never let off by its namespace, as it has none.
    if (!request.namespace && !isNamespace(request)) return true;
    return selects(namespaceSelector, labelsOfNamespace(request));
  }
}

function labelsOfNamespace(request: AdmissionRequest) {
  if (
    isNamespace(request) &&
    !request.subResource &&
    (request.operation === 'CREATE' || request.operation === 'UPDATE')
  ) {
    return request.object?.metadata?.labels ?? {};
  }
  if (!request.namespaceLabels) {
    throw new Error(
      `A policy selects by namespace, but the labels of '${request.namespace}' are not known. Pass namespaceLabels.`,
    );
  }
  return request.namespaceLabels;
}

function matchesRule(
  rule: ResourceRule,
  request: AdmissionRequest,
  matchPolicy: string,
): boolean {
  const { group, version } = request.resource;
  return (
    has(rule.operations, request.operation) &&
    has(rule.apiGroups, group) &&
    // By default the API server converts a request of another version to the one that the rule names.
    (matchPolicy === 'Equivalent' || has(rule.apiVersions, version)) &&
    (rule.resources ?? []).some(named => matchesResource(named, request)) &&
    matchesScope(rule.scope, request) &&
    (!rule.resourceNames?.length ||
      rule.resourceNames.includes(request.name ?? ''))
  );
}

function has(list: string[] | undefined, value: string) {
  return Boolean(list?.includes('*') || list?.includes(value));
}

// As Kubernetes reads `pods`, `pods/exec` and `pods/*`; a name without a slash means no subresource.
function matchesResource(named: string, request: AdmissionRequest) {
  const [resource, subResource = ''] = named.split('/', 2);
  return (
    (resource === '*' || resource === request.resource.resource) &&
    (subResource === '*' || subResource === (request.subResource ?? ''))
  );
}

function matchesScope(scope: string = '*', request: AdmissionRequest) {
  const cluster = isNamespace(request) || !request.namespace;
  return scope === '*' || (scope === 'Cluster') === cluster;
}

/** A namespace counts as an object of the whole cluster, though the request carries its name as namespace. */
function isNamespace({ resource }: AdmissionRequest) {
  return resource.group === '' && resource.resource === 'namespaces';
}
