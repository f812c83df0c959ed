import type { Browser } from '../../lib/plugins/Browser';
import type { Service } from '../scene';

/** What a page has when it is complete: held against each other, so that both show the same. */
export interface Shown {
  /** Below the mount. */
  paths: string[];
  /** Secrets of which the page says how old they are. */
  aged: number;
  /** ExternalSecrets whose state it says. */
  deliveries: number;
}

/** The Vault part of an entity page, as the plugin's own front end asks for it. */
export interface SecretsPage {
  open(browser: Browser, service: Service): Promise<Shown>;
}
