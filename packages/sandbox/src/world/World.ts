import { mkdtemp, rm, mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Clock } from '../clock';
import { askedFor, type KubeObject, type Timing } from './cluster';
import {
  asTarget,
  historyOf,
  isWatched,
  renderFolders,
  type Application,
  type ApplicationDefinition,
  type Rendered,
} from './delivery';
import { Environment } from './Environment';
import { followMain, GitRepository, type CommitFiles } from './git';
import { isOfPlatform, platformFolders, readPlatform } from './platform';
import { RevisionRenderer } from './RevisionRenderer';
import { seedVault } from './vault';

/** Commits that histories are made of. */
const LOG = 300;

/**
 * What the sandbox plays: clusters that follow main of a Git repository. Stand-ins of APIs are views of it.
 *
 * @public
 */
export class World {
  readonly environments: ReadonlyMap<string, Environment>;
  readonly repository: GitRepository;
  private readonly folder: Promise<string>;
  private readonly revisions: Promise<RevisionRenderer>;
  private stop?: () => void;
  private commit?: string;
  /** By environment: what the last commit said. */
  private readonly defined = new Map<
    string,
    Map<string, ApplicationDefinition>
  >();
  private platform: ReadonlyMap<string, Rendered> = new Map();
  private problems = '';
  private readonly readers: Array<(checkout: string) => Promise<void>> = [];

  constructor(
    private readonly options: {
      /** The bare repository; it need not be there yet. */
      gitDir: string;
      environments: readonly string[];
      clock: Clock;
      timing?: Timing;
      log: (message: string) => void;
    },
  ) {
    const { gitDir, environments, clock, timing } = options;
    this.repository = new GitRepository(gitDir);
    this.environments = new Map(
      environments.map(name => [
        name,
        new Environment(name, { clock, timing }),
      ]),
    );
    this.folder = mkdtemp(path.join(tmpdir(), 'idp-sandbox-'));
    this.revisions = this.folder.then(
      folder => new RevisionRenderer(this.repository, folder),
    );
  }

  /** Calls `read` with a folder that holds the files of main, whenever main has moved. */
  onMain(read: (checkout: string) => Promise<void>): void {
    this.readers.push(read);
  }

  /** Follows main from now on. */
  start(): void {
    this.stop = followMain({
      repository: this.repository,
      clock: this.options.clock,
      onCommit: commit => this.take(commit),
      onError: error => {
        if (error.message !== this.problems) this.options.log(error.message);
        this.problems = error.message;
      },
    });
  }

  async close(): Promise<void> {
    this.stop?.();
    await rm(await this.folder, { recursive: true, force: true });
  }

  /** What an Application's folder gave at a revision, as it would be applied. */
  async manifests(
    revision: string,
    { metadata, spec }: Application,
  ): Promise<KubeObject[]> {
    const folder = spec.source?.path;
    if (!folder) return [];
    const { objects, error } = await (
      await this.revisions
    ).render(revision, folder);
    if (error) throw new Error(error);
    const { name } = metadata;
    const { namespace } = spec.destination;
    return objects.map(object => asTarget(object, { name, namespace }));
  }

  /** Makes Argo CD look at an Application anew; with `hard`, render it anew, too. */
  async refresh(
    environment: string,
    name: string,
    hard: boolean,
  ): Promise<Application | undefined> {
    const delivery = this.environments.get(environment)?.delivery;
    const definition = delivery?.get(name)?.definition;
    if (!delivery || !definition) return undefined;
    if (hard && definition.folder && this.commit) {
      const { folder } = definition;
      const rendered = await (await this.revisions).render(this.commit, folder);
      delivery.define(definition, { revision: this.commit, rendered });
    }
    return delivery.refresh(name);
  }

  /** Brings every environment to a commit of main. */
  async take(commit: string): Promise<void> {
    const { repository, commit: before } = this;
    const checkout = path.join(await this.folder, 'main');
    await mkdir(checkout, { recursive: true });
    await repository.checkOut(commit, checkout);
    const changed = before
      ? await repository.changedFiles(before, commit)
      : undefined;
    const log = before ? [] : await repository.log(commit, LOG);

    if (!changed || changed.some(isOfPlatform)) {
      const clusters = [...this.environments.keys()].flatMap(name =>
        Object.values(platformFolders(name)),
      );
      this.platform = await renderFolders(checkout, clusters);
    }
    const wanted = new Map<string, ApplicationDefinition[]>();
    for (const [name, environment] of this.environments) {
      const found = readPlatform({
        environment: name,
        checkout,
        rendered: this.platform,
      });
      found.problems.forEach(problem =>
        this.options.log(`${name}: ${problem}`),
      );
      found.projects.forEach(project => environment.cluster.apply(project));
      wanted.set(name, found.applications);
    }
    const folders = new Set<string>();
    for (const [name, definitions] of wanted) {
      for (const definition of definitions) {
        if (definition.folder && this.isNew(name, definition, changed))
          folders.add(definition.folder);
      }
    }
    const rendered = await renderFolders(checkout, [...folders]);
    if (!before) this.writeSecrets(rendered);
    for (const [name, definitions] of wanted) {
      this.define(name, definitions, {
        commit,
        rendered,
        log: before ? undefined : log,
      });
    }
    this.commit = commit;
    for (const read of this.readers) await read(checkout);
  }

  private isNew(
    environment: string,
    definition: ApplicationDefinition,
    changed: readonly string[] | undefined,
  ): boolean {
    const known = this.defined.get(environment)?.get(definition.metadata.name);
    return (
      !known ||
      !changed ||
      changed.some(file => isWatched(definition.watches, file))
    );
  }

  private define(
    name: string,
    definitions: readonly ApplicationDefinition[],
    now: {
      commit: string;
      rendered: ReadonlyMap<string, Rendered>;
      log?: CommitFiles[];
    },
  ) {
    const environment = this.environments.get(name)!;
    const { delivery } = environment;
    const names = new Set(definitions.map(({ metadata }) => metadata.name));
    for (const known of delivery.names()) {
      if (!names.has(known)) delivery.remove(known);
    }
    for (const definition of definitions) {
      const { namespace } = definition.spec.destination;
      // The platform's own components are taken to be there; tenants' namespaces come with their boundary.
      if (!definition.folder && namespace) environment.addNamespace(namespace);
      delivery.define(definition, {
        revision: now.commit,
        rendered: definition.folder
          ? now.rendered.get(definition.folder)
          : undefined,
        ...(now.log && {
          settled: { history: historyOf(definition, now.log) },
        }),
      });
    }
    this.defined.set(
      name,
      new Map(definitions.map(one => [one.metadata.name, one])),
    );
  }

  /** What was on main before the sandbox has its secrets; of what comes later somebody has to write them. */
  private writeSecrets(rendered: ReadonlyMap<string, Rendered>) {
    const wanted = new Map<string, Set<string>>();
    for (const { objects } of rendered.values()) {
      for (const object of objects) {
        if (object.kind !== 'ExternalSecret') continue;
        for (const [key, keys] of askedFor(object)) {
          wanted.set(key, new Set([...(wanted.get(key) ?? []), ...keys]));
        }
      }
    }
    [...this.environments.values()].forEach(({ vault }, turn) =>
      seedVault(vault, wanted, turn),
    );
  }
}
