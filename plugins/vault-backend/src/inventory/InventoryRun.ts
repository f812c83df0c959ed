import type { UpstreamError } from '@idp/upstream';
import type { EngineConfig } from '../config/readServer';
import type { VaultServer } from '../vault/VaultServer';
import type { Changes } from './Changes';
import { EngineWalk, type Ask } from './EngineWalk';
import { isAboutOnePath, reasonFor } from './failures';
import { isFolder, type InventoryRow } from './InventoryRow';
import type { SecretIndex } from './SecretIndex';
import { workThrough } from './workThrough';

type Job =
  | { kind: 'list'; walk: EngineWalk; engine: EngineConfig; folder: string }
  | { kind: 'read'; engine: EngineConfig; path: string };

/** So many failures that are about one path each are about the server after all. */
const MOST_FAILURES = 50;

/** Looks once at all engines of one Vault: lists every folder, reads what is new at once, then what was read longest ago. */
export class InventoryRun {
  #failures = 0;

  constructor(
    private readonly options: {
      server: VaultServer;
      index: SecretIndex;
      changes: Changes;
      ask: Ask;
      concurrency: number;
      /** What is known is read again when it is older. */
      metadataAgeMs: number;
      /** For so long old metadata is read, and at least for as long as listing took. */
      periodMs: number;
      /** Told of secrets that were not known before. */
      onFound: (engine: EngineConfig, paths: string[]) => Promise<void>;
      now: () => number;
      signal?: AbortSignal;
    },
  ) {}

  /** Answers what is wrong with parts of it, in words. */
  async run(): Promise<string[]> {
    const { changes, now, onFound, periodMs, server } = this.options;
    const start = now();
    const walks = server.config.engines.map(engine => ({
      engine,
      walk: new EngineWalk({ ...this.options, engine }),
    }));
    try {
      await this.#forgetOtherEngines();
      await this.#work(
        walks.map(({ engine, walk }) => ({
          kind: 'list',
          engine,
          walk,
          folder: '',
        })),
      );
      for (const { engine, walk } of walks) {
        if (walk.found.length > 0) await onFound(engine, walk.found);
      }
      await changes.flush();
      const until = start + Math.max(periodMs, 2 * (now() - start));
      await this.#work(this.#due(), until);
    } finally {
      await changes.flush();
    }
    return walks.flatMap(({ walk }) => walk.problems());
  }

  async #work(jobs: Job[], until = Infinity): Promise<void> {
    const { concurrency, now } = this.options;
    await workThrough(jobs, concurrency, async (job, add) => {
      if (job.kind === 'read') {
        if (now() < until) await this.#read(job.engine, job.path);
        return;
      }
      const { engine, walk } = job;
      const { folders, secrets } = await walk.look(job.folder);
      for (const path of secrets) add({ kind: 'read', engine, path });
      for (const folder of folders) {
        add({ kind: 'list', engine, walk, folder });
      }
    });
  }

  async #read(engine: EngineConfig, path: string): Promise<void> {
    const { ask, changes, index, now, server, signal } = this.options;
    const ref = { server: server.name, mount: engine.mount, path };
    try {
      const facts = await ask(() => server.metadata(engine, path, signal));
      if (facts) await changes.put({ ...ref, ...facts, readAt: now() });
      else await changes.gone(ref);
    } catch (error) {
      if (!isAboutOnePath(error) || this.#tooMany(error)) throw error;
      await changes.put({
        ...index.get(ref),
        ...ref,
        state: 'unknown',
        reason: reasonFor(error, engine.mount, 'read'),
        readAt: now(),
      });
    }
  }

  /** A policy may keep any number of paths from the portal; answers that are broken are another matter. */
  #tooMany({ code }: UpstreamError): boolean {
    if (code !== 'forbidden') this.#failures += 1;
    return this.#failures > MOST_FAILURES;
  }

  #due(): Job[] {
    const { index, metadataAgeMs, now, server } = this.options;
    const before = now() - metadataAgeMs;
    const engines = new Map(
      server.config.engines
        .filter(({ kvVersion }) => kvVersion === 2)
        .map(engine => [engine.mount, engine]),
    );
    const due: InventoryRow[] = [];
    for (const row of index.ofServer(server.name)) {
      if (
        !isFolder(row.path) &&
        engines.has(row.mount) &&
        // Without a time it is below a closed folder, or about to be read.
        row.readAt !== undefined &&
        row.readAt <= before
      ) {
        due.push(row);
      }
    }
    return due
      .sort((a, b) => a.readAt! - b.readAt!)
      .map(({ mount, path }) => ({
        kind: 'read',
        engine: engines.get(mount)!,
        path,
      }));
  }

  async #forgetOtherEngines(): Promise<void> {
    const { changes, index, server } = this.options;
    const mounts = new Set(server.config.engines.map(({ mount }) => mount));
    const others = [...index.ofServer(server.name)].filter(
      ({ mount }) => !mounts.has(mount),
    );
    if (others.length > 0) await changes.gone(...others);
  }
}
