import { timestamp, type Clock } from '../../../../clock';
import { nameOf, type KubeObject } from '../../KubeObject';
import type { ControllerParts } from '../Controller';

/** The condition `Ready`; its time is when its status became what it is. */
export function readyCondition(
  clock: Clock,
  before: KubeObject | undefined,
  condition: { ready: boolean; reason: string; message: string },
) {
  const { ready, reason, message } = condition;
  const status = ready ? 'True' : 'False';
  const known = before?.status?.conditions?.find(
    (one: any) => one.type === 'Ready' && one.status === status,
  );
  return {
    lastTransitionTime: known?.lastTransitionTime ?? timestamp(clock.now()),
    message,
    reason,
    status,
    type: 'Ready',
  };
}

/** Says of every store whether External Secrets can log in to its Vault. */
export function writeStoreStatus(
  { cluster, clock, events }: ControllerParts,
  store: KubeObject,
  problem: string | undefined,
): void {
  const ready = problem === undefined;
  const was = store.status?.conditions?.[0]?.status;
  if (was === (ready ? 'True' : 'False')) return;
  const reason = ready ? 'Valid' : 'InvalidProviderConfig';
  events.add(store, {
    type: ready ? 'Normal' : 'Warning',
    reason,
    message: problem ?? 'store validated',
    component: 'external-secrets',
  });
  cluster.edit(nameOf(store), draft => {
    draft.status = {
      capabilities: 'ReadWrite',
      conditions: [
        readyCondition(clock, store, {
          ready,
          reason,
          message: ready ? 'store validated' : 'unable to validate store',
        }),
      ],
    };
  });
}
