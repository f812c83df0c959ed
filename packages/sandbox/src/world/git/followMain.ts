import type { Clock } from '../../clock';
import type { GitRepository } from './GitRepository';

/** Milliseconds between two looks at the reference. */
const PERIOD = 400;

/**
 * Calls `onCommit` with each new commit of main, one call at a time; commits that come meanwhile are taken together. The
 * answer stops it.
 */
export function followMain(options: {
  repository: GitRepository;
  clock: Clock;
  onCommit: (commit: string) => Promise<void>;
  onError: (error: Error) => void;
}): () => void {
  const { repository, clock, onCommit, onError } = options;
  let known: string | undefined;
  let stopped = false;
  let cancel = () => {};
  const look = async () => {
    try {
      const commit = await repository.main();
      if (commit && commit !== known && !stopped) {
        await onCommit(commit);
        known = commit;
      }
    } catch (error) {
      onError(error as Error);
    }
    if (!stopped) cancel = clock.after(PERIOD, look);
  };
  cancel = clock.after(0, look);
  return () => {
    stopped = true;
    cancel();
  };
}
