import type {
  EntityApplication,
  EntityApplications,
} from '@idp/plugin-argocd-common';

/** What has to be deployed, and where. */
export interface Wanted {
  /** The commit that was merged. */
  revision?: string;
  /** When it was merged, ISO 8601: a later commit holds it, too. */
  mergedAt?: string;
  /** On these instances; on all that have the entity when absent. */
  instances?: string[];
}

/** Where a deployment stands. */
export interface DeploymentState {
  done: boolean;
  /** What is still missing, for the log; one line for each Application. */
  waitingFor: string[];
}

/** Whether all Applications of an entity run what is wanted, and what keeps those that do not. */
export function deploymentState(
  answer: EntityApplications,
  wanted: Wanted,
): DeploymentState {
  const { instances } = wanted;
  const applications = answer.applications.filter(
    ({ ref }) => !instances || instances.includes(ref.instance),
  );
  const waitingFor = applications.flatMap(application => {
    const missing = missingOf(application, answer, wanted);
    return missing ? [`${nameOf(application)}: ${missing}`] : [];
  });
  for (const instance of instances ?? []) {
    if (!applications.some(({ ref }) => ref.instance === instance)) {
      waitingFor.push(`${instance}: has no Application of it yet`);
    }
  }
  if (applications.length === 0 && waitingFor.length === 0) {
    waitingFor.push('no Argo CD has an Application of it yet');
  }
  return { done: waitingFor.length === 0, waitingFor };
}

function missingOf(
  application: EntityApplication,
  answer: EntityApplications,
  wanted: Wanted,
): string | undefined {
  const { conditions, health, operation, ref, sync } = application;
  const instance = answer.instances.find(({ name }) => name === ref.instance);
  if (instance?.state !== 'live') return 'its Argo CD is not reached';
  const failed = ['Failed', 'Error'].includes(operation?.phase ?? '');
  if (!hasRevision(application, answer, wanted)) {
    return failed
      ? `has not got there: ${operation?.message ?? 'the last sync failed'}`
      : 'has not seen the change yet';
  }
  if (sync.status !== 'Synced') {
    const [condition] = conditions;
    const why = (failed && operation?.message) || condition?.message;
    return why ? `${sync.status}: ${why}` : `${sync.status}`;
  }
  if (operation?.phase === 'Running') return 'its sync runs';
  if (health.status !== 'Healthy') {
    return health.message
      ? `${health.status}: ${health.message}`
      : health.status;
  }
  return undefined;
}

function hasRevision(
  { deployments, sync }: EntityApplication,
  { revisions }: EntityApplications,
  { revision, mergedAt }: Wanted,
): boolean {
  if (!revision && !mergedAt) return true;
  if (
    revision &&
    [sync, ...deployments].some(item => item.revisions.includes(revision))
  ) {
    return true;
  }
  // Main has moved on since, and what it moved on from holds the change.
  return (
    mergedAt !== undefined &&
    sync.revisions.some(item => {
      const { date } = revisions[item] ?? {};
      return date !== undefined && Date.parse(date) >= Date.parse(mergedAt);
    })
  );
}

function nameOf({ ref }: EntityApplication): string {
  return `${ref.instance}/${ref.name}`;
}
