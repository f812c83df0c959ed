import { type ChildProcess, fork } from 'node:child_process';
import path from 'node:path';
import { typescriptArgs } from '../lib/typescriptArgs';
import type { ProcessSpec, Report, Request } from './protocol';

/** One process that runs under the supervisor. */
export interface RunningProcess {
  id: string;
  pid: number;
  /** Resolves when it has ended, for whatever reason. */
  exited: Promise<{ code: number | null; signal: string | null }>;
}

/** The processes of a test bed. They end with this process at the latest. */
export class Processes {
  private readonly running = new Map<string, RunningProcess>();
  private readonly waiting = new Map<string, (report: Report) => void>();
  private readonly exits = new Map<string, (report: Report) => void>();
  private readonly ended: Promise<void>;

  private constructor(private readonly supervisor: ChildProcess) {
    this.ended = new Promise(resolve => supervisor.once('exit', resolve));
    supervisor.on('message', (report: Report) => this.take(report));
  }

  /** `folder` holds all data of the test bed; it is removed at the end, unless it is to be kept. */
  static begin(folder: string, options: { keep?: boolean } = {}): Processes {
    const supervisor = fork(path.join(__dirname, 'supervisor.ts'), {
      detached: true,
      execArgv: typescriptArgs,
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    const processes = new Processes(supervisor);
    processes.send({ type: 'begin', folder, keep: options.keep ?? false });
    return processes;
  }

  /** Starts a process; rejects where it cannot be started. */
  async start(id: string, spec: ProcessSpec): Promise<RunningProcess> {
    if (this.running.has(id)) throw new Error(`${id} runs already.`);
    const report = await new Promise<Report>(resolve => {
      this.waiting.set(id, resolve);
      this.send({ type: 'start', id, spec });
    });
    if (report.type !== 'started') {
      throw new Error(
        `${id} could not be started: ${
          report.type === 'failed' ? report.message : 'it ended at once'
        }`,
      );
    }
    const exited = new Promise<Report>(resolve => this.exits.set(id, resolve));
    const entry: RunningProcess = {
      id,
      pid: report.pid,
      exited: exited.then(last => {
        this.running.delete(id);
        return last as Extract<Report, { type: 'exited' }>;
      }),
    };
    this.running.set(id, entry);
    return entry;
  }

  all(): RunningProcess[] {
    return [...this.running.values()];
  }

  /** Ends one process, by force where it takes longer than the grace; 0 is at once. */
  async stop(id: string, graceMs = 5_000): Promise<void> {
    const entry = this.running.get(id);
    if (!entry) return;
    this.send({ type: 'stop', id, graceMs });
    await entry.exited;
  }

  /** Ends all of them, and removes the folder. */
  async end(): Promise<void> {
    this.send({ type: 'end' });
    await this.ended;
  }

  private send(request: Request) {
    if (this.supervisor.connected) this.supervisor.send(request);
  }

  private take(report: Report) {
    if (report.type === 'ended') return;
    if (report.type === 'exited') this.exits.get(report.id)?.(report);
    this.waiting.get(report.id)?.(report);
    this.waiting.delete(report.id);
  }
}
