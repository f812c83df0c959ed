import type { Clock } from '../clock';
import type { Environment } from '../world';
import { Applications, Past, type Remembered } from './past';
import {
  applicationSeries,
  containerSeries,
  gatewaySeries,
  platformSeries,
  quotaSeries,
  READERS,
  seriesOf,
  type Series,
} from './series';
import { workloadOf, Workloads, type Incident, type Workload } from './traffic';

const DAY = 86_400_000;

/** How long series are kept, as on the platform. */
export const RETENTION = 15 * DAY;

/** What is measured in one environment, from before the sandbox began until now. */
export class Telemetry {
  readonly past: Past;
  readonly applications: Applications;
  readonly workloads: Workloads;
  /** When counters began. */
  readonly origin: number;
  private readonly platform = platformSeries();
  private readonly ofObject = new WeakMap<
    Remembered,
    { version: number; series: Series[] }
  >();
  private all?: { version: number; series: Series[] };
  private readonly ofWorkload = new WeakMap<object, Series[]>();

  constructor(
    readonly clock: Clock,
    readonly environment: Pick<Environment, 'name' | 'cluster' | 'delivery'>,
  ) {
    this.past = new Past(clock, environment);
    this.applications = new Applications(this.past, environment);
    this.workloads = new Workloads(environment.name, this.past);
    this.origin = clock.now().getTime() - RETENTION;
  }

  /** All series that there are or were; the same list as long as there are no others. */
  series(): readonly Series[] {
    const version = this.past.version + this.applications.version;
    if (this.all?.version !== version) {
      this.all = { version, series: this.collect() };
    }
    return this.all.series;
  }

  private collect(): Series[] {
    return [
      ...this.platform,
      ...applicationSeries(this.applications),
      ...Object.keys(READERS).flatMap(kind =>
        this.past.all(kind).flatMap(one => this.objectSeries(one)),
      ),
      ...this.past
        .all('ResourceQuota')
        .flatMap(quota => quotaSeries(quota, () => this.past.all('Pod'))),
      ...this.workloads.all().flatMap(workload => {
        let series = this.ofWorkload.get(workload);
        if (!series) {
          series = gatewaySeries(workload, this.origin);
          this.ofWorkload.set(workload, series);
        }
        return series;
      }),
    ];
  }

  /** Something happens to the requests of a workload for so many milliseconds; what happened of that kind before is over. */
  begin(workload: Workload, incident: Incident, duration: number): void {
    const { incidents } = workload;
    for (const other of incidents)
      if (other.kind === incident.kind) incidents.delete(other);
    incidents.add(incident);
    workload.reckon(this.past.moment());
    this.clock.after(duration, () => {
      incidents.delete(incident);
      workload.reckon(this.past.moment());
    });
  }

  private objectSeries(one: Remembered): Series[] {
    const { version } = one.states;
    const known = this.ofObject.get(one);
    if (known?.version === version) return known.series;
    const series = seriesOf(one, READERS[one.kind]);
    const workload =
      one.kind === 'Pod' &&
      this.workloads.get(one.namespace, workloadOf(one) ?? '');
    if (workload) series.push(...containerSeries(one, workload, this.origin));
    this.ofObject.set(one, { version, series });
    return series;
  }
}
