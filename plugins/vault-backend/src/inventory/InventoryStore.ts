import {
  resolvePackagePath,
  type DatabaseService,
} from '@backstage/backend-plugin-api';
import type { SecretState } from '@idp/plugin-vault-common';
import type {
  InventoryChange,
  InventoryRow,
  ServerState,
} from './InventoryRow';

type Client = Awaited<ReturnType<DatabaseService['getClient']>>;

interface ServerRow {
  server: string;
  seq: number | string;
  state: ServerState['state'];
  since: number | string;
  reason: string | null;
  problems: string;
  listed_at: number | string | null;
}

interface SecretRow {
  server: string;
  mount: string;
  path: string;
  seq: number | string;
  state: SecretState | 'gone';
  reason: string | null;
  current: number | null;
  oldest: number | null;
  created_at: string | null;
  changed_at: string | null;
  deleted_at: string | null;
  owner: string | null;
  rotation_class: string | null;
  read_at: number | string | null;
}

const SERVERS = 'vault_servers';
const SECRETS = 'vault_secrets';
const ROWS_AT_ONCE = 100;
/** What is gone is told of for so long. Whoever has not asked since begins anew. */
export const GONE_KEPT_MS = 24 * 60 * 60 * 1000;

/** Rows after a point of one server's history. */
export interface InventoryNews {
  put: InventoryRow[];
  gone: Array<{ server: string; mount: string; path: string }>;
}

/** The inventories of all Vaults in the plugin's database. Each change of a server has a number that grows. */
export class InventoryStore {
  private constructor(
    private readonly client: Client,
    private readonly now: () => number,
  ) {}

  static async create(
    database: DatabaseService,
    now: () => number = Date.now,
  ): Promise<InventoryStore> {
    const client = await database.getClient();
    if (!database.migrations?.skip) {
      await client.migrate.latest({
        directory: resolvePackagePath(
          '@idp/plugin-vault-backend',
          'migrations',
        ),
      });
    }
    return new InventoryStore(client, now);
  }

  /** The servers, each with the number of its last change. */
  async servers(): Promise<Array<ServerState & { seq: number }>> {
    const rows = await this.client<ServerRow>(SERVERS).select();
    return rows.map(row => ({
      server: row.server,
      seq: Number(row.seq),
      state: row.state,
      since: Number(row.since),
      reason: row.reason ?? undefined,
      problems: JSON.parse(row.problems),
      listedAt: row.listed_at === null ? undefined : Number(row.listed_at),
    }));
  }

  /** What has changed after that number; all when it is 0. */
  async since(server: string, seq: number): Promise<InventoryNews> {
    const rows = await this.client<SecretRow>(SECRETS)
      .where({ server })
      .andWhere('seq', '>', seq)
      .select();
    const news: InventoryNews = { put: [], gone: [] };
    for (const row of rows) {
      if (row.state !== 'gone') news.put.push(fromRow(row));
      else if (seq > 0) news.gone.push(row);
    }
    return news;
  }

  /** Writes what has changed of a server. */
  async write(server: string, { put, gone }: InventoryChange): Promise<void> {
    if (put.length === 0 && gone.length === 0) return;
    await this.client.transaction(async tx => {
      const seq = await nextSeq(tx, server, this.now());
      const rows = [
        ...put.map(row => toRow(row, seq)),
        ...gone.map(ref => ({
          ...toRow({ ...ref, state: 'missing', readAt: this.now() }, seq),
          state: 'gone' as const,
        })),
      ];
      for (let at = 0; at < rows.length; at += ROWS_AT_ONCE) {
        await tx<SecretRow>(SECRETS)
          .insert(rows.slice(at, at + ROWS_AT_ONCE))
          .onConflict(['server', 'mount', 'path'])
          .merge();
      }
      await tx<SecretRow>(SECRETS)
        .where({ server, state: 'gone' })
        .andWhere('read_at', '<', this.now() - GONE_KEPT_MS)
        .delete();
    });
  }

  /** Writes how fresh the news of a server is. */
  async keepState({
    server,
    state,
    since,
    reason,
    problems,
    listedAt,
  }: ServerState): Promise<void> {
    await this.client.transaction(async tx => {
      await nextSeq(tx, server, this.now());
      await tx<ServerRow>(SERVERS)
        .where({ server })
        .update({
          state,
          since,
          reason: reason ?? null,
          problems: JSON.stringify(problems),
          listed_at: listedAt ?? null,
        });
    });
  }

  /** Forgets Vaults that are not in the configuration any more. */
  async keepOnly(servers: readonly string[]): Promise<void> {
    for (const table of [SECRETS, SERVERS]) {
      await this.client(table).whereNotIn('server', servers).delete();
    }
  }
}

/** The row of the server is locked until the transaction ends, so numbers are seen in their order. */
async function nextSeq(
  tx: Parameters<Parameters<Client['transaction']>[0]>[0],
  server: string,
  now: number,
): Promise<number> {
  await tx<ServerRow>(SERVERS)
    .insert({
      server,
      seq: 0,
      state: 'unknown',
      since: now,
      reason: null,
      problems: '[]',
      listed_at: null,
    })
    .onConflict('server')
    .ignore();
  await tx<ServerRow>(SERVERS).where({ server }).increment('seq', 1);
  const row = await tx<ServerRow>(SERVERS).where({ server }).first();
  return Number(row!.seq);
}

function toRow(row: InventoryRow, seq: number): SecretRow {
  return {
    server: row.server,
    mount: row.mount,
    path: row.path,
    seq,
    state: row.state,
    reason: row.reason ?? null,
    current: row.current ?? null,
    oldest: row.oldest ?? null,
    created_at: row.createdAt ?? null,
    changed_at: row.changedAt ?? null,
    deleted_at: row.deletedAt ?? null,
    owner: row.owner ?? null,
    rotation_class: row.rotationClass ?? null,
    read_at: row.readAt ?? null,
  };
}

function fromRow(row: SecretRow): InventoryRow {
  return {
    server: row.server,
    mount: row.mount,
    path: row.path,
    state: row.state as SecretState,
    reason: row.reason ?? undefined,
    current: row.current ?? undefined,
    oldest: row.oldest ?? undefined,
    createdAt: row.created_at ?? undefined,
    changedAt: row.changed_at ?? undefined,
    deletedAt: row.deleted_at ?? undefined,
    owner: row.owner ?? undefined,
    rotationClass: row.rotation_class ?? undefined,
    readAt: row.read_at === null ? undefined : Number(row.read_at),
  };
}
