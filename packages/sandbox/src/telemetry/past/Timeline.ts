/** What something was, and since when. Values are told apart by `===`, or by `same`. */
export class Timeline<T> {
  private readonly starts: number[] = [];
  private readonly values: T[] = [];
  /** Goes up with each change. */
  version = 0;

  constructor(private readonly same: (a: T, b: T) => boolean = Object.is) {}

  /** From `time` on, in milliseconds; times never go back. `-Infinity`: it has always been so, whatever was said before. */
  set(time: number, value: T): void {
    const last = this.values.length - 1;
    if (time === -Infinity) {
      this.starts.length = 0;
      this.values.length = 0;
    } else if (last >= 0 && this.same(this.values[last], value)) {
      return;
    }
    if (last >= 0 && this.starts[last] === time) {
      this.values[last] = value;
    } else {
      this.starts.push(time);
      this.values.push(value);
    }
    this.version += 1;
  }

  /** Undefined before the first. */
  at(time: number): T | undefined {
    const index = this.indexAt(time);
    return index < 0 ? undefined : this.values[index];
  }

  get current(): T | undefined {
    return this.values[this.values.length - 1];
  }

  entries(): Array<{ from: number; value: T }> {
    return this.starts.map((from, index) => ({
      from,
      value: this.values[index],
    }));
  }

  /** Of the last entry that has begun at `time`; -1 before the first. */
  indexAt(time: number): number {
    let low = 0;
    let high = this.starts.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.starts[middle] <= time) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }
}
