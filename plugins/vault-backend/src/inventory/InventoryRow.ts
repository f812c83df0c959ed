import type { SecretRef } from '@idp/plugin-vault-common';
import type { SecretFacts } from '../vault/parseMetadata';

/** A secret of a Vault as it was seen last, or a folder that could not be looked into; that one's path ends with a slash. */
export interface InventoryRow extends SecretRef, SecretFacts {
  /** When Vault was asked, in milliseconds since 1970. */
  readAt?: number;
}

/** How fresh the news of a Vault is. Times are in milliseconds since 1970. */
export interface ServerState {
  server: string;
  state: 'live' | 'stale' | 'unknown';
  since: number;
  reason?: string;
  problems: string[];
  /** When all paths were listed last. */
  listedAt?: number;
}

/** What is to be written of one server. */
export interface InventoryChange {
  put: InventoryRow[];
  gone: SecretRef[];
}

export function refKey({ server, mount, path }: SecretRef): string {
  // No part of it holds a line end.
  return `${server}\n${mount}\n${path}`;
}

export function isFolder(path: string): boolean {
  return path.endsWith('/');
}
