const MOST_RECENT = 10;

/** What may be in no message: what the configuration holds, and the last tokens. */
export class Secrets {
  #recent: string[] = [];

  constructor(private readonly fixed: readonly string[]) {}

  add(secret: string): void {
    if (this.#recent.includes(secret)) return;
    this.#recent = [secret, ...this.#recent].slice(0, MOST_RECENT);
  }

  all(): string[] {
    return [...this.fixed, ...this.#recent];
  }
}
