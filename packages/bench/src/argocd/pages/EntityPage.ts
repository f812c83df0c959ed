import type { Browser } from '../../lib/plugins/Browser';
import type { Service } from '../scene';

/** What a page has when it is complete: held against each other, so that all show the same. */
export interface Shown {
  /** `instance/name` of each Application, with what the bench changes about it. */
  applications: Map<string, string>;
  /** Deployments with the author and message of their revision. */
  deployments: number;
}

/** The Argo CD part of an entity page, as the plugin's own front end asks for it. */
export interface EntityPage {
  /** When the application starts in a browser, before any page. */
  start?(browser: Browser): Promise<void>;
  open(browser: Browser, service: Service): Promise<Shown>;
  /** What an open page asks again by itself, and how often; absent where nothing is. */
  poll?: {
    everyMs: number;
    ask(browser: Browser, service: Service): Promise<Shown['applications']>;
  };
}
