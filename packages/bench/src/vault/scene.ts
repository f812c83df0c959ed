import type { MadeUpExternalSecret } from '../../../sandbox/src/kubernetes/fake';

/** Secrets of a service: some below its folder, some in a folder below that. */
const SECRETS = 10;
const IN_SUBFOLDER = 4;
/** Of a service: ExternalSecrets in the cluster. */
export const DELIVERIES = 3;
const SERVICES_OF_TEAM = 20;

/** In Vault. `BENCH_PATHS` measures with others, for who wants to see the bench run. */
export const PATHS = Number(process.env.BENCH_PATHS ?? 10_000);
export const ENTITIES = PATHS / SECRETS;
/** So few that nothing but whether the bench runs is to be learnt: pages are opened less often, too. */
export const IS_TRIAL = PATHS < 5_000;
/** To tell from the growth what paths take. */
export const FEW_PATHS = PATHS / 10;
export const VIEWED = Math.min(50, FEW_PATHS / SECRETS);
/** What our inventory may ask for in a second. The portal's default is 20. */
export const REQUESTS_PER_SECOND = 100;

/** A component that claims no path. */
export const WITHOUT_VAULT = 'library';
export const MOUNT = 'kv';
export const CLUSTER = 'main';
export const VAULT = 'main';
/** What the stores of the cluster name. */
export const VAULT_ADDRESS = 'https://vault.example.com';

const teamOf = (index: number) =>
  `team-${Math.floor(index / SERVICES_OF_TEAM)}`;

/** A service of the catalog. */
export interface Service {
  name: string;
  /** What its annotation `vault.io/secrets-path` says. */
  folder: string;
  paths: string[];
}

export function service(index: number): Service {
  const name = `service-${index}`;
  const folder = `${teamOf(index)}/${name}`;
  const paths = Array.from({ length: SECRETS }, (_, secret) =>
    secret < SECRETS - IN_SUBFOLDER
      ? `${folder}/secret-${secret}`
      : `${folder}/jobs/secret-${secret}`,
  );
  return { name, folder, paths };
}

export const pathAt = (index: number) =>
  service(Math.floor(index / SECRETS)).paths[index % SECRETS];

export function externalSecretAt(index: number): MadeUpExternalSecret {
  const at = Math.floor(index / DELIVERIES);
  const { name, paths } = service(at);
  return {
    namespace: teamOf(at),
    name: `${name}-${index % DELIVERIES}`,
    workload: name,
    path: paths[index % DELIVERIES],
  };
}

/** Folders that have to be listed to know every path: the top, teams, services, and what is below them. */
export function foldersOf(paths: number): number {
  const services = paths / SECRETS;
  return 1 + Math.ceil(services / SERVICES_OF_TEAM) + 2 * services;
}

/** Prefixes that have an owner. */
export const teams = (): string[] => [
  ...new Set(Array.from({ length: ENTITIES }, (_, index) => teamOf(index))),
];
