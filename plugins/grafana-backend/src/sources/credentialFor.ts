import {
  bearerOf,
  noCredential,
  oidcCredential,
  staticToken,
  tokenFromFile,
  type UpstreamCredential,
  type UpstreamLimits,
} from '@idp/upstream';
import type { SourceConfig } from '../config/readSources';
import type { SignIn } from '../config/readSignIn';

/** How the portal says who it is to one upstream. */
export function credentialFor(
  { name, signIn, tokenHeader }: SourceConfig,
  limits: Partial<UpstreamLimits>,
): UpstreamCredential {
  const credential = bearer(name, signIn, limits);
  if (!tokenHeader || signIn.type === 'none') return credential;
  return {
    ...credential,
    async headers() {
      return { [tokenHeader.toLowerCase()]: await bearerOf(credential) };
    },
  };
}

function bearer(
  name: string,
  signIn: SignIn,
  limits: Partial<UpstreamLimits>,
): UpstreamCredential {
  switch (signIn.type) {
    case 'none':
      return noCredential();
    case 'token':
      return staticToken(signIn.token);
    case 'file':
      return tokenFromFile(signIn.path);
    default:
      return oidcCredential({
        upstream: 'grafana',
        instance: name,
        signIn,
        limits,
      });
  }
}
