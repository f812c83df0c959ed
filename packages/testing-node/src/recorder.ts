import type { RootLoggerService } from '@backstage/backend-plugin-api';

/** Keeps each line, with all that was said beside it. */
export function recorder(lines: string[]): RootLoggerService {
  const log =
    (level: string) =>
    (message: string, meta?: Error | object): void => {
      lines.push(
        `${level}: ${message} ${
          meta instanceof Error ? meta.stack : JSON.stringify(meta ?? {})
        }`,
      );
    };
  const logger: RootLoggerService = {
    error: log('error'),
    warn: log('warn'),
    info: log('info'),
    debug: log('debug'),
    child: () => logger,
  };
  return logger;
}
