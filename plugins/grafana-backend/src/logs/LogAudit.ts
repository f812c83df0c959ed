import type { AuditorService } from '@backstage/backend-plugin-api';
import { audited } from '@idp/parts-node';
import type { Request } from 'express';
import { LRUCache } from 'lru-cache';

const FOLLOW_MS = 5 * 60_000;

/**
 * Leaves a trace of who read whose logs. Following lines asks every few seconds: for one who goes on reading the same, that is
 * one event in five minutes.
 */
export class LogAudit {
  readonly #followed = new LRUCache<string, true>({
    max: 5_000,
    ttl: FOLLOW_MS,
  });

  constructor(private readonly auditor: AuditorService) {}

  async read<T>(
    what: {
      actor: string;
      entityRef: string;
      environment: string;
      following: boolean;
      searched: boolean;
      request: Request;
    },
    answer: () => Promise<T>,
  ): Promise<T> {
    const { actor, entityRef, environment, following, searched, request } =
      what;
    const key = [actor, entityRef, environment].join('\n');
    if (following && this.#followed.get(key)) return answer();
    const event = {
      eventId: 'logs-read',
      request,
      meta: { entityRef, environment, following, searched },
    };
    return audited(this.auditor, event, async () => {
      const result = await answer();
      this.#followed.set(key, true);
      return result;
    });
  }
}
