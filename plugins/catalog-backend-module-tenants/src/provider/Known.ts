import { refsOf, type Source, type SourceResult } from '../sources';

/** What the catalog was told last, by source: enough to tell what has gone, and what else a change concerns. */
export class Known {
  private readonly refs = new Map<string, string[]>();
  private readonly owners = new Map<string, string>();
  private readonly workloads = new Map<string, Map<string, Source>>();

  /** The entities of a source; undefined when it had none. */
  refsOf(source: Source): string[] | undefined {
    return this.refs.get(source.path);
  }

  ownerOf(tenant: string): string | undefined {
    return this.owners.get(tenant);
  }

  workloadsOf(tenant: string): Source[] {
    return [...(this.workloads.get(tenant)?.values() ?? [])];
  }

  allWorkloads(): Source[] {
    return [...this.workloads.keys()].flatMap(tenant =>
      this.workloadsOf(tenant),
    );
  }

  take({ source, entities, owner }: SourceResult): void {
    if (entities.length > 0) this.refs.set(source.path, refsOf(entities));
    else this.refs.delete(source.path);
    if (source.kind === 'tenant') {
      if (owner) this.owners.set(source.tenant, owner);
      else this.owners.delete(source.tenant);
    }
    if (source.kind === 'workload') {
      const workloads = this.workloads.get(source.tenant) ?? new Map();
      if (entities.length > 0) workloads.set(source.path, source);
      else workloads.delete(source.path);
      if (workloads.size > 0) this.workloads.set(source.tenant, workloads);
      else this.workloads.delete(source.tenant);
    }
  }
}
