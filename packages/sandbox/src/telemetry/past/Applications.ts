import type { Application, Environment } from '../../world';
import type { Past } from './Past';
import { Timeline } from './Timeline';

/** What is measured of an Application. */
export interface ApplicationState {
  project: string;
  server: string;
  namespace: string;
  repository: string;
  sync: string;
  health: string;
  /** `sync` while one runs. */
  operation: string;
  automated: boolean;
}

/** Remembers how the Applications of an Argo CD were. */
export class Applications {
  private readonly known = new Map<
    string,
    Timeline<ApplicationState | undefined>
  >();

  /** Goes up with each change. */
  version = 0;

  constructor(past: Past, { delivery }: Pick<Environment, 'delivery'>) {
    const remember = (name: string, state: ApplicationState | undefined) => {
      const timeline = this.known.get(name) ?? new Timeline(sameState);
      this.known.set(name, timeline);
      timeline.set(past.moment(), state);
      this.version += 1;
    };
    for (const application of delivery.store.list())
      remember(application.metadata.name, stateOf(application));
    delivery.store.subscribe(({ type, application }) =>
      remember(
        application.metadata.name,
        type === 'DELETED' ? undefined : stateOf(application),
      ),
    );
  }

  all(): Array<[string, Timeline<ApplicationState | undefined>]> {
    return [...this.known];
  }
}

function stateOf({ spec, status, operation }: Application): ApplicationState {
  const [source] = spec.sources ?? [spec.source];
  return {
    project: spec.project,
    server: spec.destination.server ?? '',
    namespace: spec.destination.namespace ?? '',
    repository: source?.repoURL ?? '',
    sync: status.sync.status,
    health: status.health.status,
    operation:
      operation || status.operationState?.phase === 'Running' ? 'sync' : '',
    automated: spec.syncPolicy?.automated !== undefined,
  };
}

function sameState(
  a: ApplicationState | undefined,
  b: ApplicationState | undefined,
): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
