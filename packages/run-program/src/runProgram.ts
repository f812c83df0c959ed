import { Starter } from './Starter';

/**
 * A program to run.
 *
 * @public
 */
export interface ProgramRequest {
  /** A path, or a name that is looked up on the PATH of `env`. */
  command: string;
  args: readonly string[];
  /** All of its environment: nothing of this process is handed on. */
  env: Record<string, string>;
  cwd?: string;
  /** Its standard input; empty when absent. */
  input?: Buffer | string;
  /** Milliseconds after which it is stopped; no limit when absent. */
  timeoutMs?: number;
  /** Milliseconds that a program has to end by itself (SIGTERM) before it is killed; killed at once when absent. */
  graceMs?: number;
  /** Bytes of standard output and error together, above which it is stopped; 64 MiB when absent. */
  maxBytes?: number;
  /** Stops it. */
  signal?: AbortSignal;
}

/**
 * A program that has ended.
 *
 * @public
 */
export interface ProgramResult {
  /** Null when a signal ended it. */
  exitCode: number | null;
  signal: string | null;
  /** Why it was stopped before it was done; absent when it ended by itself. */
  stopped?: 'timeout' | 'too-large' | 'aborted';
  stdout: Buffer;
  stderr: Buffer;
}

const MAX_BYTES = 64 * 1024 * 1024;

const starter = new Starter();

/**
 * Runs a program to its end, without a shell.
 *
 * @throws an error with Node's `code` (`ENOENT`, `EACCES`, …) when it cannot be started, `EPIPE` when nobody is left to tell
 * what came of it; the reason of `signal` when that was aborted before the call
 * @public
 */
export async function runProgram(
  request: ProgramRequest,
): Promise<ProgramResult> {
  const { signal, ...rest } = request;
  signal?.throwIfAborted();
  return await starter.run(
    { graceMs: 0, maxBytes: MAX_BYTES, ...rest },
    signal,
  );
}
