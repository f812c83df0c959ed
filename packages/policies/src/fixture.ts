import { reviewOf, serviceAccount } from './review';
import type { AdmissionRequest, KubernetesObject, UserInfo } from './types';

/**
 * A request that a policy takes or refuses, written down to prove that it does.
 *
 * @public
 */
export interface Fixture {
  request: AdmissionRequest;
  /** For one that is refused: a part of what the policy must say. */
  message?: string;
}

const FIELDS = [
  'operation',
  'user',
  'namespace',
  'namespaceLabels',
  'resource',
  'subResource',
  'name',
  'object',
  'oldObject',
  'message',
];

/**
 * Reads a fixture. What it does not say: the operation is CREATE (DELETE where there is only an old object), the user the
 * deployer of the namespace, and a namespace `tenant-<x>` has the labels that a tenant's boundary gives.
 *
 * @public
 */
export function readFixture(value: unknown): Fixture {
  if (!isRecord(value)) throw new Error('A fixture is a map of fields.');
  const unknown = Object.keys(value).filter(field => !FIELDS.includes(field));
  if (unknown.length > 0) {
    throw new Error(
      `A fixture has no field ${unknown.join(
        ', ',
      )}. Its fields are ${FIELDS.join(', ')}.`,
    );
  }
  const object = value.object as KubernetesObject | undefined;
  const oldObject = value.oldObject as KubernetesObject | undefined;
  const about = object ?? oldObject ?? {};
  const namespace =
    (value.namespace as string | undefined) ?? about.metadata?.namespace;
  const review = reviewOf(about, {
    operation: operationOf(value, object),
    userInfo: userOf(value.user, namespace),
    ...(namespace && { namespace }),
  });
  const isNamespace = review.resource.resource === 'namespaces';
  return {
    request: {
      ...review,
      ...(isRecord(value.resource) && {
        resource: { ...review.resource, ...value.resource },
      }),
      ...(typeof value.subResource === 'string' && {
        subResource: value.subResource,
      }),
      ...(typeof value.name === 'string' && { name: value.name }),
      object,
      oldObject,
      ...(review.namespace &&
        !isNamespace && {
          namespaceLabels:
            (value.namespaceLabels as Record<string, string> | undefined) ??
            labelsOf(review.namespace),
        }),
    },
    ...(typeof value.message === 'string' && { message: value.message }),
  };
}

function operationOf(
  value: Record<string, unknown>,
  object: KubernetesObject | undefined,
): AdmissionRequest['operation'] {
  if (typeof value.operation === 'string') {
    return value.operation as AdmissionRequest['operation'];
  }
  if (!object) return 'DELETE';
  return value.oldObject ? 'UPDATE' : 'CREATE';
}

/** `{name, groups}`; of a service account `<namespace>/<name>` suffices. */
function userOf(user: unknown, namespace?: string): UserInfo {
  if (isRecord(user)) {
    return {
      username: String(user.name),
      groups: [...((user.groups as string[]) ?? []), 'system:authenticated'],
    };
  }
  const [of, name] = String(user ?? `${namespace}/deployer`).split('/');
  return serviceAccount(of, name);
}

function labelsOf(namespace: string): Record<string, string> {
  const tenant = /^tenant-(.+)$/.exec(namespace)?.[1];
  return {
    'kubernetes.io/metadata.name': namespace,
    ...(tenant && {
      'platform.idp/kind': 'tenant',
      'platform.idp/tenant': tenant,
    }),
  };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
