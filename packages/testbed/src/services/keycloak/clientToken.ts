import type { Bed } from '../../bed/Bed';
import { HttpBrowser } from '../../people/HttpBrowser';
import { pki } from '../kube';
import { keycloak } from './service';

/** What a client of the realm gets in its own name. */
export async function clientToken(bed: Bed, client: string): Promise<string> {
  const { issuer, secrets } = bed.take(keycloak);
  const browser = new HttpBrowser(bed.take(pki).ca.cert);
  try {
    const { status, text } = await browser.open(
      `${issuer}/protocol/openid-connect/token`,
      {
        method: 'POST',
        form: {
          grant_type: 'client_credentials',
          client_id: client,
          client_secret: secrets[client],
        },
      },
    );
    const token = status === 200 && JSON.parse(text).access_token;
    if (!token) throw new Error(`no token for ${client}: ${status} ${text}`);
    return token;
  } finally {
    browser.close();
  }
}
