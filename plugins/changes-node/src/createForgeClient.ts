import type {
  LoggerService,
  RootLifecycleService,
} from '@backstage/backend-plugin-api';
import type { Config } from '@backstage/config';
import { readForgeConfig } from './config';
import type { ForgeClient } from './ForgeClient';
import { createGiteaForge } from './gitea';
import { createGithubForge } from './github';
import { createLocalForge } from './local';

/**
 * The forge that `changes.forge` of the app configuration describes. Throws where the configuration is wrong; nothing
 * is read or made before the first call of a method.
 *
 * @public
 */
export function createForgeClient(options: {
  config: Config;
  logger: LoggerService;
  /** Where given, the client is closed with the backend. */
  lifecycle?: RootLifecycleService;
}): ForgeClient {
  const { config, logger, lifecycle } = options;
  const forge = readForgeConfig(config);
  switch (forge.type) {
    case 'github':
      return createGithubForge({ ...forge, config, logger });
    case 'gitea':
      return createGiteaForge({ ...forge, config, logger });
    default: {
      const client = createLocalForge({ ...forge, logger });
      lifecycle?.addShutdownHook(async () => client.close?.());
      return client;
    }
  }
}
