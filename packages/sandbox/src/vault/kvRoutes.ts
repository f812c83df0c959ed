import type { KeyValueEngine, SecretEntry, SecretVersion } from '../world';
import { envelope, notFound, VaultError } from './answers';

/** What is asked of an engine. */
export interface KvRequest {
  operation: 'read' | 'list' | 'update' | 'patch' | 'delete';
  /** Below the mount: `metadata/tenant-demo/hello/api-token`. */
  path: string;
  body: any;
  query: Readonly<Record<string, unknown>>;
}

interface KvAnswer {
  status: number;
  body?: object;
}

const NOTHING: KvAnswer = { status: 204 };

const answer = (data: object) => envelope({ data, mountType: 'kv' });

const timesOf = ({ createdAt, deletedAt, destroyed }: SecretVersion) => ({
  created_time: createdAt.toISOString(),
  deletion_time: deletedAt?.toISOString() ?? '',
  destroyed,
});

/** A request to an engine of version 2, after policies have let it through. */
export function answerKv(kv: KeyValueEngine, request: KvRequest): KvAnswer {
  const [part, ...rest] = request.path.split('/');
  const path = rest.join('/');
  const { operation, body, query } = request;
  switch (`${part} ${operation}`) {
    case 'metadata list': {
      const keys = kv.list(path);
      if (!keys) throw notFound();
      return { status: 200, body: answer({ keys }) };
    }
    case 'metadata read':
      return { status: 200, body: answer(metadataOf(present(kv, path))) };
    case 'metadata update':
    case 'metadata patch':
      kv.describe(path, settingsOf(body));
      return NOTHING;
    case 'metadata delete':
      kv.remove(path);
      return NOTHING;
    case 'data read':
      return readData(kv, path, Number(query.version) || undefined);
    case 'data update':
      return { status: 200, body: answer(writeData(kv, path, body)) };
    case 'data delete':
      kv.delete(path);
      return NOTHING;
    case 'delete update':
      kv.delete(path, versionsOf(body));
      return NOTHING;
    case 'undelete update':
      kv.undelete(path, versionsOf(body));
      return NOTHING;
    case 'destroy update':
      kv.destroy(path, versionsOf(body));
      return NOTHING;
    case 'config read':
      return {
        status: 200,
        body: answer({
          cas_required: false,
          delete_version_after: '0s',
          max_versions: 0,
        }),
      };
    default:
      throw new VaultError(405, [
        '1 error occurred:\n\t* unsupported operation\n\n',
      ]);
  }
}

function present(kv: KeyValueEngine, path: string): SecretEntry {
  const entry = kv.get(path);
  if (!entry) throw notFound();
  return entry;
}

function metadataOf(entry: SecretEntry): object {
  return {
    cas_required: entry.casRequired,
    created_time: entry.createdAt.toISOString(),
    current_version: entry.currentVersion,
    custom_metadata: entry.customMetadata ?? null,
    delete_version_after: '0s',
    max_versions: entry.maxVersions,
    oldest_version: entry.oldestVersion,
    updated_time: entry.updatedAt.toISOString(),
    versions: Object.fromEntries(
      entry.versions.map(one => [String(one.version), timesOf(one)]),
    ),
  };
}

const versionMetadata = (entry: SecretEntry, version: SecretVersion) => ({
  ...timesOf(version),
  custom_metadata: entry.customMetadata ?? null,
  version: version.version,
});

function readData(
  kv: KeyValueEngine,
  path: string,
  wanted: number | undefined,
): KvAnswer {
  const entry = present(kv, path);
  const version = kv.version(path, wanted);
  if (!version) throw notFound();
  const isThere = !version.deletedAt && !version.destroyed;
  return {
    status: isThere ? 200 : 404,
    body: answer({
      data: isThere ? version.data ?? null : null,
      metadata: versionMetadata(entry, version),
    }),
  };
}

function writeData(kv: KeyValueEngine, path: string, body: any): object {
  const { data, options = {} } = body ?? {};
  if (typeof data !== 'object' || data === null || Array.isArray(data))
    throw new VaultError(400, ['no data provided']);
  const current = kv.get(path)?.currentVersion ?? 0;
  if (options.cas === undefined && kv.get(path)?.casRequired)
    throw new VaultError(400, [
      'check-and-set parameter required for this call',
    ]);
  if (options.cas !== undefined && Number(options.cas) !== current)
    throw new VaultError(400, [
      'check-and-set parameter did not match the current version',
    ]);
  const version = kv.write(path, data);
  return versionMetadata(present(kv, path), version);
}

function settingsOf(body: any) {
  const { custom_metadata, max_versions, cas_required } = body ?? {};
  return {
    ...(custom_metadata && { customMetadata: custom_metadata }),
    ...(max_versions !== undefined && { maxVersions: Number(max_versions) }),
    ...(cas_required !== undefined && { casRequired: Boolean(cas_required) }),
  };
}

function versionsOf(body: any): number[] {
  const versions = [body?.versions ?? []].flat().map(Number);
  if (versions.length === 0)
    throw new VaultError(400, ['No version number provided']);
  return versions;
}
