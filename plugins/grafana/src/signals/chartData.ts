import type { DeploymentMarker, SignalData } from '@idp/plugin-grafana-common';
import type { ChartData } from '../chart';

/** What a chart draws of an answer, with the deployments of the environments that are in it. */
export function chartDataOf(
  { start, stepSeconds, points, series }: SignalData,
  markers: readonly DeploymentMarker[],
  environments: readonly string[],
): ChartData {
  return {
    start: start * 1000,
    stepMs: stepSeconds * 1000,
    points,
    lines: series.map(({ environment, name, values }) => ({
      key: `${environment}/${name}`,
      environment,
      name,
      values,
    })),
    marks: markers
      .filter(({ environment }) => environments.includes(environment))
      .map(({ environment, at, label }) => ({
        environment,
        label,
        at: Date.parse(at),
      })),
  };
}

/** The chosen environments that there are; all of them where none is chosen, of a tenant's many lines only one. */
export function shownEnvironments(
  chosen: readonly string[],
  all: readonly string[],
  kind: string | undefined,
): string[] {
  const known = all.filter(one => chosen.includes(one));
  if (known.length > 0) return known;
  return kind === 'tenant' ? all.slice(0, 1) : [...all];
}
