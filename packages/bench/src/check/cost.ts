import fs from 'node:fs';
import os from 'node:os';

export interface Cost {
  seconds: number;
  /** Processor time of all processes that were started; undefined where the system does not tell. */
  cpuSeconds?: number;
}

/** What it takes to run something in processes of its own. */
export async function costOf<T>(
  run: () => Promise<T>,
): Promise<Cost & { result: T }> {
  const before = childrenCpu();
  const started = performance.now();
  const result = await run();
  const seconds = (performance.now() - started) / 1000;
  const after = childrenCpu();
  return {
    result,
    seconds,
    ...(before !== undefined &&
      after !== undefined && { cpuSeconds: after - before }),
  };
}

/** Linux tells in the fields cutime and cstime, in hundredths; the name before them may have blanks. */
function childrenCpu(): number | undefined {
  if (os.platform() !== 'linux') return undefined;
  const stat = fs.readFileSync('/proc/self/stat', 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[13]) + Number(fields[14])) / 100;
}
