/**
 * How long and how much an upstream is listened to.
 *
 * @public
 */
export interface UpstreamLimits {
  /** To reach it, TLS included. */
  connectMs: number;
  /** Until the whole answer is there; of a stream until it begins. */
  answerMs: number;
  /** Of a stream, between two pieces of it. */
  idleMs: number;
  /** Of one answer. */
  maxBytes: number;
  /** Of one line of a stream. */
  maxLineBytes: number;
  /** Calls at the same time; streams do not count. */
  concurrency: number;
}

/** @public */
export const defaultLimits: UpstreamLimits = {
  connectMs: 5_000,
  answerMs: 15_000,
  idleMs: 45_000,
  maxBytes: 16 * 1024 * 1024,
  maxLineBytes: 4 * 1024 * 1024,
  concurrency: 8,
};
