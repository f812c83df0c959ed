import type { Clock } from './Clock';

/**
 * A clock that stands still until somebody moves it.
 *
 * @public
 */
export class ManualClock implements Clock {
  private time: number;
  private waiting: Array<{ at: number; order: number; work: () => void }> = [];
  private count = 0;

  constructor(start: string = '2026-01-01T08:00:00Z') {
    this.time = new Date(start).getTime();
  }

  now(): Date {
    return new Date(this.time);
  }

  after(milliseconds: number, work: () => void): () => void {
    const entry = { at: this.time + milliseconds, order: this.count++, work };
    this.waiting.push(entry);
    return () => {
      this.waiting = this.waiting.filter(other => other !== entry);
    };
  }

  /** Lets so many milliseconds pass; what was due is done in its order, what follows from it too. */
  advance(milliseconds: number): void {
    const end = this.time + milliseconds;
    for (;;) {
      const next = this.waiting
        .filter(({ at }) => at <= end)
        .sort((a, b) => a.at - b.at || a.order - b.order)[0];
      if (!next) break;
      this.waiting = this.waiting.filter(entry => entry !== next);
      this.time = Math.max(this.time, next.at);
      next.work();
    }
    this.time = end;
  }
}
