import type { LoggerService } from '@backstage/backend-plugin-api';

/** What is measured is not printed. */
export const silentLogger: LoggerService = {
  debug: () => {},
  info: () => {},
  warn: () => {},
  error: () => {},
  child: () => silentLogger,
};
