import type {
  LifecycleService,
  LoggerService,
} from '@backstage/backend-plugin-api';
import type { SignalsService } from '@backstage/plugin-signals-node';
import { vaultSignalChannel } from '@idp/plugin-vault-common';

const SOON_MS = 100;
const AT_MOST_EVERY_MS = 1_000;

/** Tells open pages to read again: soon after a change, and once a second at most however much changes. */
export function announceChanges(options: {
  sources: Array<{ onChange(listener: () => void): void }>;
  signals: SignalsService;
  lifecycle: LifecycleService;
  logger: LoggerService;
}): void {
  const { sources, signals, lifecycle, logger } = options;
  let timer: NodeJS.Timeout | undefined;
  let last = -Infinity;
  const publish = () => {
    timer = undefined;
    last = performance.now();
    signals
      .publish({
        recipients: { type: 'broadcast' },
        channel: vaultSignalChannel,
        message: {},
      })
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
