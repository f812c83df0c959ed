import {
  nameProblem,
  paths,
  tenantEntityRef,
  workloadEntityRef,
} from '@idp/platform-contract';
import type { Change, NameAvailability } from '@idp/plugin-changes-common';
import type { ForgeClient } from '@idp/plugin-changes-node';
import type { ChangesMirror } from '../mirror/ChangesMirror';

const KEPT = 1000;

/** The name of a tenant, of a workload in a tenant, or of a secret of a workload. */
export interface NameQuery {
  tenant: string;
  workload?: string;
  secret?: string;
}

/** Says whether a name is well formed and free, on the base branch and among the open changes. */
export class NameLookup {
  private readonly onMain = new Map<string, Promise<boolean>>();

  constructor(
    private readonly forge: ForgeClient,
    private readonly mirror: ChangesMirror,
  ) {}

  async find(
    query: NameQuery,
    { showChanges }: { showChanges: boolean },
  ): Promise<NameAvailability> {
    const problem = problemOf(query);
    if (problem) return { available: false, problem };
    if (await this.isOnMain(query)) {
      return { available: false, takenBy: { kind: 'main' } };
    }
    const change = (await this.mirror.open()).find(open => takes(open, query));
    if (!change) return { available: true };
    const { id, title, author } = change;
    return {
      available: false,
      takenBy: showChanges
        ? { kind: 'change', id, title, author }
        : { kind: 'change' },
    };
  }

  private async isOnMain(query: NameQuery): Promise<boolean> {
    const { commit } = await this.mirror.head();
    const { tenant, workload, secret } = query;
    const key = [commit, tenant, workload, secret].join('\0');
    let answer = this.onMain.get(key);
    if (!answer) {
      answer = this.readMain(commit, query);
      this.onMain.set(key, answer);
      answer.catch(() => this.onMain.delete(key));
      if (this.onMain.size > KEPT) {
        this.onMain.delete(this.onMain.keys().next().value!);
      }
    }
    return answer;
  }

  private async readMain(commit: string, query: NameQuery): Promise<boolean> {
    const { tenant, workload, secret } = query;
    if (workload && secret) {
      const path = paths.externalSecret(tenant, workload, secret);
      return (await this.forge.readFiles({ commit, paths: [path] })).has(path);
    }
    const folder = workload
      ? paths.workload(tenant, workload)
      : paths.tenant(tenant);
    return (await this.forge.listFiles({ commit, folder })).length > 0;
  }
}

function problemOf({ tenant, workload, secret }: NameQuery) {
  // A name is asked for while one types it: the last one given is the one in question.
  if (secret !== undefined) return nameProblem('secret', secret);
  if (workload !== undefined) return nameProblem('workload', workload);
  return nameProblem('tenant', tenant);
}

function takes(change: Change, query: NameQuery): boolean {
  const { tenant, workload, secret } = query;
  if (secret && workload) {
    return change.key.endsWith(`/${tenant}--${workload}--${secret}`);
  }
  return change.entityRefs.includes(
    workload ? workloadEntityRef(tenant, workload) : tenantEntityRef(tenant),
  );
}
