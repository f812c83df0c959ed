/** Instances of Argo CD that every backend knows, in the order of its configuration. */
export const INSTANCES = ['europe', 'america'] as const;

/** Entities of the catalog; those beyond what Argo CD has Applications for claim none that exist. */
export const ENTITIES = 1000;
export const VIEWED = 50;
export const USERS = 100;
/** Of a service: ten of each of its Applications. */
export const DEPLOYMENTS = 30;

/** A component that claims no Application. */
export const WITHOUT_ARGOCD = 'library';

export const NAMESPACE = 'argocd';
const SERVICE_LABEL = 'app.kubernetes.io/part-of';

/** A service of the catalog: two Applications on the first instance and one on the second. */
export interface Service {
  name: string;
  /** What its annotation `argocd/app-selector` says. */
  selector: string;
  applications: Array<{ instance: string; name: string }>;
}

export function service(index: number): Service {
  const name = `service-${index}`;
  return {
    name,
    selector: `${SERVICE_LABEL}=${name}`,
    applications: [
      { instance: 'europe', name: `${name}-web` },
      { instance: 'europe', name: `${name}-worker` },
      { instance: 'america', name: `${name}-web` },
    ],
  };
}

/**
 * The Application of an instance with an index. The second of each pair is on the second instance of something that is in no
 * catalog, so that the Applications of a service were deployed by the same commits everywhere.
 */
export function applicationAt(
  instance: string,
  index: number,
): { name: string; labels: Record<string, string> } {
  const name = `service-${Math.floor(index / 2)}`;
  if (index % 2 === 0) {
    return { name: `${name}-web`, labels: { [SERVICE_LABEL]: name } };
  }
  return instance === INSTANCES[0]
    ? { name: `${name}-worker`, labels: { [SERVICE_LABEL]: name } }
    : { name: `${name}-tool`, labels: { [SERVICE_LABEL]: `${name}-tools` } };
}
