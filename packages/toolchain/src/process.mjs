import { spawn } from 'node:child_process';
import { constants } from 'node:os';

/** Runs a command with our output; resolves to its exit code. Signals reach the child through the terminal's group. */
export function runAttached(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: 'inherit', ...options });
    const forward = signal => child.kill(signal);
    process.once('SIGTERM', forward);
    const ignore = () => {};
    process.on('SIGINT', ignore);
    // npm that is told to end takes its shell along, and leaves us behind.
    const parent = process.ppid;
    const watch = setInterval(() => {
      if (process.ppid !== parent) forward('SIGTERM');
    }, 1000);
    child.once('error', reject);
    child.once('exit', (code, signal) => {
      clearInterval(watch);
      process.off('SIGTERM', forward);
      process.off('SIGINT', ignore);
      resolve(code ?? 128 + (constants.signals[signal] ?? 0));
    });
  });
}

/** Runs a command and keeps what it prints: `{code, output}`. `onLine` sees each line as it comes. */
export function runCaptured(command, args, { onLine, ...options } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      stdio: ['ignore', 'pipe', 'pipe'],
      ...options,
    });
    let output = '';
    let rest = '';
    const take = chunk => {
      output += chunk;
      const lines = (rest + chunk).split('\n');
      rest = lines.pop();
      if (onLine) lines.forEach(onLine);
    };
    child.stdout.setEncoding('utf8').on('data', take);
    child.stderr.setEncoding('utf8').on('data', take);
    child.once('error', reject);
    child.once('close', (code, signal) => {
      if (onLine && rest) onLine(rest);
      resolve({
        code: code ?? 128 + (constants.signals[signal] ?? 0),
        output,
      });
    });
  });
}
