import fs from 'node:fs';

/**
 * Seconds in which a process had something to do: in which it ran, and in which it could have run if others had left it a
 * core. So a process that is busy looks busy on a machine that is full, where it hardly gets CPU time.
 */
export function busySeconds(pid: number): number {
  const [ran, waited] = fs
    .readFileSync(`/proc/${pid}/schedstat`, 'utf8')
    .split(' ')
    .map(Number);
  return (ran + waited) / 1e9;
}
