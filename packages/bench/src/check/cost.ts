import { cpuTimesOf } from '../lib/cpuTimes';

export interface Cost {
  seconds: number;
  /** Processor time of all processes that were started; undefined where the system does not tell. */
  cpuSeconds?: number;
}

/** What it takes to run something in processes of its own. */
export async function costOf<T>(
  run: () => Promise<T>,
): Promise<Cost & { result: T }> {
  const before = cpuTimesOf('self')?.children;
  const started = performance.now();
  const result = await run();
  const seconds = (performance.now() - started) / 1000;
  const after = cpuTimesOf('self')?.children;
  return {
    result,
    seconds,
    ...(before !== undefined &&
      after !== undefined && { cpuSeconds: after - before }),
  };
}
