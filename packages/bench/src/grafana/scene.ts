/** Less of everything, for a look at the bench itself: `BENCH_DASHBOARDS=500`. */
export const DASHBOARDS = Number(process.env.BENCH_DASHBOARDS ?? 10_000);
/** Of each service. */
export const DASHBOARDS_EACH = 10;
export const RULES_EACH = 5;
/** Entities of the catalog. */
export const ENTITIES = DASHBOARDS / DASHBOARDS_EACH;
export const RULES = ENTITIES * RULES_EACH;
export const VIEWED = 50;
/** Series of each chart, and its hours. */
export const SERIES = 4;
export const HOURS = 6;

/** A component that claims nothing of Grafana. */
export const WITHOUT_GRAFANA = 'library';

/** Whose series are confirmed by the configuration. */
export const NAMESPACE = 'services';

/** A service of the catalog, with the annotations of the community plugin, and where its series are. */
export interface Service {
  index: number;
  name: string;
  /** What its annotation `grafana/dashboard-selector` says: an expression, as soon as it is more than one tag. */
  selector: string;
  /** What `grafana/alert-label-selector` says. */
  alerts: string;
}

export function service(index: number): Service {
  const name = `service-${index}`;
  return {
    index,
    name,
    selector: `tags @> '${name}'`,
    alerts: `service=${name}`,
  };
}

/** Those that are viewed, from all over the list of dashboards. */
export const viewed = (n: number): Service =>
  service(Math.floor(((n % VIEWED) * ENTITIES) / VIEWED));

export const tagsOf = (dashboard: number): string[] => [
  'service',
  `service-${Math.floor(dashboard / DASHBOARDS_EACH)}`,
];

export const labelsOf = (rule: number): Record<string, string> => ({
  service: `service-${Math.floor(rule / RULES_EACH)}`,
});

/** The first rule of every service. */
export const firesAt = (rule: number): boolean => rule % RULES_EACH === 0;
