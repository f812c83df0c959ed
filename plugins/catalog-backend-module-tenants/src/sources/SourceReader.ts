import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import {
  ENVIRONMENTS,
  formatProblem,
  parseContractFile,
  paths,
  type EnvironmentName,
  type Release,
  type Tenant,
  type Workload,
} from '@idp/platform-contract';
import { ForgeError, type ForgeClient } from '@idp/plugin-changes-node';
import {
  catalogFileEntities,
  templateEntities,
  tenantEntity,
  withProblem,
  workloadEntity,
  type Releases,
} from '../entities';
import { ownerIn } from './ownerIn';
import { effectOf, filesOf, type Source } from './sources';

/** Files that are asked for at once: bounds what is in memory. */
const BATCH = 500;

/** What a source gives at a commit. */
export interface SourceResult {
  source: Source;
  /** Empty when the file is not there. */
  entities: Entity[];
  /**
   * What is wrong with the file. `entities` are made of what it was before, where that is known, else of its path and of
   * what can be read of it, if that is possible.
   */
  problem?: string;
  /** Of a tenant. */
  owner?: string;
  /** The commit of main at which the file could be read last, where that is known. */
  goodAt?: string;
}

/** What an entity takes from elsewhere. */
export interface Surroundings {
  ownerOf: (tenant: string) => string | undefined;
  domains: Partial<Record<EnvironmentName, string>>;
  /** The commit of main at which a file that is broken now could be read last. */
  goodAt: (source: Source) => string | undefined;
}

/** Texts by path. */
type Texts = Pick<Map<string, string>, 'get'>;

/** Reads the sources of entities at a commit, through the forge. */
export class SourceReader {
  constructor(private readonly forge: ForgeClient) {}

  /** All sources that there are, the domains, and the texts of their files. */
  async everything(commit: string): Promise<{
    sources: Source[];
    domains: Surroundings['domains'];
    texts: Texts;
  }> {
    const files = await this.forge.readSnapshot({
      commit,
      isWanted: path => effectOf(path) !== undefined,
    });
    const texts = {
      get: (path: string) => files.get(path)?.content.toString(),
    };
    const sources = new Map<string, Source>();
    for (const path of files.keys()) {
      const effect = effectOf(path);
      if (effect?.kind === 'source') {
        sources.set(effect.source.path, effect.source);
      }
    }
    return {
      sources: [...sources.values()],
      domains: domainsIn(texts),
      texts,
    };
  }

  /** The domain of each environment; one that cannot be read is absent. */
  async domains(commit: string): Promise<Surroundings['domains']> {
    return domainsIn(
      await this.read(commit, ENVIRONMENTS.map(paths.environment)),
    );
  }

  /** What sources give, in batches; workloads need the owners of their tenants, so read those first. */
  async *results(
    commit: string,
    sources: Source[],
    surroundings: Surroundings,
    texts?: Texts,
  ): AsyncGenerator<SourceResult> {
    for (let start = 0; start < sources.length; start += BATCH) {
      const batch = sources.slice(start, start + BATCH);
      const found = texts ?? (await this.read(commit, batch.flatMap(filesOf)));
      for (const source of batch) {
        const result = await this.resultOf(source, found, surroundings);
        if (!result.problem) yield { ...result, goodAt: commit };
        else yield await this.mended(result, found, surroundings);
      }
    }
  }

  /** What a source with these texts gives. */
  async resultOf(
    source: Source,
    texts: Texts,
    surroundings: Pick<Surroundings, 'ownerOf' | 'domains'>,
  ): Promise<SourceResult> {
    const text = texts.get(source.path);
    if (text === undefined) return { source, entities: [] };
    const origin = {
      url: this.forge.fileUrl(source.path),
      browsable: this.forge.webUrl !== undefined,
    };
    switch (source.kind) {
      case 'tenant': {
        const { value, problem } = parseOne<Tenant>(source.path, text);
        const owner = value?.spec.owner ?? ownerIn(source.path, text);
        const entity = tenantEntity({
          name: source.tenant,
          origin,
          tenant: value,
          owner,
          problem,
        });
        return { source, entities: [entity], problem, owner };
      }
      case 'workload': {
        const { value, problem } = parseOne<Workload>(source.path, text);
        const entity = workloadEntity({
          tenant: source.tenant,
          name: source.workload,
          origin,
          workload: value,
          tenantOwner: surroundings.ownerOf(source.tenant),
          releases: releasesOf(source, texts),
          domains: surroundings.domains,
          problem,
        });
        return { source, entities: [entity], problem };
      }
      default:
        try {
          const entities =
            source.kind === 'template'
              ? await templateEntities(source.path, text, origin)
              : await catalogFileEntities(source.path, text, origin);
          return { source, entities };
        } catch (error) {
          return { source, entities: [], problem: (error as Error).message };
        }
    }
  }

  /**
   * A source whose file is broken, as it was when main held it in order. Only a commit that was main's tip counts: the
   * history of a file also has what somebody wrote on a branch on the way, which nobody has reviewed as such.
   */
  private async mended(
    broken: SourceResult,
    texts: Texts,
    surroundings: Surroundings,
  ): Promise<SourceResult> {
    const { source, problem } = broken;
    const goodAt = surroundings.goodAt(source);
    if (!goodAt) return broken;
    const before = await this.readIfThere(goodAt, source.path);
    if (before === undefined) return broken;
    const result = await this.resultOf(
      source,
      { get: path => (path === source.path ? before : texts.get(path)) },
      surroundings,
    );
    if (result.problem) return broken;
    const entities = result.entities.map(entity =>
      withProblem(entity, problem!),
    );
    return { ...result, entities, problem, goodAt };
  }

  /** Undefined where the commit is gone, too, as after a forced push. */
  private async readIfThere(
    commit: string,
    path: string,
  ): Promise<string | undefined> {
    try {
      return (await this.read(commit, [path])).get(path);
    } catch (error) {
      if (error instanceof ForgeError && error.code === 'not-found') {
        return undefined;
      }
      throw error;
    }
  }

  private async read(
    commit: string,
    files: string[],
  ): Promise<Map<string, string>> {
    const contents = await this.forge.readFiles({ commit, paths: files });
    return new Map(
      [...contents].map(([path, { content }]) => [path, content.toString()]),
    );
  }
}

/** Sorted full references, as the catalog keeps them. */
export function refsOf(entities: Entity[]): string[] {
  return entities.map(entity => stringifyEntityRef(entity)).sort();
}

function releasesOf(
  { tenant, workload }: Extract<Source, { kind: 'workload' }>,
  texts: Texts,
): Releases {
  const releases: Releases = {};
  for (const environment of ENVIRONMENTS) {
    const path = paths.release(tenant, workload, environment);
    const parsed = parse(path, texts.get(path));
    if (parsed) {
      releases[environment] = (parsed.value as Release | undefined) ?? null;
    }
  }
  return releases;
}

function domainsIn(texts: Texts): Surroundings['domains'] {
  const domains: Surroundings['domains'] = {};
  for (const environment of ENVIRONMENTS) {
    const path = paths.environment(environment);
    const parsed = parse(path, texts.get(path));
    if (parsed?.value?.kind === 'Environment') {
      domains[environment] = parsed.value.spec.domain;
    }
  }
  return domains;
}

function parse(path: string, text: string | undefined) {
  return text === undefined ? undefined : parseContractFile(path, text);
}

function parseOne<T extends Tenant | Workload>(path: string, text: string) {
  const { value, problems } = parseContractFile<T>(path, text);
  const [first] = problems;
  return { value, problem: first && formatProblem(first) };
}
