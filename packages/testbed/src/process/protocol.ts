/** What the runner asks of the supervisor. */
export type Request =
  | { type: 'begin'; folder: string; keep: boolean }
  | { type: 'start'; id: string; spec: ProcessSpec }
  | { type: 'stop'; id: string; graceMs: number }
  | { type: 'end' };

/** What the supervisor tells the runner. */
export type Report =
  | { type: 'started'; id: string; pid: number }
  | { type: 'failed'; id: string; message: string }
  | { type: 'exited'; id: string; code: number | null; signal: string | null }
  | { type: 'ended' };

export interface ProcessSpec {
  command: string;
  args: string[];
  env: Record<string, string>;
  cwd: string;
  /** File that takes its output; appended to. */
  log: string;
  /** What the group gets first when all ends. Processes whose data is thrown away need not tidy up. */
  endSignal?: 'SIGTERM' | 'SIGKILL';
}
