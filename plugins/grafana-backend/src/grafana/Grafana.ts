import type { CallOptions } from '@idp/upstream';
import { list, object, time } from '@idp/upstream/wire';
import type { GrafanaConfig } from '../config/readSources';
import type { Source } from '../sources/Source';
import { parseDashboard, type DashboardRecord } from './parseDashboard';

const PAGE = 1_000;
const MOST_PAGES = 50;

/** What is asked of a Grafana. All of its API is here, so that `/apis` may take the place of `/api`. */
export class Grafana {
  constructor(
    readonly source: Source<GrafanaConfig>,
    private readonly options: { maxInventoryBytes: number },
  ) {}

  /** Every dashboard. Grafana tells neither how many there are nor where it stopped: a short page is the last. */
  async dashboards(options: CallOptions = {}): Promise<DashboardRecord[]> {
    const found = new Map<string, DashboardRecord>();
    for (let page = 1; page <= MOST_PAGES; page++) {
      const items = list(
        await this.source.json(
          {
            path: ['api', 'search'],
            query: { type: 'dash-db', limit: PAGE, page },
          },
          { maxBytes: this.options.maxInventoryBytes, ...options },
        ),
      );
      const before = found.size;
      for (const item of items) {
        const dashboard = parseDashboard(item, this.source.config);
        if (dashboard) found.set(dashboard.uid, dashboard);
      }
      // One that does not know pages gives the same again.
      if (items.length < PAGE || found.size === before) break;
    }
    return [...found.values()];
  }

  /** When a dashboard was changed last; undefined where Grafana does not say. */
  async updatedAt(
    uid: string,
    options?: CallOptions,
  ): Promise<string | undefined> {
    const { meta } = object(
      await this.source.ask(
        { path: ['api', 'dashboards', 'uid', uid] },
        options,
      ),
    );
    const { updated, created } = object(meta);
    const at = time(updated) ?? time(created);
    // The time of what is provisioned from a file and was never stored.
    return at && at > '1971' ? at : undefined;
  }

  /** Grafana's own alert rules, in the wire format of Prometheus' rules. */
  rules(options: CallOptions = {}): Promise<unknown> {
    return this.source.json(
      { path: ['api', 'prometheus', 'grafana', 'api', 'v1', 'rules'] },
      { maxBytes: this.options.maxInventoryBytes, ...options },
    );
  }

  /** The alerts of its own Alertmanager. */
  alerts(options: CallOptions = {}): Promise<unknown> {
    return this.source.json(
      {
        path: ['api', 'alertmanager', 'grafana', 'api', 'v2', 'alerts'],
        query: { active: true, silenced: true, inhibited: true },
      },
      { maxBytes: this.options.maxInventoryBytes, ...options },
    );
  }

  silences(options: CallOptions = {}): Promise<unknown> {
    return this.source.json(
      { path: ['api', 'alertmanager', 'grafana', 'api', 'v2', 'silences'] },
      { maxBytes: this.options.maxInventoryBytes, ...options },
    );
  }
}
