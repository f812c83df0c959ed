import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import type { DeploymentMarker } from '@idp/plugin-grafana-common';

/**
 * Knows when an entity was deployed.
 *
 * @public
 */
export interface DeploymentMarkers {
  /**
   * The deployments within a range, as far as the person may see them; in any order. An error becomes a note on the page and
   * no more.
   */
  markersOf(options: {
    /** A full reference. */
    entityRef: string;
    from: Date;
    to: Date;
    credentials: BackstageCredentials;
  }): Promise<DeploymentMarker[]>;
}
