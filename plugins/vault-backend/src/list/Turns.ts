import { setImmediate as othersTurn } from 'node:timers/promises';

const LONGEST_MS = 8;

/** Lets others have their turn amid long work. */
export class Turns {
  #since = performance.now();

  async next(): Promise<void> {
    if (performance.now() - this.#since < LONGEST_MS) return;
    await othersTurn();
    this.#since = performance.now();
  }
}
