import type { Entry } from '../index/Entry';
import type { ParsedApplication } from '../argocd/parseApplication';

/**
 * Whether a message tells of an earlier state than the one that is known. The stream carries no version, so this goes by
 * what only grows; times are of one clock, whichever that is.
 */
export function isEarlier(next: ParsedApplication, known: Entry): boolean {
  const before = known.application;
  const after = next.application;
  if (next.uid !== known.uid) return after.createdAt < before.createdAt;
  const deployment = (application: typeof before) =>
    application.deployments[0]?.id ?? -1;
  if (deployment(after) !== deployment(before)) {
    return deployment(after) < deployment(before);
  }
  const started = (application: typeof before) =>
    application.operation?.startedAt ?? '';
  if (started(after) !== started(before)) {
    return started(after) !== '' && started(after) < started(before);
  }
  return (
    before.operation?.finishedAt !== undefined &&
    after.operation !== undefined &&
    after.operation.finishedAt === undefined
  );
}
