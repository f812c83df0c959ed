import type { Alert } from '@idp/plugin-grafana-common';
import type { RuleRecord } from '../alerts/records';
import { applySilences, byAlertname, type Silenced } from '../alerts/silences';

/** Rules, each with those of its alerts that are meant. */
export type RuleAlerts = ReadonlyMap<RuleRecord, readonly Alert[]>;

/** What belongs to one owner. */
type Owned = Map<RuleRecord, Alert[]>;

/** All alert rules in memory, with their alerts, as they were read last. */
export class AlertInventory {
  readonly #rules = new Map<string, { text: string; rules: RuleRecord[] }>();
  readonly #silenced = new Map<string, { text: string; items: Silenced[] }>();
  readonly #listeners = new Set<() => void>();
  #byOwner = new Map<string, Owned>();
  #byLabel = new Map<string, Set<RuleRecord>>();
  #byGroup = new Map<string, RuleRecord[]>();
  #all: RuleRecord[] = [];
  #seen = '';
  #stale = false;
  #unowned = false;
  /** Changes with what is told of any rule. */
  generation = 0;

  constructor(
    private readonly options: {
      /** Full references of those whose an alert or rule is, the nearest first. */
      ownersOf(labels: Readonly<Record<string, string>>): readonly string[];
    },
  ) {}

  onChange(listener: () => void): void {
    this.#listeners.add(listener);
  }

  /** What one Grafana or Prometheus has now; `source` names it among all. */
  putRules(source: string, rules: RuleRecord[]): void {
    const text = JSON.stringify(rules);
    if (this.#rules.get(source)?.text === text) return;
    this.#rules.set(source, { text, rules });
    this.#stale = true;
  }

  /** What an Alertmanager keeps to itself of the alerts of `source`. */
  putSilenced(source: string, items: Silenced[]): void {
    const text = JSON.stringify(items);
    if ((this.#silenced.get(source)?.text ?? '[]') === text) return;
    this.#silenced.set(source, { text, items });
    this.#stale = true;
  }

  /** Puts together what was put in since. */
  rebuild(): void {
    if (!this.#stale) return;
    this.#stale = false;
    this.#byOwner = new Map();
    this.#byLabel = new Map();
    this.#byGroup = new Map();
    this.#all = [];
    this.#unowned = false;
    for (const [source, { rules }] of this.#rules) {
      const silenced = byAlertname(this.#silenced.get(source)?.items ?? []);
      for (const rule of rules) {
        this.#add({ ...rule, alerts: applySilences(rule.alerts, silenced) });
      }
    }
    this.generation += 1;
    const seen = digest(this.#all);
    if (seen === this.#seen) return;
    this.#seen = seen;
    for (const listener of this.#listeners) listener();
  }

  get all(): readonly RuleRecord[] {
    return this.#all;
  }

  /** There is a rule or an alert that nobody knows the owner of. */
  get hasUnowned(): boolean {
    return this.#unowned;
  }

  /** Of one owner, by full reference. */
  ofOwner(entityRef: string): RuleAlerts {
    return this.#byOwner.get(entityRef) ?? new Map();
  }

  owners(): Iterable<[string, RuleAlerts]> {
    return this.#byOwner;
  }

  ofGroup(group: string): readonly RuleRecord[] {
    return this.#byGroup.get(group) ?? [];
  }

  /** Rules that have a label, or an alert that has it. */
  withLabel(name: string, value: string): Iterable<RuleRecord> {
    return this.#byLabel.get(labelKey(name, value)) ?? [];
  }

  #add(rule: RuleRecord): void {
    this.#all.push(rule);
    const group = this.#byGroup.get(rule.group);
    if (group) group.push(rule);
    else this.#byGroup.set(rule.group, [rule]);
    const { ownersOf } = this.options;
    const owners = ownersOf(rule.labels);
    if (owners.length === 0) this.#unowned = true;
    for (const owner of owners) this.#ownedBy(owner, rule);
    this.#label(rule, rule.labels);
    for (const alert of rule.alerts) {
      for (const owner of ownersOf(alert.labels)) {
        this.#ownedBy(owner, rule).push(alert);
      }
      this.#label(rule, alert.labels);
    }
  }

  #ownedBy(owner: string, rule: RuleRecord): Alert[] {
    let owned = this.#byOwner.get(owner);
    if (!owned) this.#byOwner.set(owner, (owned = new Map()));
    let alerts = owned.get(rule);
    if (!alerts) owned.set(rule, (alerts = []));
    return alerts;
  }

  #label(rule: RuleRecord, labels: Readonly<Record<string, string>>): void {
    for (const [name, value] of Object.entries(labels)) {
      const key = labelKey(name, value);
      const known = this.#byLabel.get(key);
      if (known) known.add(rule);
      else this.#byLabel.set(key, new Set([rule]));
    }
  }
}

function labelKey(name: string, value: string): string {
  return `${name}\n${value}`;
}

/** All that an open page would show anew; values move with each evaluation and would have every page read all the time. */
function digest(rules: readonly RuleRecord[]): string {
  return JSON.stringify(
    rules.map(({ id, quiet, alerts }) => [
      id,
      quiet,
      alerts.map(({ state, since, labels }) => [state, since, labels]),
    ]),
  );
}
