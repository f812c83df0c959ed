import type { Entity } from '@backstage/catalog-model';
import type {
  LoggerService,
  SchedulerServiceTaskRunner,
} from '@backstage/backend-plugin-api';
import type {
  EntityProvider,
  EntityProviderConnection,
} from '@backstage/plugin-catalog-node';
import type { EventsService } from '@backstage/plugin-events-node';
import { changesEventTopic } from '@idp/plugin-changes-common';
import type { ForgeClient, ForgePathChange } from '@idp/plugin-changes-node';
import {
  effectOf,
  refsOf,
  SourceReader,
  type Source,
  type SourceResult,
  type Surroundings,
} from '../sources';
import type { Memory, Told } from '../memory';
import { Known, type KnownSource } from './Known';
import { Latest } from './Latest';
import { shapeOf } from './shapeOf';

const LOCATION_KEY = 'tenants-provider';

/**
 * Tells the catalog of the tenants, workloads and golden paths that main holds: of all of them once, and from then on of
 * what a merge changed, also after it has started again. A file that cannot be read leaves its entities as they were,
 * and they say what is wrong with it.
 */
export class TenantsEntityProvider implements EntityProvider {
  private readonly reader: SourceReader;
  private connection?: EntityProviderConnection;
  private told?: Told;
  /** Everything has to be told again, at the next look. */
  private isOld = false;
  private shape?: string;
  private lastFailure?: string;
  private readonly latest = new Latest(() => this.bringUpToDate());

  constructor(
    private readonly options: {
      forge: ForgeClient;
      logger: LoggerService;
      events: EventsService;
      /** Compares main's commit now and then, and so repairs missed events. */
      runner: SchedulerServiceTaskRunner;
      memory: Memory;
    },
  ) {
    this.reader = new SourceReader(options.forge);
  }

  getProviderName(): string {
    return 'tenants';
  }

  async connect(connection: EntityProviderConnection): Promise<void> {
    this.connection = connection;
    await this.options.events.subscribe({
      // The same id in every replica: one of them takes an event, the others see the new commit at their next compare.
      id: 'catalog-tenants',
      topics: [changesEventTopic],
      onEvent: async () => this.refresh(),
    });
    await this.options.runner.run({
      id: 'catalog-tenants',
      fn: async () => this.refresh(),
    });
  }

  /** Brings the catalog to main's present commit; calls at the same time are made one. A failure is logged and retried. */
  async refresh(): Promise<void> {
    const { logger } = this.options;
    try {
      await this.latest.run();
      if (this.lastFailure) logger.info('Main can be read again');
      this.lastFailure = undefined;
    } catch (error) {
      const { message } = error as Error;
      // A forge that is down for an hour says so once.
      if (message !== this.lastFailure) {
        logger.warn(
          `The catalog stays as it is, because main could not be read; it is tried again: ${message}`,
        );
      }
      this.lastFailure = message;
    }
  }

  private async bringUpToDate(): Promise<void> {
    const { forge } = this.options;
    const { commit } = await forge.getHead();
    await this.recall();
    const { told } = this;
    if (!told || this.isOld) return this.tellEverything(commit);
    if (commit === told.commit) return undefined;
    const changed = await forge.compareCommits({
      from: told.commit,
      to: commit,
    });
    return changed
      ? this.tellChanges(told, commit, changed)
      : this.tellEverything(commit);
  }

  /** At the first look only, and after the forge was asked: an address may have its default branch in it. */
  private async recall(): Promise<void> {
    if (this.shape !== undefined) return;
    const shape = await shapeOf(this.reader);
    const recalled = await this.options.memory.recall(shape);
    this.shape = shape;
    if (!recalled) return;
    const { isOld, ...told } = recalled;
    this.told = told;
    this.isOld = isOld;
  }

  private async tellEverything(commit: string): Promise<void> {
    const { logger, memory } = this.options;
    const started = Date.now();
    const { sources, domains, texts } = await this.reader.everything(commit);
    const known = new Known();
    const all: SourceResult[] = [];
    const surroundings: Surroundings = {
      domains,
      ownerOf: tenant =>
        known.ownerOf(tenant) ?? this.told?.known.ownerOf(tenant),
      goodAt: source => this.told?.known.get(source)?.goodAt,
    };
    for (const part of tenantsFirst(sources)) {
      const results = this.reader.results(commit, part, surroundings, texts);
      for await (const result of results) {
        this.complain(result);
        known.take(toKnown(result));
        all.push(result);
      }
    }
    const entities = byTenant(all).flatMap(result => result.entities);
    await this.connection?.applyMutation({
      type: 'full',
      entities: entities.map(deferred),
    });
    const next = { commit, known, domains };
    await memory.keepAll(next, this.shape!);
    this.told = next;
    this.isOld = false;
    logger.info(
      `The catalog was told of ${entities.length} entities on main at ${short(
        commit,
      )}, read in ${Date.now() - started} ms`,
    );
  }

