import fs from 'node:fs';

/** What a process and those that it started hold in MiB; undefined where the system does not say. */
export function memoryOf(pid: number): number | undefined {
  try {
    const status = fs.readFileSync(`/proc/${pid}/status`, 'utf8');
    const own = Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024;
    const children = fs
      .readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8')
      .split(' ')
      .filter(Boolean);
    return children.reduce(
      (sum, child) => sum + (memoryOf(Number(child)) ?? 0),
      own,
    );
  } catch {
    return undefined;
  }
}
