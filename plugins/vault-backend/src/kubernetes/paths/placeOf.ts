import { secretPathProblem } from '@idp/plugin-vault-common';
import type { DeliverySource, VaultPlace } from '../Deliveries';
import type { Ask } from '../objects/ExternalSecret';
import type { SecretStore } from '../objects/SecretStore';

/** Where in Vault a key of a store is, or in words why that cannot be told. */
export type Place = { source: DeliverySource } | { problem: string };

/** Where the key of an ExternalSecret or a PushSecret is, by the store that it goes through. */
export function placeOf(
  ask: Ask,
  store: SecretStore,
  cluster: string,
  places: readonly VaultPlace[],
): Place {
  const { vault } = store;
  if (!vault) {
    return {
      problem: store.provider
        ? `its store reads from '${store.provider}' and not from Vault`
        : 'its store names no provider',
    };
  }
  const place = places.find(item => isMeant(item, vault, cluster));
  if (!place) {
    return {
      problem:
        'its store names a Vault that this portal does not know: an administrator adds the address to vault.servers[].addresses, and the cluster to its clusters where it has any',
    };
  }
  const { mount, path } = mountAndPath(ask, vault, place.mounts);
  const problem =
    secretPathProblem(mount) ??
    (ask.covers === 'prefix' && path === ''
      ? undefined
      : secretPathProblem(path));
  if (problem) return { problem: `its path cannot be read: ${problem}` };
  return {
    source: {
      ref: { server: place.name, mount, path },
      covers: ask.covers,
      ...(ask.properties && { keys: ask.properties }),
    },
  };
}

function isMeant(
  place: VaultPlace,
  vault: NonNullable<SecretStore['vault']>,
  cluster: string,
): boolean {
  if (place.clusters && !place.clusters.includes(cluster)) return false;
  if (trimmed(place.namespace ?? '') !== trimmed(vault.namespace ?? '')) {
    return false;
  }
  const address = plainAddress(vault.server);
  return (
    address !== undefined &&
    place.addresses.some(item => plainAddress(item) === address)
  );
}

/** An address without what does not tell two of them apart. */
function plainAddress(text: string): string | undefined {
  if (!URL.canParse(text)) return undefined;
  const { protocol, host, pathname } = new URL(text);
  return `${protocol}//${host}${pathname.replace(/\/+$/, '')}`;
}

/** Mount and path as External Secrets puts them together. */
function mountAndPath(
  { key }: Ask,
  vault: NonNullable<SecretStore['vault']>,
  mounts: readonly string[],
): { mount: string; path: string } {
  if (vault.path) {
    const named = trimmed(vault.path);
    // Some write the part of the API into the store as well.
    const short = named.replace(/\/data$/, '');
    const mount =
      vault.version === 2 && !mounts.includes(named) && mounts.includes(short)
        ? short
        : named;
    const own = `${named}/`;
    if (!key.startsWith(own)) return { mount, path: key };
    const path = key.slice(own.length);
    return {
      mount,
      path: vault.version === 2 ? path.replace(/^data\//, '') : path,
    };
  }
  const data = vault.version === 2 ? key.indexOf('/data/') : -1;
  if (data > 0) return { mount: key.slice(0, data), path: key.slice(data + 6) };
  const known =
    vault.version === 1
      ? mounts
          .filter(mount => key.startsWith(`${mount}/`))
          .sort((a, b) => b.length - a.length)[0]
      : undefined;
  const mount = known ?? key.split('/', 1)[0];
  return { mount, path: key.slice(mount.length + 1) };
}

function trimmed(text: string): string {
  return text.replace(/^\/+|\/+$/g, '');
}
