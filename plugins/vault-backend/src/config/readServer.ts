import type { Config } from '@backstage/config';
import { secretPathProblem } from '@idp/plugin-vault-common';
import { readName, readUrl } from '@idp/upstream';
import { readAuth, type AuthConfig } from './readAuth';

/** A key-value engine. */
export interface EngineConfig {
  /** Where it is mounted, without slashes at the ends. */
  mount: string;
  kvVersion: 1 | 2;
}

export interface ServerConfig {
  name: string;
  baseUrl: string;
  /** Where people reach it, without a slash at its end. */
  publicUrl?: string;
  /** Other URLs that stores in clusters use for it. */
  addresses: string[];
  /** The clusters whose stores mean this server; those of every cluster when absent. */
  clusters?: string[];
  /** Of Vault Enterprise or OpenBao. */
  namespace?: string;
  engines: EngineConfig[];
  auth: AuthConfig;
  caFile?: string;
  /** A token that can read values is used nevertheless. */
  allowValueAccess: boolean;
}

const COMMUNITY_ENGINE = 'secrets';

export function readServer(
  config: Config,
  key: string,
  { name }: { name: string },
): ServerConfig {
  const publicUrl = config.getOptionalString('publicUrl');
  return {
    name: readName(name, `${key}.name`),
    baseUrl: readAddress(config.getString('baseUrl'), `${key}.baseUrl`),
    publicUrl: publicUrl
      ? readAddress(publicUrl, `${key}.publicUrl`).replace(/\/+$/, '')
      : undefined,
    addresses: (config.getOptionalStringArray('addresses') ?? []).map(
      (address, at) => readAddress(address, `${key}.addresses[${at}]`),
    ),
    clusters: config.getOptionalStringArray('clusters'),
    namespace: readNamespace(config, key),
    engines: readEngines(config, key),
    auth: readAuth(config, key),
    caFile: config.getOptionalString('caFile'),
    allowValueAccess:
      config.getOptionalBoolean('dangerouslyAllowValueAccess') ?? false,
  };
}

function readEngines(config: Config, key: string): EngineConfig[] {
  const several = config.getOptionalConfigArray('engines');
  const engines = several
    ? several.map((item, at) => ({
        mount: readMount(
          item.getString('mount'),
          `${key}.engines[${at}].mount`,
        ),
        kvVersion: readVersion(item, `${key}.engines[${at}]`),
      }))
    : [
        {
          mount: readMount(
            config.getOptionalString('secretEngine') ?? COMMUNITY_ENGINE,
            `${key}.secretEngine`,
          ),
          kvVersion: readVersion(config, key),
        },
      ];
  if (engines.length === 0) {
    throw new Error(`${key}.engines is empty: name one mount at least`);
  }
  const mounts = engines.map(({ mount }) => mount);
  const twice = mounts.find((mount, at) => mounts.indexOf(mount) !== at);
  if (twice) throw new Error(`${key}.engines names ${twice} twice`);
  return engines;
}

function readMount(text: string, key: string): string {
  const mount = text.replace(/^\/+|\/+$/g, '');
  const problem = secretPathProblem(mount);
  if (problem) throw new Error(`${key} is '${text}': ${problem}`);
  return mount;
}

function readVersion(config: Config, key: string): 1 | 2 {
  const version = config.getOptionalNumber('kvVersion') ?? 2;
  if (version !== 1 && version !== 2) {
    throw new Error(`${key}.kvVersion is ${version}: write 1 or 2`);
  }
  return version;
}

function readNamespace(config: Config, key: string): string | undefined {
  const text = config.getOptionalString('namespace');
  const namespace = text?.replace(/^\/+|\/+$/g, '');
  const problem = namespace && secretPathProblem(namespace);
  if (problem) throw new Error(`${key}.namespace is '${text}': ${problem}`);
  return namespace || undefined;
}

function readAddress(text: string, key: string): string {
  return readUrl(text, key, 'write them in auth');
}
