import type { AdmissionRequest, KubernetesObject, UserInfo } from './types';

/**
 * The account of a service account, as the API server names it and its groups.
 *
 * @public
 */
export function serviceAccount(namespace: string, name: string): UserInfo {
  return {
    username: `system:serviceaccount:${namespace}:${name}`,
    groups: [
      'system:serviceaccounts',
      `system:serviceaccounts:${namespace}`,
      'system:authenticated',
    ],
  };
}

/**
 * The request that creates an object. What is not in the object comes from the options: the namespace of the Application
 * that applies it, and other facts of the request.
 *
 * @public
 */
export function reviewOf(
  object: KubernetesObject,
  options: Partial<AdmissionRequest> & Pick<AdmissionRequest, 'userInfo'>,
): AdmissionRequest {
  const { apiVersion = '', kind = '', metadata } = object;
  const [group, version] = apiVersion.includes('/')
    ? apiVersion.split('/')
    : ['', apiVersion];
  const resource = options.resource ?? {
    group,
    version,
    resource: resourceOf(kind),
  };
  return {
    operation: 'CREATE',
    kind: { group, version, kind },
    name: metadata?.name,
    namespace: kind === 'Namespace' ? metadata?.name : metadata?.namespace,
    object,
    ...options,
    resource,
  };
}

/** The plural of a kind, as all kinds of Kubernetes and of this platform's components have it. */
function resourceOf(kind: string): string {
  const word = kind.toLowerCase();
  if (word === 'endpoints') return word;
  if (/[^aeiou]y$/.test(word)) return word.replace(/y$/, 'ies');
  return /(s|x|ch)$/.test(word) ? `${word}es` : `${word}s`;
}
