import type { Condition, Workload } from './Workload';

/** How much of each of the two streams counts while a condition lasts. */
export type Weigh = (condition: Condition) => readonly [number, number];

/** What grows with the requests of a workload: the same at a moment, whenever it is asked for. */
export class Counter {
  private starts: number[] = [];
  private sums: number[] = [];
  private weights: Array<readonly [number, number]> = [];
  private version = -1;

  /** @param origin - when counting began, in milliseconds */
  constructor(
    private readonly workload: Workload,
    private readonly weigh: Weigh,
    private readonly origin: number,
  ) {}

  /** @param time - milliseconds */
  at(time: number): number {
    if (time <= this.origin) return 0;
    const { conditions } = this.workload;
    if (this.version !== conditions.version) this.sumUp();
    const index = conditions.indexAt(time);
    if (index < 0) return 0;
    return this.sums[index] + this.part(index, time);
  }

  private sumUp() {
    const { conditions } = this.workload;
    this.version = conditions.version;
    const entries = conditions.entries();
    this.starts = entries.map(({ from }) => Math.max(from, this.origin));
    this.weights = entries.map(({ value }) => this.weigh(value));
    this.sums = [];
    entries.forEach((_, index) => {
      this.sums[index] =
        index === 0
          ? 0
          : this.sums[index - 1] + this.part(index - 1, this.starts[index]);
    });
  }

  /** What comes from the start of an entry to a time within it. */
  private part(index: number, time: number): number {
    const from = this.starts[index];
    if (time <= from) return 0;
    let sum = 0;
    this.workload.streams.forEach(({ wave }, stream) => {
      const weight = this.weights[index][stream];
      if (weight !== 0)
        sum += weight * (wave.total(time / 1000) - wave.total(from / 1000));
    });
    return sum;
  }
}
