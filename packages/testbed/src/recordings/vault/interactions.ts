/** Whose token a request carries: of an account that signed in, none, or one that nobody made. */
export type VaultWho = 'portal' | 'store' | 'owner' | 'invalid';

/** One request to Vault whose answer is recorded, and asked of the sandbox's stand-in, too. */
export interface VaultInteraction {
  /** File name of the recording. */
  name: string;
  method?: 'GET' | 'POST' | 'PUT' | 'LIST' | 'DELETE';
  /** From below `/v1/`. */
  path: string;
  as?: VaultWho;
  /** May hold `{jwt}`, a service account's token for Vault, and `{foreignJwt}`, one that was made for somebody else. */
  body?: unknown;
}

const own = 'tenant-demo/hello/api-token';
const capabilities = (...paths: string[]) => ({ paths });

/** What the portal asks of Vault, and the refusals that it must understand. In order: those that change something last. */
export const vaultInteractions: VaultInteraction[] = [
  { name: 'health', path: 'sys/health' },
  { name: 'seal-status', path: 'sys/seal-status' },
  {
    name: 'login',
    method: 'POST',
    path: 'auth/kubernetes/login',
    body: { role: 'portal', jwt: '{jwt}' },
  },
  {
    name: 'login-wrong-audience',
    method: 'POST',
    path: 'auth/kubernetes/login',
    body: { role: 'portal', jwt: '{foreignJwt}' },
  },
  {
    name: 'login-wrong-role',
    method: 'POST',
    path: 'auth/kubernetes/login',
    body: { role: 'no-such-role', jwt: '{jwt}' },
  },
  {
    name: 'login-no-token',
    method: 'POST',
    path: 'auth/kubernetes/login',
    body: { role: 'portal' },
  },
  { name: 'lookup-self', path: 'auth/token/lookup-self', as: 'portal' },
  {
    name: 'renew-self',
    method: 'POST',
    path: 'auth/token/renew-self',
    as: 'portal',
    body: {},
  },
  {
    name: 'capabilities-of-metadata',
    method: 'POST',
    path: 'sys/capabilities-self',
    as: 'portal',
    body: capabilities(`kv/metadata/${own}`, 'kv/metadata/'),
  },
  {
    name: 'capabilities-of-data',
    method: 'POST',
    path: 'sys/capabilities-self',
    as: 'portal',
    body: capabilities(`kv/data/${own}`, 'kv/data/'),
  },
  {
    name: 'capabilities-of-an-owner',
    method: 'POST',
    path: 'sys/capabilities-self',
    as: 'owner',
    body: capabilities(`kv/data/${own}`),
  },
  {
    name: 'capabilities-anonymous',
    method: 'POST',
    path: 'sys/capabilities-self',
    body: capabilities(`kv/data/${own}`),
  },
  { name: 'list-root', method: 'LIST', path: 'kv/metadata/', as: 'portal' },
  {
    name: 'list-root-by-query',
    path: 'kv/metadata/?list=true',
    as: 'portal',
  },
  {
    name: 'list-folder',
    method: 'LIST',
    path: 'kv/metadata/tenant-demo/hello',
    as: 'portal',
  },
  {
    name: 'list-empty-folder',
    method: 'LIST',
    path: 'kv/metadata/tenant-nobody',
    as: 'portal',
  },
  {
    name: 'list-of-a-secret',
    method: 'LIST',
    path: `kv/metadata/${own}`,
    as: 'portal',
  },
  {
    name: 'list-without-rights',
    method: 'LIST',
    path: 'kv/metadata/tenant-demo/hello',
    as: 'store',
  },
  { name: 'list-anonymous', method: 'LIST', path: 'kv/metadata/' },
  {
    name: 'list-invalid-token',
    method: 'LIST',
    path: 'kv/metadata/',
    as: 'invalid',
  },
  { name: 'metadata', path: `kv/metadata/${own}`, as: 'portal' },
  {
    name: 'metadata-with-custom',
    path: 'kv/metadata/tenant-demo/hello/labelled',
    as: 'portal',
  },
  {
    name: 'metadata-deleted',
    path: 'kv/metadata/tenant-demo/hello/deleted',
    as: 'portal',
  },
  {
    name: 'metadata-destroyed',
    path: 'kv/metadata/tenant-demo/hello/destroyed',
    as: 'portal',
  },
  {
    name: 'metadata-missing',
    path: 'kv/metadata/tenant-demo/hello/no-such-secret',
    as: 'portal',
  },
  {
    name: 'metadata-without-rights',
    path: `kv/metadata/${own}`,
    as: 'store',
  },
  { name: 'data-without-rights', path: `kv/data/${own}`, as: 'portal' },
  {
    name: 'data-missing-without-rights',
    path: 'kv/data/tenant-demo/hello/no-such-secret',
    as: 'portal',
  },
  {
    name: 'write-without-rights',
    method: 'POST',
    path: `kv/data/${own}`,
    as: 'portal',
    body: { data: { any: 'value' } },
  },
  { name: 'mounts-without-rights', path: 'sys/mounts', as: 'portal' },
  {
    name: 'mount-of-a-path',
    path: 'sys/internal/ui/mounts/kv',
    as: 'portal',
  },
  { name: 'no-such-mount', path: 'no-such-mount/metadata/x', as: 'portal' },
  { name: 'config-without-rights', path: 'kv/config', as: 'portal' },
];

/** Asked while Vault is sealed. */
export const sealedInteractions: VaultInteraction[] = [
  { name: 'sealed-health', path: 'sys/health' },
  { name: 'sealed-seal-status', path: 'sys/seal-status' },
  {
    name: 'sealed-list',
    method: 'LIST',
    path: 'kv/metadata/',
    as: 'portal',
  },
  {
    name: 'sealed-login',
    method: 'POST',
    path: 'auth/kubernetes/login',
    body: { role: 'portal', jwt: '{jwt}' },
  },
];
