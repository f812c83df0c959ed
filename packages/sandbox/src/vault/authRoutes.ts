import { envelope, noRoute, permissionDenied, VaultError } from './answers';
import type { Token, Tokens } from './Tokens';

/** Who may log in to a mount, and as what. */
export interface LoginRole {
  type: 'kubernetes' | 'jwt' | 'approle';
  /** Of Kubernetes and JWT. */
  role: string;
  /** What proves it: a JWT, or the secret of an AppRole. */
  proof: string;
}

/** The mounts that the sandbox's portal can log in to; `proof` is the token of the sandbox. */
export const loginRoles = (proof: string): Record<string, LoginRole> => ({
  kubernetes: { type: 'kubernetes', role: 'portal', proof },
  jwt: { type: 'jwt', role: 'portal', proof },
  approle: { type: 'approle', role: 'portal', proof },
});

/** `auth/<mount>/login`. */
export function login(
  tokens: Tokens,
  roles: Readonly<Record<string, LoginRole>>,
  mount: string,
  body: any,
): object {
  const found = Object.hasOwn(roles, mount) ? roles[mount] : undefined;
  if (!found) throw noRoute(`auth/${mount}/login`);
  const token = tokens.login({
    mount,
    displayName:
      found.type === 'kubernetes'
        ? `${mount}-backstage-backstage`
        : `${mount}-${found.role}`,
    meta: check(found, body ?? {}),
  });
  return envelope({ auth: authOf(tokens, token) });
}

/** What a login or a renewal gives. */
export function authOf(tokens: Tokens, token: Token): object {
  return {
    client_token: token.id,
    accessor: token.accessor,
    policies: token.policies,
    token_policies: token.policies,
    metadata: token.meta,
    lease_duration: tokens.remaining(token),
    renewable: true,
    entity_id: '',
    token_type: 'service',
    orphan: true,
    mfa_requirement: null,
    num_uses: 0,
  };
}

export function lookupSelf(tokens: Tokens, token: Token): object {
  const seconds = (date: Date) => Math.floor(date.getTime() / 1000);
  return envelope({
    mountType: 'token',
    data: {
      accessor: token.accessor,
      creation_time: seconds(token.createdAt),
      creation_ttl: token.ttl,
      display_name: token.displayName,
      entity_id: '',
      expire_time: token.expiresAt?.toISOString() ?? null,
      explicit_max_ttl: 0,
      id: token.id,
      ...(token.expiresAt && { issue_time: token.createdAt.toISOString() }),
      meta: token.meta,
      num_uses: 0,
      orphan: true,
      path: token.path,
      policies: token.policies,
      renewable: Boolean(token.expiresAt),
      ttl: tokens.remaining(token),
      type: 'service',
    },
  });
}

/** What the login says of who logs in. Throws what each method says where something is missing or wrong. */
function check(
  { type, role, proof }: LoginRole,
  body: any,
): Record<string, string> {
  const refuse = (message: string) => new VaultError(400, [message]);
  if (type === 'approle') {
    if (!body.role_id) throw refuse('missing role_id');
    if (!body.secret_id) throw refuse('missing secret_id');
    if (body.role_id !== role || body.secret_id !== proof)
      throw refuse('invalid role or secret ID');
    return { role_name: role };
  }
  if (type === 'kubernetes') {
    if (!body.role) throw refuse('missing role');
    if (!body.jwt) throw refuse('missing jwt');
    if (body.role !== role)
      throw refuse(`invalid role name ${JSON.stringify(body.role)}`);
    if (body.jwt !== proof) throw permissionDenied();
    return {
      role,
      service_account_name: 'backstage',
      service_account_namespace: 'backstage',
      service_account_secret_name: '',
      service_account_uid: '00000000-0000-4000-8000-000000000002',
    };
  }
  if (!body.role) throw refuse('missing role');
  if (body.role !== role)
    throw refuse(`role ${JSON.stringify(body.role)} could not be found`);
  if (!body.jwt) throw refuse('missing token');
  if (body.jwt !== proof)
    throw refuse(
      'error validating token: error verifying token: failed to verify id token signature',
    );
  return { role };
}
