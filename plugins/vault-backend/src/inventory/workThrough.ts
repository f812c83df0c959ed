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
    const begin = async (job: T) => {
      running += 1;
      try {
        // Whoever adds is running, so what is added is begun at the latest when that ends.
        await work(job, added => queue.push(added));
      } catch (error) {
        failure ??= { error };
      }
      running -= 1;
      beginSome();
    };
    function beginSome() {
      while (!failure && running < atOnce && at < queue.length) {
        at += 1;
        begin(queue[at - 1]);
      }
      if (running > 0) return;
      if (failure) reject(failure.error);
      else resolve();
    }
    beginSome();
  });
}
