import { randomBytes } from 'node:crypto';
import { UpstreamError } from '@idp/upstream';
import type { EngineConfig } from '../config/readServer';
import type { VaultServer } from './VaultServer';

/** What a token can do that it should not. */
export interface SelfCheck {
  /** A path of the API that it can read values at; undefined where there is none. */
  readsAt?: string;
  /** The engine of that path; undefined where it is the whole of Vault. */
  engine?: EngineConfig;
  /** What could not be looked at, in words. */
  limited?: string;
}

const AT_ONCE = 500;
const READS = new Set(['read', 'root']);
/** Where each must be tried, this many folders. */
const MOST_TRIED = 20;
/** Whoever reads these reads everything. */
const WHOLE = ['sys/raw/', 'sys/storage/raft/snapshot'];

/**
 * Finds out whether a token can read values, by asking what it may do at paths of data: some that cannot exist, in the engine and
 * in each folder at its top, and with `all` at every secret that is known. No value is asked for.
 */
export async function selfCheck(
  server: VaultServer,
  known: ReadonlyArray<{ engine: EngineConfig; paths: readonly string[] }>,
  { all: every, signal }: { all: boolean; signal?: AbortSignal },
): Promise<SelfCheck> {
  const engineOf = new Map<string, EngineConfig | undefined>(
    WHOLE.map(path => [path, undefined]),
  );
  for (const { engine, paths } of known) {
    for (const path of [...probes(paths), ...(every ? paths : [])]) {
      engineOf.set(valueAt(engine, path), engine);
    }
  }
  const all = [...engineOf.keys()];
  for (let at = 0; at < all.length; at += AT_ONCE) {
    let answers;
    try {
      answers = await server.capabilities(all.slice(at, at + AT_ONCE), signal);
    } catch (error) {
      if (error instanceof UpstreamError && error.code === 'forbidden') {
        return tryOut(server, known, signal);
      }
      throw error;
    }
    for (const [path, capabilities] of answers) {
      if (capabilities.some(capability => READS.has(capability))) {
        return { readsAt: path, engine: engineOf.get(path) };
      }
    }
  }
  return {};
}

/** Where the values of a path are. */
function valueAt({ mount, kvVersion }: EngineConfig, path: string): string {
  return kvVersion === 2 ? `${mount}/data/${path}` : `${mount}/${path}`;
}

/** Paths that nobody has written, of the whole engine and below each folder at its top. */
function probes(paths: readonly string[]): string[] {
  const folders = new Set<string>();
  for (const path of paths) {
    const slash = path.indexOf('/');
    if (slash > 0) folders.add(path.slice(0, slash));
  }
  const name = `portal-self-check-${randomBytes(8).toString('hex')}`;
  return [
    name,
    '*',
    '+/+',
    ...[...folders].flatMap(folder => [`${folder}/${name}`, `${folder}/*`]),
  ];
}

/** Without `sys/capabilities-self`: a path that cannot exist is refused, or is not found. */
async function tryOut(
  server: VaultServer,
  known: ReadonlyArray<{ engine: EngineConfig; paths: readonly string[] }>,
  signal?: AbortSignal,
): Promise<SelfCheck> {
  for (const { engine, paths } of known) {
    const [name, , , ...below] = probes(paths);
    const folders = below.filter(item => !item.endsWith('*'));
    for (const path of [name, ...folders.slice(0, MOST_TRIED)]) {
      const at = valueAt(engine, path);
      if (await server.mayRead(at.split('/'), signal)) {
        return { readsAt: at, engine };
      }
    }
  }
  return {
    limited:
      'Its token may not ask sys/capabilities-self, so the portal has only tried whether it can read values at paths that do not exist: give it the policy default, too',
  };
}

/** The policy that a portal's token should have, and nothing else. */
export function policyFor({ mount, kvVersion }: EngineConfig): string {
  return kvVersion === 2
    ? `path "${mount}/metadata/*" { capabilities = ["list", "read"] }`
    : `path "${mount}/*" { capabilities = ["list"] }`;
}

/** Why a token is not used, without the path that gave it away. */
export function refusalOf(
  { engine }: SelfCheck,
  engines: readonly EngineConfig[],
): string {
  const policies = engines.map(policyFor).join(' ');
  return `The portal's token can read values${
    engine ? ` in ${engine.mount}` : ' of the whole Vault'
  }, so the portal does not use it. Give it a policy with nothing but: ${policies}`;
}
