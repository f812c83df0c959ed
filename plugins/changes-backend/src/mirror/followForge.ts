import { randomUUID } from 'node:crypto';
import type {
  LifecycleService,
  LoggerService,
} from '@backstage/backend-plugin-api';
import type { EventsService } from '@backstage/plugin-events-node';
import type { SignalsService } from '@backstage/plugin-signals-node';
import {
  changesEventTopic,
  changesSignalChannel,
  type Change,
  type ChangesEventPayload,
} from '@idp/plugin-changes-common';
import { webhookTopics } from '../webhooks/topics';
import type { ChangesMirror } from './ChangesMirror';

const COALESCE_MS = 150;

/**
 * Keeps the mirror up to date and tells the rest: by what other parts of the backend publish, by the forge's webhooks,
 * and by a compare every few seconds, which repairs missed events and sees what people push with Git.
 */
export function followForge(options: {
  mirror: ChangesMirror;
  events: EventsService;
  signals: SignalsService;
  lifecycle: LifecycleService;
  logger: LoggerService;
  seconds: number;
}): { announce: (change: Change) => Promise<void> } {
  const { mirror, events, signals, lifecycle, logger, seconds } = options;
  let timer: NodeJS.Timeout | undefined;
  let pendingSignal: NodeJS.Timeout | undefined;
  let stopped = false;

  const complain = (what: string) => (error: unknown) =>
    logger.warn(`${what}: ${(error as Error).message}`);

  const signal = () => {
    if (stopped) return;
    pendingSignal ??= setTimeout(() => {
      pendingSignal = undefined;
      signals
        .publish({
          recipients: { type: 'broadcast' },
          channel: changesSignalChannel,
          message: {},
        })
        .catch(complain('Open pages were not told of a change'));
    }, COALESCE_MS);
  };

  const refresh = async () => {
    const { changed, head } = await mirror.refresh();
    if (changed.length > 0 || head) signal();
    if (head) {
      const eventPayload: ChangesEventPayload = {
        reason: 'head-moved',
        commit: head.commit,
      };
      await events.publish({ topic: changesEventTopic, eventPayload });
    }
  };

  const poll = async () => {
    await refresh().catch(complain('The changes were not refreshed'));
    if (!stopped)
      timer = setTimeout(poll, seconds * 1000 * (0.9 + Math.random() / 5));
  };

  lifecycle.addStartupHook(async () => {
    await events.subscribe({
      // One of our own for each process: every replica has its own mirror.
      id: `idp-changes-mirror-${randomUUID()}`,
      topics: [changesEventTopic, ...webhookTopics],
      async onEvent({ topic, eventPayload }) {
        const { reason } = (eventPayload ?? {}) as ChangesEventPayload;
        if (topic === changesEventTopic && reason === 'head-moved') return;
        await refresh();
        signal();
      },
    });
    void poll();
  });
  lifecycle.addShutdownHook(() => {
    stopped = true;
    clearTimeout(timer);
    clearTimeout(pendingSignal);
  });

  return {
    /** Tells of a decision that was made here, so that nobody waits for the next compare. */
    async announce(change) {
      signal();
      const eventPayload: ChangesEventPayload = {
        reason: 'change-updated',
        changeId: change.id,
      };
      await events
        .publish({ topic: changesEventTopic, eventPayload })
        .catch(complain('The event of a decision was not published'));
    },
  };
}
