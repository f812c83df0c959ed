import type { LoggerService } from '@backstage/backend-plugin-api';

type Meta = Parameters<LoggerService['child']>[0];

/**
 * The logger of the community's provider, which also tells whether a reading is whole: a page of people or groups that
 * could not be read is a warning there, and the reading goes on as if nobody were on it.
 */
export class ReadWatch implements LoggerService {
  constructor(
    private readonly logger: LoggerService,
    private readonly warned = new Map<string, boolean>(),
    private readonly task?: string,
  ) {}

  /** Whether the last reading of a task has left something out. */
  hasLost(task: string): boolean {
    return this.warned.get(task) ?? false;
  }

  /** Each reading begins with a child of its own. */
  child(meta: Meta): LoggerService {
    const task = 'taskId' in meta ? String(meta.taskId) : this.task;
    if (task !== undefined) this.warned.set(task, false);
    return new ReadWatch(this.logger.child(meta), this.warned, task);
  }

  warn(message: string, meta?: Error | Meta): void {
    if (this.task !== undefined) this.warned.set(this.task, true);
    this.logger.warn(message, meta);
  }

  error(message: string, meta?: Error | Meta): void {
    this.logger.error(message, meta);
  }

  info(message: string, meta?: Error | Meta): void {
    this.logger.info(message, meta);
  }

  debug(message: string, meta?: Error | Meta): void {
    this.logger.debug(message, meta);
  }
}
