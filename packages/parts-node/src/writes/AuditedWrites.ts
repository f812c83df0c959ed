import type { AuditorService } from '@backstage/backend-plugin-api';
import { audited, type AuditedEvent } from './audited';

/**
 * Writes of people to an upstream, each with its audit event.
 *
 * @public
 */
export class AuditedWrites {
  readonly #running = new Map<string, Promise<void>>();

  constructor(private readonly auditor: AuditorService) {}

  /**
   * `key` says who wants what. The same again while it runs is the same: a second click joins the first. `write` also finds
   * out whether they may.
   */
  do(
    key: string,
    event: AuditedEvent,
    write: () => Promise<void>,
  ): Promise<void> {
    const running = this.#running.get(key);
    if (running) return running;
    const started = audited(this.auditor, event, write).finally(() =>
      this.#running.delete(key),
    );
    this.#running.set(key, started);
    return started;
  }
}
