/** What is started one after the other; it ends in the other order. */
export class Started {
  private readonly all: Array<{ stop(): Promise<void> }> = [];

  add<T extends { stop(): Promise<void> }>(one: T): T {
    this.all.push(one);
    return one;
  }

  async stop(): Promise<void> {
    for (const one of this.all.splice(0).reverse()) await one.stop();
  }

  /** What begins with it; all that it has started ends where it cannot. */
  static async begin<T>(start: (started: Started) => Promise<T>): Promise<T> {
    const started = new Started();
    try {
      return await start(started);
    } catch (error) {
      await started.stop();
      throw error;
    }
  }
}
