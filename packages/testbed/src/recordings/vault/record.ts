import { Normaliser } from '../normalise';
import type { VaultInteraction, VaultWho } from './interactions';

/** What a recording's file holds. */
export interface VaultRecording {
  interaction: VaultInteraction;
  answer: { status: number; contentType: string; json?: unknown };
}

/** Asks Vault, or what stands in for it; `send` takes the path from below `/v1/`. */
export async function performVault(
  send: (request: {
    method: string;
    path: string;
    token?: string;
    body?: unknown;
  }) => Promise<VaultRecording['answer']>,
  { method = 'GET', path, as, body }: VaultInteraction,
  context: {
    tokens: Partial<Record<VaultWho, string>>;
    jwt: string;
    foreignJwt: string;
  },
): Promise<VaultRecording['answer']> {
  const text = body === undefined ? undefined : JSON.stringify(body);
  return send({
    method,
    path,
    token: as && context.tokens[as],
    body:
      text &&
      JSON.parse(
        text
          .replace('{jwt}', context.jwt)
          .replace('{foreignJwt}', context.foreignJwt),
      ),
  });
}

/** The same without what differs from run to run, and without any token. */
export function normalisedVault(
  answer: VaultRecording['answer'],
  literals: Array<[string, string]> = [],
): VaultRecording['answer'] {
  const text = new Normaliser(literals)
    .text(JSON.stringify(answer))
    .replace(/\bhv[sbr]\.[A-Za-z0-9_-]+/g, 'hvs.a-token')
    .replace(/("(?:client_token_)?accessor":")[A-Za-z0-9]+"/g, '$1an-accessor"')
    .replace(/("client_id":")[^"]+"/g, '$1a-client"')
    .replace(/\b(auth_\w+?|kv)_[0-9a-f]{8}\b/g, '$1_00000000')
    .replace(/\bvault-cluster-[0-9a-f]+\b/g, 'vault-cluster-00000000')
    .replace(
      /("(?:server_time_utc|creation_time|issue_time_utc|ttl|echo_duration_ms|clock_skew_ms|last_renewal_time)":)\d+/g,
      '$11',
    );
  return JSON.parse(text);
}