  private async tellChanges(
    told: Told,
    commit: string,
    changed: ForgePathChange[],
  ): Promise<void> {
    const { logger, memory } = this.options;
    const started = Date.now();
    const { known } = told;
    const anywhere = changesEnvironments(changed);
    const domains = anywhere ? await this.reader.domains(commit) : told.domains;
    const [tenants, others] = tenantsFirst(sourcesOf(changed));
    const owners = new Map<string, string | undefined>();
    const surroundings: Surroundings = {
      domains,
      ownerOf: tenant =>
        owners.has(tenant) ? owners.get(tenant) : known.ownerOf(tenant),
      goodAt: source => known.get(source)?.goodAt,
    };
    const results: SourceResult[] = [];
    const read = async (sources: Source[]) => {
      const all = this.reader.results(commit, sources, surroundings);
      for await (const result of all) {
        this.complain(result);
        // Of a broken file that was in order nothing is known any more: its entities stay as they are.
        const { problem, goodAt, source } = result;
        if (problem && !goodAt && known.get(source)) continue;
        results.push(result);
      }
    };
    await read(tenants);
    const concerned = new Map(others.map(source => [source.path, source]));
    if (anywhere) {
      for (const source of known.allWorkloads()) {
        concerned.set(source.path, source);
      }
    }
    for (const { source, owner } of results) {
      if (source.kind !== 'tenant') continue;
      owners.set(source.tenant, owner);
      if (owner === known.ownerOf(source.tenant)) continue;
      for (const heir of known.workloadsOf(source.tenant)) {
        concerned.set(heir.path, heir);
      }
    }
    await read([...concerned.values()]);

    const added = results.flatMap(({ entities }) => entities);
    const gone = new Set(
      results.flatMap(({ source }) => known.get(source)?.refs ?? []),
    );
    for (const ref of refsOf(added)) gone.delete(ref);
    if (added.length > 0 || gone.size > 0) {
      await this.connection?.applyMutation({
        type: 'delta',
        added: added.map(deferred),
        removed: [...gone].map(entityRef => ({
          entityRef,
          locationKey: LOCATION_KEY,
        })),
      });
      logger.info(
        `The catalog was told of what main changed at ${short(commit)}: ${
          added.length
        } entities written, ${gone.size} removed, in ${
          Date.now() - started
        } ms`,
      );
    }
    const next = { commit, known, domains };
    const taken = results.map(toKnown);
    await memory.keepChanges(told.commit, next, taken);
    for (const source of taken) known.take(source);
    this.told = next;
  }

  private complain({ source, problem, goodAt }: SourceResult): void {
    if (!problem) return;
    const consequence =
      goodAt || this.told?.known.get(source)
        ? 'its entities stay as they were'
        : 'only what its path tells is in the catalog';
    this.options.logger.warn(
      `A file on main cannot be read, ${consequence}: ${problem}`,
    );
  }
}

function toKnown({
  source,
  entities,
  owner,
  goodAt,
}: SourceResult): KnownSource {
  return { source, refs: refsOf(entities), owner, goodAt };
}

function deferred(entity: Entity) {
  return { entity, locationKey: LOCATION_KEY };
}

function short(commit: string): string {
  return commit.slice(0, 8);
}

/** The domain of an environment is part of every workload. */
function changesEnvironments(changed: ForgePathChange[]): boolean {
  return changed.some(({ path }) => effectOf(path)?.kind === 'environment');
}

function sourcesOf(changed: ForgePathChange[]): Source[] {
  const found = new Map<string, Source>();
  for (const { path } of changed) {
    const effect = effectOf(path);
    if (effect?.kind === 'source') {
      found.set(effect.source.path, effect.source);
    }
  }
  return [...found.values()];
}

/**
 * Each tenant with its workloads right behind it. The catalog works in this order, and puts a System together anew whenever
 * a Component of it is new: so it does that once, and not again for each when all Systems are done.
 */
function byTenant(results: SourceResult[]): SourceResult[] {
  const groups = new Map<string, SourceResult[]>();
  for (const result of results) {
    const tenant = 'tenant' in result.source ? result.source.tenant : '';
    const group = groups.get(tenant);
    if (group) group.push(result);
    else groups.set(tenant, [result]);
  }
  return [...groups.values()].flat();
}

function tenantsFirst(sources: Source[]): [Source[], Source[]] {
  return [
    sources.filter(({ kind }) => kind === 'tenant'),
    sources.filter(({ kind }) => kind !== 'tenant'),
  ];
}
