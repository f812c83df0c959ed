/**
 * The time of the sandbox. Everything that happens later asks it, so a test drives it step by step.
 *
 * @public
 */
export interface Clock {
  now(): Date;
  /** Runs `work` once, `milliseconds` from now; the answer calls it off. */
  after(milliseconds: number, work: () => void): () => void;
}

/**
 * The time of this machine. What is still to come keeps no process alive.
 *
 * @public
 */
export const systemClock: Clock = {
  now: () => new Date(),
  after(milliseconds, work) {
    const timer = setTimeout(work, milliseconds);
    timer.unref?.();
    return () => clearTimeout(timer);
  },
};

/** As Kubernetes writes times: in seconds, in UTC. */
export function timestamp(date: Date): string {
  return `${date.toISOString().slice(0, 19)}Z`;
}
