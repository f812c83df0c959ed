import { timestamp } from '../../clock';
import type { ApplicationStore } from './ApplicationStore';
import type { Delivered } from './Delivered';
import type { DeliveryParts } from './Delivery';
import { applyAll, type Outcome } from './operation';
import type { Application, Operation, OperationState } from './types';

const HISTORY = 10;

/** Runs sync operations: Running, then what came of it; a failed one is tried again where the policy says so. */
export class Operations {
  constructor(
    private readonly parts: DeliveryParts,
    private readonly store: ApplicationStore,
    private readonly look: (one: Delivered) => void,
  ) {}

  /** Begins an operation; undefined when another one runs. */
  begin(
    one: Delivered,
    { sync, initiatedBy }: Pick<Operation, 'sync' | 'initiatedBy'>,
  ): Application | undefined {
    const { application } = one;
    if (application.operation) return undefined;
    one.cancel?.();
    const { syncPolicy, source } = application.spec;
    const operation: Operation = {
      sync: {
        ...sync,
        revision: sync.revision ?? one.revision,
        ...(syncPolicy?.syncOptions && { syncOptions: syncPolicy.syncOptions }),
        source,
      },
      initiatedBy,
      ...(syncPolicy?.retry !== undefined && { retry: syncPolicy.retry }),
    };
    application.operation = operation;
    application.status.operationState = {
      operation,
      phase: 'Running',
      startedAt: timestamp(this.parts.clock.now()),
      syncResult: {
        revision: sync.revision ?? one.revision,
        source,
        resources: [],
      },
    };
    this.tell(
      one,
      'OperationStarted',
      `Initiated ${initiatedBy.automated ? 'automated ' : ''}sync to '${
        sync.revision ?? one.revision
      }'`,
    );
    this.store.changed(application);
    one.cancel = this.parts.clock.after(this.parts.timing.sync, () =>
      this.run(one, operation),
    );
    return application;
  }

  /** Ends the operation that runs; false when there is none. */
  terminate(one: Delivered): boolean {
    const { application } = one;
    const state = application.status.operationState;
    if (!application.operation || !state) return false;
    one.cancel?.();
    state.phase = 'Terminating';
    this.store.changed(application);
    one.cancel = this.parts.clock.after(300, () =>
      this.finish(one, { phase: 'Failed', message: 'Operation terminated' }),
    );
    return true;
  }

  /** An event of the Application itself. */
  tell(
    one: Delivered,
    reason: string,
    message: string,
    type: 'Normal' | 'Warning' = 'Normal',
  ) {
    const { namespace, name, uid } = one.application.metadata;
    this.parts.events.add(
      {
        apiVersion: 'argoproj.io/v1alpha1',
        kind: 'Application',
        metadata: { namespace, name, uid },
      },
      { type, reason, message, component: 'argocd-application-controller' },
    );
  }

  private run(one: Delivered, operation: Operation) {
    // Its tries follow main, as the Applications of this repository ask for (retry.refresh).
    if (operation.initiatedBy.automated) {
      operation.sync.revision = one.revision;
      one.attempted = one.targets;
    }
    const outcome = applyAll(one, this.parts.cluster, operation);
    const state = one.application.status.operationState!;
    const { source } = one.application.spec;
    state.syncResult = {
      revision: operation.sync.revision ?? one.revision,
      source,
      resources: outcome.results,
    };
    if (outcome.failure) this.tryAgain(one, operation, outcome);
    else {
      this.finish(one, {
        phase: 'Succeeded',
        message: `successfully synced (${
          operation.sync.dryRun ? 'dry run' : 'all tasks run'
        })`,
      });
    }
  }

  private tryAgain(one: Delivered, operation: Operation, { failure }: Outcome) {
    const { clock, timing } = this.parts;
    const state = one.application.status.operationState!;
    if (operation.retry === undefined) {
      this.finish(one, { phase: 'Failed', message: failure! });
      return;
    }
    const count = (state.retryCount ?? 0) + 1;
    const wait = Math.min(timing.retry * 2 ** (count - 1), timing.retry * 8);
    const at = new Date(clock.now().getTime() + wait)
      .toISOString()
      .slice(11, 16);
    state.retryCount = count;
    state.message = `${failure}. Retrying attempt #${count} at ${at}.`;
    this.store.changed(one.application);
    one.cancel = clock.after(wait, () => this.run(one, operation));
  }

  private finish(
    one: Delivered,
    end: Pick<OperationState, 'phase' | 'message'>,
  ) {
    const { application } = one;
    const { clock } = this.parts;
    const state = application.status.operationState!;
    const now = timestamp(clock.now());
    one.cancel = undefined;
    Object.assign(state, end, { finishedAt: now });
    delete application.operation;
    const { sync, initiatedBy } = state.operation;
    const revision = sync.revision ?? one.revision;
    if (end.phase === 'Succeeded') {
      if (!sync.dryRun && !sync.resources?.length) {
        const history = application.status.history ?? [];
        application.status.history = [
          ...history,
          {
            id: (history.at(-1)?.id ?? -1) + 1,
            revision,
            source: application.spec.source,
            deployStartedAt: state.startedAt,
            deployedAt: now,
            initiatedBy,
          },
        ].slice(-HISTORY);
      }
      this.tell(
        one,
        'OperationCompleted',
        `Sync operation to ${revision} succeeded`,
      );
      this.setSyncError(one, undefined);
    } else {
      this.tell(
        one,
        'OperationCompleted',
        `Sync operation to ${revision} failed: ${end.message}`,
        'Warning',
      );
      this.setSyncError(
        one,
        `Failed last sync attempt to [${revision}]: ${end.message}`,
      );
    }
    this.store.changed(application);
    this.look(one);
  }

  private setSyncError(
    { application }: Delivered,
    message: string | undefined,
  ) {
    const { status } = application;
    const others = (status.conditions ?? []).filter(
      ({ type }) => type !== 'SyncError',
    );
    const next = message
      ? [
          ...others,
          {
            type: 'SyncError',
            message,
            lastTransitionTime: timestamp(this.parts.clock.now()),
          },
        ]
      : others;
    if (next.length > 0) status.conditions = next;
    else delete status.conditions;
  }
}
