import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import type { GroupEntity, UserEntity } from '@backstage/catalog-model';

const user = (name: string, displayName: string, memberOf: string[]) =>
  ({
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'User',
    metadata: { name, namespace: 'default' },
    spec: {
      profile: { displayName, email: `${name}@example.com` },
      memberOf,
    },
  } as UserEntity);

const group = (name: string) =>
  ({
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Group',
    metadata: { name, namespace: 'default' },
    spec: { type: 'team', children: [] },
  } as GroupEntity);

/** A person of the tests. */
export type PersonName = 'sam' | 'kim' | 'lee';

/** Sam administers the platform, Kim owns payments, Lee owns demo. */
export const USERS = [
  user('sam', 'Sam Rivera', ['platform', 'payments', 'demo']),
  user('kim', 'Kim', ['payments']),
  user('lee', 'Lee', ['demo']),
];

export const GROUPS = ['platform', 'payments', 'demo'].map(group);

/** What the auth backend knows of a signed-in person. */
export async function userInfoOf(credentials: BackstageCredentials) {
  const { userEntityRef } = credentials.principal as unknown as {
    userEntityRef: string;
  };
  const found = USERS.find(
    ({ metadata }) => userEntityRef === `user:default/${metadata.name}`,
  );
  return {
    userEntityRef,
    ownershipEntityRefs: [
      userEntityRef,
      ...(found?.spec.memberOf ?? []).map(name => `group:default/${name}`),
    ],
  };
}
