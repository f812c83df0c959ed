import { between } from './random';

const TAU = 2 * Math.PI;
const HOUR = 3600;

/**
 * Requests a second over time: a daily shape, and livelier ones on top. Its integral is known, so that a counter has the same
 * value whoever asks, and when.
 */
export class Wave {
  private readonly parts: Array<{ size: number; speed: number; phase: number }>;

  /**
   * @param mean - a second
   * @param seed - the same wave for the same seed
   */
  constructor(readonly mean: number, seed: string) {
    const part = (hours: number, size: number, phase: number) => ({
      size,
      speed: TAU / (hours * HOUR),
      phase,
    });
    const random = (name: string) => TAU * between(0, 1, `${seed}/${name}`);
    this.parts = [
      // Highest at 14:00 UTC, lowest at 2:00.
      part(24, 0.45, -TAU * (8 / 24)),
      part(12, 0.12, -TAU * (3 / 12)),
      part(1.7, 0.08, random('hours')),
      part(0.31, 0.07, random('minutes')),
      part(0.043, 0.05, random('moments')),
    ];
  }

  /** @param time - seconds */
  rate(time: number): number {
    let rate = 1;
    for (const { size, speed, phase } of this.parts) {
      rate += size * Math.sin(speed * time + phase);
    }
    return this.mean * rate;
  }

  /** Requests up to `time`, from a moment that is always the same. */
  total(time: number): number {
    let total = time;
    for (const { size, speed, phase } of this.parts) {
      total -= (size / speed) * Math.cos(speed * time + phase);
    }
    return this.mean * total;
  }
}
