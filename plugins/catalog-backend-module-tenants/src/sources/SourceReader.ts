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
import type { ForgeClient } from '@idp/plugin-changes-node';
import {
  catalogFileEntities,
  templateEntities,
  tenantEntity,
  workloadEntity,
  type Releases,
} from '../entities';
import { effectOf, filesOf, PLATFORM_FILE, type Source } from './sources';

/** Files that are asked for at once: bounds what is in memory. */
const BATCH = 500;

/** What a source gives at a commit. */
export interface SourceResult {
  source: Source;
  /** Empty when the file is not there. */
  entities: Entity[];
  /** What is wrong with the file: `entities` are made of its path alone, if that is possible. */
  problem?: string;
  /** Of a tenant that can be read. */
  owner?: string;
}

/** What a workload's entity takes from other files. */
export interface Surroundings {
  ownerOf: (tenant: string) => string | undefined;
  domains: Partial<Record<EnvironmentName, string>>;
}

/** Reads the sources of entities at a commit, through the forge. */
export class SourceReader {
  constructor(private readonly forge: ForgeClient) {}

  /** All sources that there are. */
  async list(commit: string): Promise<Source[]> {
    const found = new Map<string, Source>();
    const folders = [paths.tenants, paths.templates];
    for (const folder of folders) {
      for (const { path } of await this.forge.listFiles({ commit, folder })) {
        const effect = effectOf(path);
        if (effect?.kind === 'source') {
          found.set(effect.source.path, effect.source);
        }
      }
    }
    found.set(PLATFORM_FILE, { kind: 'platform', path: PLATFORM_FILE });
    return [...found.values()];
  }

  /** The domain of each environment; one that cannot be read is absent. */
  async domains(commit: string): Promise<Surroundings['domains']> {
    const texts = await this.read(commit, ENVIRONMENTS.map(paths.environment));
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

  /** What sources give, in batches; workloads need the owners of their tenants, so read those first. */
  async *results(
    commit: string,
    sources: Source[],
    surroundings: Surroundings,
  ): AsyncGenerator<SourceResult> {
    for (let start = 0; start < sources.length; start += BATCH) {
      const batch = sources.slice(start, start + BATCH);
      const texts = await this.read(commit, batch.flatMap(filesOf));
      for (const source of batch) {
        yield await this.resultOf(source, texts, surroundings);
      }
    }
  }

  private async resultOf(
    source: Source,
    texts: Map<string, string>,
    surroundings: Surroundings,
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
        const entity = tenantEntity({
          name: source.tenant,
          origin,
          tenant: value,
          problem,
        });
        return {
          source,
          entities: [entity],
          problem,
          owner: value?.spec.owner,
        };
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
  texts: Map<string, string>,
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

function parse(path: string, text: string | undefined) {
  return text === undefined ? undefined : parseContractFile(path, text);
}

function parseOne<T extends Tenant | Workload>(path: string, text: string) {
  const { value, problems } = parseContractFile<T>(path, text);
  const [first] = problems;
  return { value, problem: first && formatProblem(first) };
}
