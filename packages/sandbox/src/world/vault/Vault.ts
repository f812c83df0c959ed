import type { Clock } from '../../clock';
import { KeyValueEngine } from './KeyValueEngine';

/**
 * What can be wrong with a Vault beside that it is sealed or does not answer at all.
 *
 * - `standby`: no instance is the active one
 * - `rate-limit`: too many requests
 * - `behind`: an instance that has not seen the newest writes (412)
 * - `no-mount`: the engine has gone
 * - `data-access`: the portal's policy lets it read values
 * - `store-login`: External Secrets may not log in
 *
 * @public
 */
export const VAULT_FAULTS = [
  'standby',
  'rate-limit',
  'behind',
  'no-mount',
  'data-access',
  'store-login',
] as const;

/** @public */
export type VaultFault = (typeof VAULT_FAULTS)[number];

/** The mount of the engine that the platform has. */
export const MOUNT = 'kv';

/**
 * The Vault of an environment.
 *
 * @public
 */
export class Vault {
  /** The engine at `kv`. */
  readonly kv: KeyValueEngine;
  private isSealed = false;
  private readonly present = new Set<VaultFault>();
  private readonly closed = new Set<string>();
  /** Tokens that were given out before this many expiries are good no more. */
  private expiries = 0;
  private readonly listeners = new Set<() => void>();

  /**
   * @param isDown - whether it answers nobody
   */
  constructor(
    readonly clock: Clock,
    private readonly isDown: () => boolean = () => false,
  ) {
    this.kv = new KeyValueEngine(clock);
  }

  get sealed(): boolean {
    return this.isSealed;
  }

  set sealed(sealed: boolean) {
    this.isSealed = sealed;
    this.tell();
  }

  faults(): VaultFault[] {
    return VAULT_FAULTS.filter(fault => this.present.has(fault));
  }

  has(fault: VaultFault): boolean {
    return this.present.has(fault);
  }

  fault(fault: VaultFault, isPresent: boolean): void {
    if (isPresent) this.present.add(fault);
    else this.present.delete(fault);
    this.tell();
  }

  /** Folders of which the portal's policy says nothing, without a slash at the end. */
  forbidden(): string[] {
    return [...this.closed];
  }

  forbid(folder: string, isForbidden: boolean): void {
    if (isForbidden) this.closed.add(folder);
    else this.closed.delete(folder);
    this.tell();
  }

  get generation(): number {
    return this.expiries;
  }

  /** Ends every token that came of a login. */
  expireTokens(): void {
    this.expiries += 1;
  }

  /** Why nobody can read a secret, in the words that a client gets. */
  problem(): string | undefined {
    if (this.isDown()) return 'dial tcp: connect: connection refused';
    if (this.isSealed) return 'Vault is sealed';
    if (this.has('standby'))
      return 'local node not active but active cluster node not found';
    return undefined;
  }

  /** Told after anything but a secret has changed. */
  onChange(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** For who knows that {@link problem} answers otherwise now. */
  tell(): void {
    for (const listener of [...this.listeners]) listener();
  }
}
