import type { ApplicationList } from '@idp/plugin-argocd-common';
import type { Entry } from '../index/Entry';

/** Counts rows by what lists are filtered by. */
export class Counts {
  #total = 0;
  readonly #sync = new Map<string, number>();
  readonly #health = new Map<string, number>();
  readonly #instance = new Map<string, number>();
  readonly #project = new Map<string, number>();
  readonly #group = new Map<string, number>();

  add({ row }: Entry): void {
    this.#total += 1;
    count(this.#sync, row.sync);
    count(this.#health, row.health);
    count(this.#instance, row.ref.instance);
    count(this.#project, row.project);
    if (row.group) count(this.#group, row.group);
  }

  result(): ApplicationList['counts'] {
    return {
      total: this.#total,
      sync: Object.fromEntries(this.#sync),
      health: Object.fromEntries(this.#health),
      instance: Object.fromEntries(this.#instance),
      project: Object.fromEntries(this.#project),
      group: Object.fromEntries(this.#group),
    };
  }
}

function count(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}
