import type {
  ApplicationTrouble,
  EntityApplication,
} from '@idp/plugin-argocd-common';
import { resourceKey } from './refs';

/** Something to put in words: a condition of Argo CD, a failed sync, or a health that is no good. */
export interface Complaint {
  /** A condition's type, or `operation`, `degraded` or `trouble`. */
  type: string;
  message: string;
  since?: string;
  remedy?: string;
  /** The object that it is about. */
  resource?: { key: string; kind: string; name: string };
  /** It is on its way, and nothing has to be done. */
  underway?: boolean;
  /** What is known to help, where there is a word for it in the translations. */
  help?: 'secret' | 'image';
  /** Nothing is broken by it. */
  warning: boolean;
}

/** All that is wrong with an Application, what explains most first; nothing is said twice. */
export function complaintsOf(
  application: Pick<
    EntityApplication,
    'conditions' | 'operation' | 'health' | 'troubles'
  >,
): Complaint[] {
  const { conditions, operation, health, troubles = [] } = application;
  const complaints: Complaint[] = conditions.map(condition => ({
    type: condition.type,
    message: condition.message,
    since: condition.since,
    remedy: condition.remedy,
    warning: condition.type.endsWith('Warning'),
  }));
  complaints.sort((a, b) => Number(a.warning) - Number(b.warning));
  const failed = operation?.phase === 'Failed' || operation?.phase === 'Error';
  if (failed && !conditions.some(({ type }) => type === 'SyncError')) {
    complaints.unshift({
      type: 'operation',
      message: operation.message ?? '',
      since: operation.finishedAt,
      warning: false,
    });
  }
  for (const trouble of troubles) {
    complaints.push({
      type: 'trouble',
      message: trouble.message ?? '',
      resource: {
        key: resourceKey(trouble),
        kind: trouble.kind,
        name: trouble.name,
      },
      ...(trouble.health === 'Progressing' && { underway: true }),
      help: helpFor(trouble),
      warning: trouble.health !== 'Degraded' && trouble.health !== 'Missing',
    });
  }
  if (health.status === 'Degraded' && health.message && troubles.length === 0) {
    complaints.push({
      type: 'degraded',
      message: health.message,
      since: health.since,
      warning: false,
    });
  }
  return complaints;
}

/** What mends the troubles that people have most. */
function helpFor({
  group,
  kind,
  message = '',
}: ApplicationTrouble): 'secret' | 'image' | undefined {
  if (group === 'external-secrets.io' && kind === 'ExternalSecret') {
    return 'secret';
  }
  return /\b(ErrImagePull|ImagePullBackOff|InvalidImageName|pulling image|pull image)\b/.test(
    message,
  )
    ? 'image'
    : undefined;
}
