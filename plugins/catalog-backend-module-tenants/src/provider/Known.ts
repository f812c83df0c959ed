import type { Source } from '../sources';

/** What the catalog knows of one source. */
export interface KnownSource {
  source: Source;
  /** Of its entities; none where the file is gone. */
  refs: string[];
  /** Of a tenant. */
  owner?: string;
  /** The commit of main at which the file could be read last. */
  goodAt?: string;
}

/** What the catalog was told last, by source: enough to tell what has gone, and what else a change concerns. */
export class Known {
  private readonly sources = new Map<string, KnownSource>();
  private readonly owners = new Map<string, string>();
  private readonly workloads = new Map<string, Map<string, Source>>();

  all(): KnownSource[] {
    return [...this.sources.values()];
  }

  get(source: Source): KnownSource | undefined {
    return this.sources.get(source.path);
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

  take(known: KnownSource): void {
    const { source, refs, owner } = known;
    const isThere = refs.length > 0;
    if (isThere) this.sources.set(source.path, known);
    else this.sources.delete(source.path);
    if (source.kind === 'tenant') {
      if (isThere && owner) this.owners.set(source.tenant, owner);
      else this.owners.delete(source.tenant);
    }
    if (source.kind === 'workload') {
      const workloads = this.workloads.get(source.tenant) ?? new Map();
      if (isThere) workloads.set(source.path, source);
      else workloads.delete(source.path);
      if (workloads.size > 0) this.workloads.set(source.tenant, workloads);
      else this.workloads.delete(source.tenant);
    }
  }
}
