import { spawn } from 'node:child_process';
import os from 'node:os';

export interface RunResult {
  code: number;
  output: string;
  /** CPU time of the command and its children, where the shell tells. */
  cpuSeconds?: number;
}

/**
 * Runs a command at the lowest priority, as builds are not in a hurry, and keeps what it prints. `onLine` sees each line
 * as it comes. Resolves whatever the exit code.
 */
export function runQuietly(
  command: string,
  args: string[],
  options: {
    cwd?: string;
    env?: NodeJS.ProcessEnv;
    onLine?: (line: string) => void;
  } = {},
): Promise<RunResult> {
  return new Promise((resolve, reject) => {
    // `times` is the only portable way to learn what the children of a build used.
    const child = spawn(
      '/bin/sh',
      ['-c', '"$@"; code=$?; times >&3; exit $code', 'sh', command, ...args],
      {
        cwd: options.cwd,
        env: options.env ?? process.env,
        stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
        detached: true,
      },
    );
    // A compiler that goes on without us would only heat the room.
    const endGroup = () => {
      try {
        process.kill(-child.pid!, 'SIGKILL');
      } catch {
        // It has ended.
      }
    };
    process.once('exit', endGroup);
    try {
      if (child.pid) os.setPriority(child.pid, 19);
    } catch {
      // Only politeness towards other programs.
    }
    let output = '';
    let rest = '';
    let times = '';
    const take = (chunk: string) => {
      output += chunk;
      const lines = (rest + chunk).split('\n');
      rest = lines.pop() ?? '';
      if (options.onLine) lines.forEach(options.onLine);
    };
    child.stdout!.setEncoding('utf8').on('data', take);
    child.stderr!.setEncoding('utf8').on('data', take);
    child.stdio[3]!.on('data', (chunk: Buffer) => {
      times += chunk;
    });
    child.once('error', reject);
    child.once('close', code => {
      process.off('exit', endGroup);
      resolve({ code: code ?? 1, output, cpuSeconds: childSeconds(times) });
    });
  });
}

/** Reads the second line of what a shell's `times` prints: user and system time of its children. */
export function childSeconds(times: string): number | undefined {
  const line = times.trim().split('\n')[1];
  const values = [...(line ?? '').matchAll(/(\d+)m([\d.]+)s/g)].map(
    ([, minutes, seconds]) => Number(minutes) * 60 + Number(seconds),
  );
  if (values.length !== 2) return undefined;
  return Math.round((values[0] + values[1]) * 10) / 10;
}
