import type { SecretRef } from '@idp/plugin-vault-common';
import type { ServerConfig } from '../config/readServer';

/** The page of a secret in Vault's own user interface, where people can reach it. */
export function pageOf(
  { namespace, publicUrl }: Pick<ServerConfig, 'namespace' | 'publicUrl'>,
  { mount, path }: SecretRef,
  page: 'show' | 'create',
): string | undefined {
  if (!publicUrl) return undefined;
  const encoded = (text: string) =>
    text.split('/').map(encodeURIComponent).join('/');
  const url = new URL(
    `${publicUrl}/ui/vault/secrets/${encodeURIComponent(mount)}/${
      page === 'show' ? `show/${encoded(path)}` : 'create'
    }`,
  );
  if (page === 'create') url.searchParams.set('initialKey', path);
  if (namespace) url.searchParams.set('namespace', namespace);
  return url.href;
}
