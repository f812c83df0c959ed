/**
 * Runs a task one at a time: calls that come while it runs share one further run, which begins after their call and so
 * sees what they saw.
 */
export class Latest {
  private running?: Promise<void>;
  private waiting?: Promise<void>;

  constructor(private readonly task: () => Promise<void>) {}

  run(): Promise<void> {
    if (!this.running) {
      this.running = this.task().finally(() => {
        this.running = undefined;
      });
      return this.running;
    }
    this.waiting ??= this.running
      .catch(() => {})
      .then(() => {
        this.waiting = undefined;
        return this.run();
      });
    return this.waiting;
  }
}
