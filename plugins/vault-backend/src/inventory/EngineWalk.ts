import { secretPathProblem } from '@idp/plugin-vault-common';
import { UpstreamError } from '@idp/upstream';
import type { EngineConfig } from '../config/readServer';
import {
  isNoRoute,
  type Listing,
  type VaultServer,
} from '../vault/VaultServer';
import type { Changes } from './Changes';
import { isAboutOnePath, reasonFor } from './failures';
import { isFolder, type InventoryRow } from './InventoryRow';
import { KnownFolders } from './KnownFolders';
import type { SecretIndex } from './SecretIndex';

/** Asks at the pace of the server, again where that helps. */
export type Ask = <T>(call: () => Promise<T>) => Promise<T>;

export interface WalkOptions {
  server: VaultServer;
  engine: EngineConfig;
  index: SecretIndex;
  changes: Changes;
  ask: Ask;
  now: () => number;
  signal?: AbortSignal;
}

/** Looks into every folder of one engine, and notes what is new, what is gone and what is closed. */
export class EngineWalk {
  readonly #known: KnownFolders;
  #unreadable = 0;
  #wrongEngine?: string;
  /** Secrets that were not known before. */
  readonly found: string[] = [];

  constructor(private readonly options: WalkOptions) {
    this.#known = new KnownFolders(this.#rowsBelow(''));
  }

  /** What is wrong with the whole of it, in words. */
  problems(): string[] {
    const { mount } = this.options.engine;
    return [
      ...(this.#wrongEngine ? [this.#wrongEngine] : []),
      ...(this.#unreadable > 0
        ? [
            `${mount} holds ${
              this.#unreadable
            } names that no path needs (more than 32 parts, or other characters than letters, digits and . _ ~ @ + = : , -): the portal leaves them out, rename them`,
          ]
        : []),
    ];
  }

  /** Lists a folder. Answers which folders are in it, and of which secrets nothing is known yet. */
  async look(
    folder: string,
  ): Promise<{ folders: string[]; secrets: string[] }> {
    const { ask, engine, server, signal } = this.options;
    let listing;
    try {
      listing = await ask(() => server.list(engine, folder, signal));
    } catch (error) {
      const reason = this.#whyClosed(folder, error);
      if (reason === undefined) throw error;
      await this.#close(folder, reason);
      return { folders: [], secrets: [] };
    }
    if (!listing && folder === '') await this.#lookAtMount();
    await this.#open(folder);
    return this.#compare(folder, listing ?? { secrets: [], folders: [] });
  }

  #whyClosed(folder: string, error: unknown): string | undefined {
    const { mount } = this.options.engine;
    if (error instanceof UpstreamError && isNoRoute(error)) {
      const reason = `Vault has no engine at ${mount}: mount one, or take it out of vault.servers`;
      this.#wrongEngine = reason;
      return reason;
    }
    if (!isAboutOnePath(error)) return undefined;
    const reason = reasonFor(error, mount, 'list');
    if (folder !== '') return reason;
    // What fails for the whole engine, and is no refusal, is the server's.
    if (error.code !== 'forbidden') return undefined;
    this.#wrongEngine = `${mount}: ${reason}`;
    return reason;
  }

  async #compare(
    folder: string,
    listing: Listing,
  ): Promise<{ folders: string[]; secrets: string[] }> {
    const { changes, engine, now } = this.options;
    const before = this.#known.secretsIn(folder);
    const secrets = this.#readable(folder, listing.secrets);
    const folders = this.#readable(folder, listing.folders);

    const here = new Set(secrets);
    const gone = [...before.values()].filter(({ path }) => !here.has(path));
    const open = new Set(folders);
    for (const child of this.#known.foldersIn(folder)) {
      if (!open.has(child)) gone.push(...this.#rowsBelow(child));
    }
    if (gone.length > 0) await changes.gone(...gone);

    const isNew = (path: string) => !before.has(path);
    const unread = secrets.filter(
      path => before.get(path)?.readAt === undefined,
    );
    this.found.push(...secrets.filter(isNew));
    if (engine.kvVersion === 2) return { folders, secrets: unread };
    // Of version 1 a name is all there is.
    await changes.put(
      ...unread.map(
        (path): InventoryRow => ({
          ...this.#ref(path),
          state: 'present',
          readAt: now(),
        }),
      ),
    );
    return { folders, secrets: [] };
  }

  #readable(folder: string, names: string[]): string[] {
    const paths: string[] = [];
    for (const name of names) {
      const path = folder === '' ? name : `${folder}/${name}`;
      if (name.includes('/') || secretPathProblem(path)) this.#unreadable += 1;
      else paths.push(path);
    }
    return paths;
  }

  /** The folder is looked into again: that it was closed is over. */
  async #open(folder: string): Promise<void> {
    const ref = this.#ref(`${folder}/`);
    if (this.options.index.get(ref)) await this.options.changes.gone(ref);
  }

  /** What is below a closed folder stays known, and cannot be told of. */
  async #close(folder: string, reason: string): Promise<void> {
    const { changes, now } = this.options;
    const below = this.#rowsBelow(folder).filter(
      row => row.path !== `${folder}/` && row.reason !== reason,
    );
    await changes.put(
      {
        ...this.#ref(`${folder}/`),
        state: 'unknown',
        reason,
        readAt: now(),
      },
      ...below.map(
        (row): InventoryRow => ({
          ...row,
          state: 'unknown',
          reason,
          // Due as soon as it is open again.
          readAt: isFolder(row.path) ? row.readAt : undefined,
        }),
      ),
    );
  }

  /** An engine that answers that there is nothing may be of another kind. */
  async #lookAtMount(): Promise<void> {
    const { ask, engine, server, signal } = this.options;
    const { mount, kvVersion } = engine;
    const found = await ask(() => server.mounted(mount, signal));
    const version = Number(found?.version ?? 1);
    if (found?.type && found.type !== 'kv') {
      this.#wrongEngine = `${mount} is an engine of type ${found.type.slice(
        0,
        60,
      )}: name one of type kv`;
    } else if (found?.type && version !== kvVersion) {
      this.#wrongEngine = `${mount} is of version ${version}: write kvVersion: ${version}`;
    }
  }

  #rowsBelow(folder: string): InventoryRow[] {
    const { engine, index, server } = this.options;
    return index
      .atOrBelow({ server: server.name, mount: engine.mount, path: folder })
      .filter(({ path }) => path !== folder);
  }

  #ref(path: string) {
    const { engine, server } = this.options;
    return { server: server.name, mount: engine.mount, path };
  }
}
