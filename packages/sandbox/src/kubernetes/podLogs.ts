import type { KubeObject } from '../world';
import { badRequest } from './status';

/** What the container of a pod has said: it started, and serves, or it waits. */
export function podLog(
  pod: KubeObject,
  query: { container?: string; tailLines?: number; timestamps?: boolean },
): string {
  const names: string[] = pod.spec.containers.map((one: any) => one.name);
  const container = query.container ?? names[0];
  if (!names.includes(container)) {
    throw badRequest(
      `container ${container} is not valid for pod ${pod.metadata.name}`,
    );
  }
  const status = pod.status?.containerStatuses?.find(
    (one: any) => one.name === container,
  );
  const started: string | undefined = status?.state?.running?.startedAt;
  if (!started) {
    const reason = status?.state?.waiting?.reason ?? 'ContainerCreating';
    throw badRequest(
      `container ${JSON.stringify(container)} in pod ${JSON.stringify(
        pod.metadata.name,
      )} is waiting to start: ${reason}`,
    );
  }
  const lines = [
    `starting ${status.image}`,
    'configuration read from the environment',
    ...(status.ready ? ['listening, ready to serve'] : []),
  ];
  return lines
    .map(line => (query.timestamps ? `${started} ${line}` : line))
    .slice(query.tailLines === undefined ? 0 : -query.tailLines || lines.length)
    .map(line => `${line}\n`)
    .join('');
}
