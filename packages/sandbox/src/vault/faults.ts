import type { Vault } from '../world';
import { VaultError } from './answers';

/** What everybody gets, whoever asks, while something is wrong with the whole Vault. */
export function faultOf(vault: Vault, path: string): VaultError | undefined {
  if (vault.sealed) return new VaultError(503, ['Vault is sealed']);
  if (vault.has('standby')) {
    return new VaultError(500, [
      'local node not active but active cluster node not found',
    ]);
  }
  if (vault.has('rate-limit')) {
    return new VaultError(429, [
      `request path ${JSON.stringify(path)}: rate limit quota exceeded`,
    ]);
  }
  if (vault.has('behind')) {
    return new VaultError(412, ['required index state not present']);
  }
  return undefined;
}
