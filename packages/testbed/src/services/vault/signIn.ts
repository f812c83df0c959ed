import type { Bed } from '../../bed/Bed';
import { vault } from './service';

/** The token that Vault gives to a service account of the cluster, known by its JWT, for a role. */
export async function signInToVault(
  bed: Bed,
  role: string,
  jwt: string,
): Promise<string> {
  const { auth } = await bed
    .take(vault)
    .client.do('POST', 'auth/kubernetes/login', { body: { role, jwt } });
  return auth.client_token;
}
