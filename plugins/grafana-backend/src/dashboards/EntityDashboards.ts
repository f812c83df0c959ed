import type {
  Dashboard,
  DashboardBecause,
  EntityDashboards,
  GrafanaClaim,
} from '@idp/plugin-grafana-common';
import type { EntityScope } from '@idp/plugin-grafana-node';
import { LRUCache } from 'lru-cache';
import type { GrafanaConfig } from '../config/readSources';
import type { DashboardRecord } from '../grafana/parseDashboard';
import type { DashboardInventory } from '../inventory/DashboardInventory';
import { dashboardUrl } from '../links/links';
import { selectDashboards } from './selectDashboards';

const MOST = 200;

type Found = Map<
  string,
  { record: DashboardRecord; because: DashboardBecause }
>;

/** The dashboards of entities, from memory alone. */
export class EntityDashboardsReader {
  readonly #selected = new LRUCache<
    string,
    { generation: number; records: DashboardRecord[] }
  >({ max: 500 });

  constructor(
    private readonly options: {
      inventory: DashboardInventory;
      grafanas: readonly GrafanaConfig[];
      /** Told of each that is shown. */
      onShown?: (instance: string, uid: string) => void;
    },
  ) {}

  read(
    claim: GrafanaClaim,
    scope: EntityScope | undefined,
  ): Omit<EntityDashboards, 'sources'> {
    const problems: string[] = [];
    const { uids = [], variables = {} } = scope?.dashboards ?? {};
    const { environments } = scope ?? {};
    const reachable = this.options.grafanas.filter(
      ({ environment }) => !environments || environments.includes(environment),
    );
    const claimed = this.#claimed(claim, reachable, problems);
    const found: Found = new Map();
    for (const { name } of reachable) {
      for (const uid of uids) {
        this.#add(found, this.options.inventory.byUid(name, uid), 'convention');
      }
    }
    for (const grafana of claimed) this.#addClaimed(found, grafana, claim);
    const all = [...found.values()]
      .map(item => this.#shown(item, variables))
      .sort(
        (a, b) =>
          Number(b.because === 'convention') -
            Number(a.because === 'convention') ||
          a.title.localeCompare(b.title) ||
          a.instance.localeCompare(b.instance) ||
          a.uid.localeCompare(b.uid),
      );
    const dashboards = all.slice(0, MOST);
    const overview = this.#overview(claim, claimed, variables, problems);
    for (const { instance, uid } of [
      ...dashboards,
      ...(overview ? [overview] : []),
    ]) {
      this.options.onShown?.(instance, uid);
    }
    return {
      dashboards,
      ...(all.length > MOST && { moreDashboards: all.length - MOST }),
      ...(overview && { overview }),
      problems,
    };
  }

  #claimed(
    { instances }: GrafanaClaim,
    reachable: readonly GrafanaConfig[],
    problems: string[],
  ): GrafanaConfig[] {
    if (!instances) return [...reachable];
    const known = this.options.grafanas.map(({ name }) => name);
    for (const name of instances) {
      if (known.includes(name)) continue;
      problems.push(
        `There is no Grafana ${JSON.stringify(
          name,
        )}: grafana/host-id names one of ${known.join(', ') || 'none'}.`,
      );
    }
    return reachable.filter(({ name }) => instances.includes(name));
  }

  #addClaimed(
    found: Found,
    grafana: GrafanaConfig,
    { dashboards = {} }: GrafanaClaim,
  ): void {
    const { inventory } = this.options;
    for (const uid of dashboards.uids ?? []) {
      this.#add(found, inventory.byUid(grafana.name, uid), 'uid');
    }
    if (dashboards.selector) {
      for (const record of this.#select(grafana, dashboards.selector)) {
        this.#add(found, record, 'selector');
      }
    }
    for (const folder of dashboards.folders ?? []) {
      for (const record of inventory.byFolder(grafana.name, folder)) {
        this.#add(found, record, 'folder');
      }
    }
  }

  /** Many entities ask for the same. */
  #select(
    { name, publicUrl }: GrafanaConfig,
    selector: NonNullable<NonNullable<GrafanaClaim['dashboards']>['selector']>,
  ): DashboardRecord[] {
    const { inventory } = this.options;
    const key = `${name}\n${JSON.stringify(selector)}`;
    const known = this.#selected.get(key);
    if (known?.generation === inventory.generation) return known.records;
    const records = selectDashboards(inventory, { name, publicUrl }, selector);
    this.#selected.set(key, { generation: inventory.generation, records });
    return records;
  }

  /** The first reason counts. */
  #add(
    found: Found,
    record: DashboardRecord | undefined,
    because: DashboardBecause,
  ): void {
    if (!record) return;
    const key = `${record.instance}\n${record.uid}`;
    if (!found.has(key)) found.set(key, { record, because });
  }

  #shown(
    { record, because }: { record: DashboardRecord; because: DashboardBecause },
    variables: Readonly<Record<string, string>>,
  ): Dashboard {
    const { instance, environment, uid, title, folder, tags } = record;
    const grafana = this.options.grafanas.find(({ name }) => name === instance);
    const url = grafana && dashboardUrl(grafana, record, variables);
    const updatedAt = this.options.inventory.updatedAt(instance, uid);
    return {
      instance,
      environment,
      uid,
      title,
      ...(folder && { folder }),
      tags: [...tags],
      ...(updatedAt && { updatedAt }),
      because,
      ...(url && { url }),
    };
  }

  #overview(
    { overview }: GrafanaClaim,
    grafanas: readonly GrafanaConfig[],
    variables: Readonly<Record<string, string>>,
    problems: string[],
  ): Dashboard | undefined {
    if (!overview) return undefined;
    const refuse = (words: string) => {
      problems.push(`The annotation grafana/overview-dashboard ${words}.`);
      return undefined;
    };
    if ('uid' in overview) {
      for (const { name } of grafanas) {
        const record = this.options.inventory.byUid(name, overview.uid);
        if (record) return this.#shown({ record, because: 'uid' }, variables);
      }
      return refuse(`names ${overview.uid}, which no Grafana here has`);
    }
    const grafana = grafanas.find(
      ({ publicUrl }) =>
        publicUrl &&
        overview.url.startsWith(
          `${new URL(publicUrl).href.replace(/\/+$/, '')}/`,
        ),
    );
    const uid = /\/d\/([A-Za-z0-9_-]{1,40})(?:[/?#]|$)/.exec(overview.url)?.[1];
    if (!grafana || !uid) {
      return refuse(
        'leads to no dashboard of a configured Grafana: write its uid, or its address as the browser shows it',
      );
    }
    const record = this.options.inventory.byUid(grafana.name, uid);
    if (!record)
      return refuse(`leads to ${uid}, which ${grafana.name} has not`);
    return {
      ...this.#shown({ record, because: 'uid' }, variables),
      // With the variables that its author wrote.
      url: overview.url,
    };
  }
}
