import {
  resolvePackagePath,
  type DatabaseService,
} from '@backstage/backend-plugin-api';
import { Known, type KnownSource } from '../provider/Known';
import { effectOf } from '../sources';
import type { Memory, Told } from './Memory';

type Client = Awaited<ReturnType<DatabaseService['getClient']>>;

interface ToldRow {
  id: number;
  commit: string;
  shape: string;
  filled_at: number | string;
  domains: string;
}

interface SourceRow {
  path: string;
  refs: string;
  owner: string | null;
  good_at: string | null;
}

const TOLD = 'tenants_told';
const SOURCES = 'tenants_sources';
const ROWS_AT_ONCE = 200;
/** After this everything is told again at the next start, which mends what others have done to the catalog. */
const LARGEST_AGE_MS = 24 * 60 * 60 * 1000;

/** Remembers in the catalog's own database, so that both are lost, or brought back, together. */
export class DatabaseMemory implements Memory {
  private constructor(
    private readonly client: Client,
    private readonly now: () => number,
  ) {}

  static async create(
    database: DatabaseService,
    now: () => number = Date.now,
  ): Promise<DatabaseMemory> {
    const client = await database.getClient();
    if (!database.migrations?.skip) {
      await client.migrate.latest({
        directory: resolvePackagePath(
          '@idp/plugin-catalog-backend-module-tenants',
          'migrations',
        ),
        tableName: 'tenants_migrations',
      });
    }
    return new DatabaseMemory(client, now);
  }

  async recall(
    shape: string,
  ): Promise<(Told & { isOld: boolean }) | undefined> {
    const row = await this.client<ToldRow>(TOLD).first();
    if (!row) return undefined;
    const known = new Known();
    const sources = await this.client<SourceRow>(SOURCES).select();
    for (const { path, refs, owner, good_at: goodAt } of sources) {
      const effect = effectOf(path);
      if (effect?.kind !== 'source') continue;
      known.take({
        source: effect.source,
        refs: JSON.parse(refs),
        owner: owner ?? undefined,
        goodAt: goodAt ?? undefined,
      });
    }
    const age = this.now() - Number(row.filled_at);
    return {
      commit: row.commit,
      known,
      domains: JSON.parse(row.domains),
      isOld: row.shape !== shape || age > LARGEST_AGE_MS,
    };
  }

  async keepAll(
    { commit, domains, known }: Told,
    shape: string,
  ): Promise<void> {
    await this.client.transaction(async tx => {
      await tx(TOLD).delete();
      await tx(SOURCES).delete();
      await tx.batchInsert(SOURCES, known.all().map(toRow), ROWS_AT_ONCE);
      await tx<ToldRow>(TOLD).insert({
        id: 1,
        commit,
        shape,
        filled_at: this.now(),
        domains: JSON.stringify(domains),
      });
    });
  }

  /** Does nothing where another replica has been here: what that has kept is as good. */
  async keepChanges(
    from: string,
    { commit, domains }: Told,
    changed: KnownSource[],
  ): Promise<void> {
    await this.client.transaction(async tx => {
      const moved = await tx<ToldRow>(TOLD)
        .where({ commit: from })
        .update({ commit, domains: JSON.stringify(domains) });
      if (moved === 0) return;
      for (let start = 0; start < changed.length; start += ROWS_AT_ONCE) {
        const part = changed.slice(start, start + ROWS_AT_ONCE);
        await tx(SOURCES)
          .whereIn(
            'path',
            part.map(({ source }) => source.path),
          )
          .delete();
        const rows = part.filter(({ refs }) => refs.length > 0).map(toRow);
        if (rows.length > 0) await tx(SOURCES).insert(rows);
      }
    });
  }
}

function toRow({ source, refs, owner, goodAt }: KnownSource): SourceRow {
  return {
    path: source.path,
    refs: JSON.stringify(refs),
    owner: owner ?? null,
    good_at: goodAt ?? null,
  };
}
