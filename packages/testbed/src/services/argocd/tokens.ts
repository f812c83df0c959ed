import crypto from 'node:crypto';
import { accounts, type AccountName } from './settings';

/** The keys of argocd-secret, and the token of each account. */
export interface ArgocdTokens {
  secret: Record<string, string>;
  tokens: Record<AccountName, string>;
}

/**
 * Signs a token for each local account as Argo CD itself does, and lists it among the account's tokens. So there is no
 * administrator's password, which our configuration turns off.
 */
export function makeTokens(now = Math.floor(Date.now() / 1000)): ArgocdTokens {
  const key = crypto.randomBytes(32).toString('base64');
  const tokens = {} as Record<AccountName, string>;
  const secret: Record<string, string> = { 'server.secretkey': key };
  for (const account of accounts) {
    const id = crypto.randomUUID();
    tokens[account] = sign(
      {
        iss: 'argocd',
        sub: `${account}:apiKey`,
        iat: now,
        nbf: now,
        jti: id,
      },
      key,
    );
    secret[`accounts.${account}.tokens`] = JSON.stringify([{ id, iat: now }]);
  }
  return { secret, tokens };
}

function sign(claims: object, key: string): string {
  const encode = (value: object) =>
    Buffer.from(JSON.stringify(value)).toString('base64url');
  const content = `${encode({ alg: 'HS256', typ: 'JWT' })}.${encode(claims)}`;
  const signature = crypto
    .createHmac('sha256', key)
    .update(content)
    .digest('base64url');
  return `${content}.${signature}`;
}
