import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Config } from '@backstage/config';
import type { RemoteForgeConfig } from '../config';
import type { ForgeClient } from '../ForgeClient';
import { ForgeError } from '../ForgeError';

export function createGithubForge(
  options: RemoteForgeConfig & { config: Config; logger: LoggerService },
): ForgeClient {
  throw new ForgeError(
    'unavailable',
    `The forge ${options.type} is not available yet`,
  );
}
