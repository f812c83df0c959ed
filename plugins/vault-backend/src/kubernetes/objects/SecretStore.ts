import { object } from '@idp/upstream/wire';
import type { StoreRef } from './ExternalSecret';
import {
  identityOf,
  readyOf,
  text,
  word,
  type Identity,
  type Ready,
} from './read';

/** A SecretStore, or a ClusterSecretStore with an empty namespace. */
export interface SecretStore extends Identity {
  kind: StoreRef['kind'];
  /** As the manifest names it, such as `vault` or `aws`. */
  provider?: string;
  vault?: {
    server: string;
    /** The mount; where it is absent, keys begin with it. */
    path?: string;
    version: 1 | 2;
    namespace?: string;
  };
  ready?: Ready;
}

/** Reads a store of the API server's wire format. Undefined where it has no name. */
export function parseSecretStore(
  kind: StoreRef['kind'],
  wire: unknown,
): SecretStore | undefined {
  const identity = identityOf(wire);
  if (!identity || (identity.namespace === '') !== (kind !== 'SecretStore')) {
    return undefined;
  }
  const providers = object(object(object(wire).spec).provider);
  const provider = word(Object.keys(providers)[0]);
  const vault = object(providers.vault);
  const server = text(vault.server, 2_048);
  const path = text(vault.path);
  const namespace = text(vault.namespace);
  return {
    ...identity,
    kind,
    ...(provider && { provider }),
    ...(server && {
      vault: {
        server,
        ...(path && { path }),
        version: vault.version === 'v1' ? 1 : 2,
        ...(namespace && { namespace }),
      },
    }),
    ready: readyOf(wire),
  };
}
