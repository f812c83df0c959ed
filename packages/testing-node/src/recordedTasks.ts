import type { SchedulerServiceTaskFunction } from '@backstage/backend-plugin-api';
import { mockServices } from '@backstage/backend-test-utils';

/** A scheduler that does what it was asked to when the test says so. */
export function recordedTasks() {
  const tasks = new Map<string, SchedulerServiceTaskFunction>();
  const scheduler = mockServices.scheduler.mock({
    scheduleTask: async ({ id, fn }) => {
      tasks.set(id, fn);
    },
  });
  /** Does all of them, or those named, one after the other. */
  const run = async (ids = [...tasks.keys()]) => {
    for (const id of ids) await tasks.get(id)!(new AbortController().signal);
  };
  return { tasks, scheduler, run };
}
