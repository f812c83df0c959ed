import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Config } from '@backstage/config';
import type { RemoteForgeConfig } from '../config';
import type { ForgeClient } from '../ForgeClient';
import type { RemoteTransportOptions } from '../remote/RemoteTransport';
import { withForgeErrors } from '../remote/withForgeErrors';
import { GiteaApi } from './GiteaApi';
import { GiteaForge } from './GiteaForge';

/** A forge on Gitea or Forgejo, with the credential of `integrations.gitea`. */
export function createGiteaForge(
  options: RemoteForgeConfig & {
    config: Config;
    logger: LoggerService;
    /** What a test replaces. */
    transport?: Partial<RemoteTransportOptions>;
  },
): ForgeClient {
  const { host, owner, repo, transport } = options;
  const api = new GiteaApi({ host, owner, repo }, options);
  const forge = new GiteaForge({
    ...options,
    api,
    now: transport?.now,
    pause: transport?.pause,
  });
  return withForgeErrors(forge, {
    title: api.title,
    configKey: 'integrations.gitea',
  });
}
