/**
 * Does all jobs, a few at a time; each may add more. After an error no further one begins, and it is thrown when those that
 * run have ended.
 */
export function workThrough<T>(
  first: Iterable<T>,
  atOnce: number,
  work: (job: T, add: (job: T) => void) => Promise<void>,
): Promise<void> {
  const queue = [...first];
  let at = 0;
  let running = 0;
  let failure: { error: unknown } | undefined;
  return new Promise((resolve, reject) => {
    const start = () => {
      while (!failure && running < atOnce && at < queue.length) {
        const job = queue[at];
        at += 1;
        running += 1;
        work(job, add)
          .catch(error => {
            failure ??= { error };
          })
          .finally(() => {
            running -= 1;
            start();
          });
      }
      if (running > 0) return;
      if (failure) reject(failure.error);
      else resolve();
    };
    const add = (job: T) => {
      queue.push(job);
      start();
    };
    start();
  });
}
