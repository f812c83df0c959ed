import { mockServices } from '@backstage/backend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';

/** Decides about one entity. */
export type Decide = (query: {
  permission: { name: string };
  resourceRef?: string;
}) => boolean;

/** A policy, and the mock that each question about one entity comes to. */
export function permissionsBy(options: {
  /** All is allowed when absent. */
  decide?: Decide;
  /** The policy's answer depends on the entity. */
  conditional?: boolean;
}) {
  const { decide = () => true, conditional = false } = options;
  const result = (query: any) => ({
    result: decide(query) ? AuthorizeResult.ALLOW : AuthorizeResult.DENY,
  });
  const authorize = jest.fn(async (queries: any[]) => queries.map(result));
  const permissions = mockServices.permissions.mock({
    authorize: authorize as any,
    authorizeConditional: (async (queries: any[]) =>
      queries.map(query =>
        conditional ? { result: AuthorizeResult.CONDITIONAL } : result(query),
      )) as any,
  });
  return { authorize, permissions };
}
