import type {
  LifecycleService,
  LoggerService,
} from '@backstage/backend-plugin-api';
import type { SignalsService } from '@backstage/plugin-signals-node';

const SOON_MS = 100;
const AT_MOST_EVERY_MS = 1_000;

/**
 * Tells open pages to read again: soon after a change, and once a second at most however much changes. The signal says that
 * something changed and not what, as everybody gets it.
 *
 * @public
 */
export function announceChanges(options: {
  channel: string;
  sources: Array<{ onChange(listener: () => void): void }>;
  signals: SignalsService;
  lifecycle: LifecycleService;
  logger: LoggerService;
}): void {
  const { channel, sources, signals, lifecycle, logger } = options;
  let timer: NodeJS.Timeout | undefined;
  let last = -Infinity;
  const publish = () => {
    timer = undefined;
    last = performance.now();
    signals
      .publish({ recipients: { type: 'broadcast' }, channel, message: {} })
      .catch(error => {
        logger.debug(`Open pages were not told of a change: ${error}`);
      });
  };
  const changed = () => {
    timer ??= setTimeout(
      publish,
      Math.max(SOON_MS, last + AT_MOST_EVERY_MS - performance.now()),
    );
  };
  for (const source of sources) source.onChange(changed);
  lifecycle.addShutdownHook(() => clearTimeout(timer));
}
