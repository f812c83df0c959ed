import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Config } from '@backstage/config';
import type { RemoteForgeConfig } from '../config';
import type { ForgeClient } from '../ForgeClient';
import type { RemoteTransportOptions } from '../remote/RemoteTransport';
import { withForgeErrors } from '../remote/withForgeErrors';
import { GithubApi } from './GithubApi';
import { GithubForge } from './GithubForge';

/** A forge on GitHub, or GitHub Enterprise, with the credential of `integrations.github`. */
export function createGithubForge(
  options: RemoteForgeConfig & {
    config: Config;
    logger: LoggerService;
    /** What a test replaces. */
    transport?: Partial<RemoteTransportOptions>;
  },
): ForgeClient {
  const { host, owner, repo, transport } = options;
  const api = new GithubApi({ host, owner, repo }, options);
  const forge = new GithubForge({
    ...options,
    api,
    webUrl: `https://${host}/${owner}/${repo}`,
    pause: transport?.pause,
  });
  return withForgeErrors(forge, {
    title: api.title,
    configKey: 'integrations.github',
  });
}
