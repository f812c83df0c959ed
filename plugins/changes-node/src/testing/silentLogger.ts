import type { LoggerService } from '@backstage/backend-plugin-api';

/** Outside of Jest, whose mocks need it. */
export const silentLogger: LoggerService = {
  debug: () => {},
  info: () => {},
  warn: () => {},
  error: () => {},
  child: () => silentLogger,
};
