import type { Clock } from '../../../clock';
import type { Cluster } from '../Cluster';
import type { EventLog } from '../EventLog';
import type { Timing } from '../timing';

/** What a controller works with. */
export interface ControllerParts {
  cluster: Cluster;
  clock: Clock;
  events: EventLog;
  timing: Timing;
}
