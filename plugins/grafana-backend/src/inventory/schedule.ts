import type {
  LoggerService,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import type { ClaimedEntities } from '../access/ClaimedEntities';
import type { Timing } from '../config/readLimits';
import type { AlertInventory } from './AlertInventory';
import type { DashboardInventory } from './DashboardInventory';
import { refreshAlerts, refreshDashboards, type Upstreams } from './refresh';
import type { UpdateTimes } from './UpdateTimes';

/** Reads what is kept in memory again and again, in each replica for itself. */
export async function schedule(options: {
  alerts: AlertInventory;
  claimed: ClaimedEntities;
  dashboards: DashboardInventory;
  updates: UpdateTimes;
  upstreams: Upstreams;
  timing: Timing;
  scheduler: SchedulerService;
  logger: LoggerService;
}): Promise<void> {
  const {
    alerts,
    claimed,
    dashboards,
    updates,
    upstreams,
    timing,
    scheduler,
    logger,
  } = options;
  const task = (
    id: string,
    milliseconds: number,
    fn: (signal: AbortSignal) => Promise<void>,
  ) =>
    scheduler.scheduleTask({
      id: `idp-grafana-${id}`,
      scope: 'local',
      frequency: { milliseconds },
      timeout: { minutes: 3 },
      fn,
    });
  const { grafanas, prometheuses, alertmanagers } = upstreams;
  if (grafanas.size > 0) {
    // More often than all are listed: one that had none, or did not answer, is asked again soon.
    await task(
      'dashboards',
      Math.min(timing.alertsMs, timing.dashboardsMs),
      signal =>
        refreshDashboards(dashboards, {
          upstreams,
          logger,
          signal,
          everyMs: timing.dashboardsMs,
        }),
    );
    await task('updates', 60_000, signal => updates.refresh(signal));
  }
  if (grafanas.size + prometheuses.length + alertmanagers.length > 0) {
    await task('alerts', timing.alertsMs, signal =>
      refreshAlerts(alerts, { upstreams, logger, signal }),
    );
    await scheduler.scheduleTask({
      id: 'idp-grafana-claims',
      scope: 'local',
      // The first alerts are there by then.
      initialDelay: { seconds: 15 },
      frequency: { minutes: 5 },
      timeout: { minutes: 2 },
      fn: () => claimed.refresh(),
    });
  }
}
