import fs from 'node:fs';

/**
 * What processors did for a process so far, in seconds: itself, and the children that it has waited for. Linux tells in
 * hundredths; undefined where the system does not tell.
 */
export function cpuTimesOf(
  pid: number | 'self',
): { own: number; children: number } | undefined {
  let stat;
  try {
    stat = fs.readFileSync(`/proc/${pid}/stat`, 'utf8');
  } catch {
    return undefined;
  }
  // The name, which is before the other fields, may have blanks.
  const fields = stat
    .slice(stat.lastIndexOf(')') + 2)
    .split(' ')
    .map(Number);
  return {
    own: (fields[11] + fields[12]) / 100,
    children: (fields[13] + fields[14]) / 100,
  };
}

/** The same of a process alone, which has to be told. */
export function cpuSecondsOf(pid: number): number {
  const times = cpuTimesOf(pid);
  if (!times) throw new Error('This system does not say what a process uses');
  return times.own;
}
