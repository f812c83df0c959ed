import type {
  BackstageCredentials,
  LoggerService,
} from '@backstage/backend-plugin-api';
import type { EntityMarkers } from '@idp/plugin-grafana-common';
import type { DeploymentMarkers } from '@idp/plugin-grafana-node';
import type { Limits } from '../config/readLimits';
import { boundedRange } from '../signals/ranges';

const MOST = 200;

/** When an entity was deployed, as modules know. */
export class MarkerReader {
  constructor(
    private readonly options: {
      markers: readonly DeploymentMarkers[];
      limits: Limits;
      logger: LoggerService;
      now?: () => number;
    },
  ) {}

  async read(
    entityRef: string,
    asked: { from: Date; to: Date; environment?: readonly string[] },
    credentials: BackstageCredentials,
  ): Promise<EntityMarkers> {
    const { markers, limits, logger, now = Date.now } = this.options;
    const { from, to, environment } = asked;
    boundedRange({ from, to }, limits.maxRangeSeconds, now());
    const problems: string[] = [];
    const found = await Promise.all(
      markers.map(async source => {
        try {
          return await source.markersOf({ entityRef, from, to, credentials });
        } catch (error) {
          logger.debug(`Deployments of ${entityRef} were not read: ${error}`);
          problems.push(
            'When it was deployed cannot be read just now, so deployments are not marked.',
          );
          return [];
        }
      }),
    );
    return {
      markers: found
        .flat()
        .filter(({ at, environment: where }) => {
          const time = Date.parse(at);
          return (
            time >= from.getTime() &&
            time <= to.getTime() &&
            (!environment || environment.includes(where))
          );
        })
        .sort((a, b) => a.at.localeCompare(b.at))
        .slice(-MOST),
      problems,
    };
  }
}
