import type { SecretRef } from '@idp/plugin-vault-common';
import type { InventoryChange, InventoryRow } from './InventoryRow';

const AT_ONCE = 50;
const AT_LEAST_EVERY_MS = 1_000;

/** Collects what has changed, and writes it in a few steps and in order. What was written stays, whatever becomes of the rest. */
export class Changes {
  #put: InventoryRow[] = [];
  #gone: SecretRef[] = [];
  #writing: Promise<void> = Promise.resolve();
  #last: number;

  constructor(
    private readonly write: (change: InventoryChange) => Promise<void>,
    private readonly now: () => number = Date.now,
  ) {
    this.#last = now();
  }

  async put(...rows: InventoryRow[]): Promise<void> {
    this.#put.push(...rows);
    await this.#some();
  }

  async gone(...refs: SecretRef[]): Promise<void> {
    this.#gone.push(...refs);
    await this.#some();
  }

  /** Writes what is left. */
  async flush(): Promise<void> {
    const change = { put: this.#put, gone: this.#gone };
    this.#put = [];
    this.#gone = [];
    this.#last = this.now();
    this.#writing = this.#writing.then(() => this.write(change));
    await this.#writing;
  }

  async #some(): Promise<void> {
    if (
      this.#put.length + this.#gone.length >= AT_ONCE ||
      this.now() - this.#last >= AT_LEAST_EVERY_MS
    ) {
      await this.flush();
    }
  }
}
