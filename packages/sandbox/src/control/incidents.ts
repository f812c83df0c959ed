import type { Environment } from '../world';
import type { Incident, Telemetry } from '../telemetry';
import { ControlError } from './ControlError';

const LONGEST = 3600;

/** What happens to a workload's requests for a while. */
export interface IncidentRequest {
  /** `<tenant>/<workload>`. */
  workload?: unknown;
  /** Of a load: how many times more requests. */
  factor?: unknown;
  seconds?: unknown;
}

/** Makes errors, or load; says what was done. */
export function beginIncident(
  environment: Pick<Environment, 'name'>,
  telemetry: Telemetry,
  kind: Incident['kind'],
  { workload, factor = 5, seconds = 120 }: IncidentRequest,
): string {
  const [tenant, name] = String(workload ?? '').split('/');
  const found = telemetry.workloads.get(`tenant-${tenant}`, name ?? '');
  if (!found) {
    throw new ControlError(
      `${environment.name} has no workload ${JSON.stringify(
        workload ?? '',
      )}. It has: ${
        telemetry.workloads
          .all()
          .map(one => `${one.namespace.replace(/^tenant-/, '')}/${one.name}`)
          .join(', ') || 'none yet'
      }.`,
    );
  }
  const times = within('factor', factor, 1, 100);
  const duration = within('seconds', seconds, 1, LONGEST);
  telemetry.begin(found, { kind, factor: times }, duration * 1000);
  return `${environment.name}: ${tenant}/${name} ${
    kind === 'load'
      ? `gets ${times} times as many requests`
      : 'answers most requests with an error'
  } for ${duration} s. Prometheus sees it within 15 s.`;
}

function within(
  what: string,
  value: unknown,
  least: number,
  most: number,
): number {
  if (typeof value === 'number' && value >= least && value <= most)
    return value;
  throw new ControlError(
    `${what}: write a number from ${least} to ${most}, not ${JSON.stringify(
      value,
    )}.`,
  );
}
