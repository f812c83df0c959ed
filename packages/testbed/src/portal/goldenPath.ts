import { until } from '../lib/until';
import type { PortalClient } from './PortalClient';
import { untilInCatalog } from './untilInCatalog';

/** Runs a golden path as its form does, to its end; resolves to the number of the change that it opened. */
export async function runGoldenPath(
  portal: PortalClient,
  name: string,
  values: object,
): Promise<string> {
  // Templates come from main of the forge, a moment after the portal has started.
  await untilInCatalog(portal, `template/default/${name}`);
  const { id } = await portal.post('scaffolder/v2/tasks', {
    templateRef: `template:default/${name}`,
    values,
  });
  const { status } = await until(`the task of ${name} ends`, async () => {
    const task = await portal.get(`scaffolder/v2/tasks/${id}`);
    return !['open', 'processing'].includes(task.status) && task;
  });
  const events = await portal.get<
    Array<{ body: { message: string; output?: any } }>
  >(`scaffolder/v2/tasks/${id}/events`);
  if (status !== 'completed') {
    throw new Error(
      `${name} ${status}: ${events
        .slice(-8)
        .map(({ body }) => body.message)
        .join('\n')}`,
    );
  }
  const links = events.flatMap(({ body }) => body.output?.links ?? []);
  const change = links
    .map(
      ({ url }: { url?: string }) =>
        /\/(?:changes|pulls)\/(\d+)$/.exec(url ?? '')?.[1],
    )
    .find(Boolean);
  if (!change)
    throw new Error(`${name} has no change: ${JSON.stringify(links)}`);
  return change;
}
