import { isAllowed, type AccessRule } from './access';

/** What `kubectl auth can-i` asks. */
export function reviewAccess(
  rules: readonly AccessRule[],
  review: any,
): object {
  const { resourceAttributes: asked = {} } = review?.spec ?? {};
  const { verb = '', group = '', resource = '', subresource, name } = asked;
  return {
    kind: 'SelfSubjectAccessReview',
    apiVersion: 'authorization.k8s.io/v1',
    metadata: { creationTimestamp: null },
    spec: { resourceAttributes: asked },
    status: {
      allowed: isAllowed(rules, {
        verb,
        group,
        resource: subresource ? `${resource}/${subresource}` : resource,
        name,
      }),
    },
  };
}
