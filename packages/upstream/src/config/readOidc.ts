import type { Config } from '@backstage/config';
import type { OidcSignIn } from '../http/oidcCredential';

/**
 * Reads `oidc` of an upstream, or says which key is wrong. `readAddress` does so for an address.
 *
 * @public
 */
export function readOidc(
  config: Config,
  key: string,
  readAddress: (text: string, key: string) => string,
): OidcSignIn {
  const clientSecret = config.getOptionalString('clientSecret');
  const clientSecretFile = config.getOptionalString('clientSecretFile');
  if (Boolean(clientSecret) === Boolean(clientSecretFile)) {
    throw new Error(`${key}: write clientSecret or clientSecretFile, and one`);
  }
  return {
    tokenUrl: readAddress(config.getString('tokenUrl'), `${key}.tokenUrl`),
    clientId: config.getString('clientId'),
    clientSecret,
    clientSecretFile,
    scope: config.getOptionalString('scope'),
    caFile: config.getOptionalString('caFile'),
  };
}
