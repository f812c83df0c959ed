import type { Browser } from '../../lib/plugins/Browser';
import type { Service } from '../scene';

/** What a page shows of a service. */
export interface Shown {
  /** uids of its dashboards. */
  dashboards: string[];
  /** Names of its rules, each with whether it fires. */
  rules: Map<string, boolean>;
}

/** The cards of dashboards and alerts on a page of an entity. */
export interface EntityPage {
  open(browser: Browser, service: Service): Promise<Shown>;
}
