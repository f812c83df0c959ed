import type { Application, HealthStatus } from '@idp/plugin-argocd-common';

/** An object that keeps an Application from being healthy. */
export interface Trouble {
  group: string;
  kind: string;
  namespace?: string;
  name: string;
  health: HealthStatus;
  message?: string;
}

/** Which objects the backend found in trouble, worst first; none where it does not look for them. */
export function troublesOf(
  application: Partial<Application> & { troubles?: Trouble[] },
): Trouble[] {
  return application.troubles ?? [];
}
