import { execFile } from 'node:child_process';

const MAX_OUTPUT = 64 * 1024 * 1024;

/** Runs git; rejects with what it said. Nothing of the user's own configuration takes part. */
export function runGit(
  args: string[],
  options: { env?: Record<string, string> } = {},
): Promise<string> {
  return new Promise((resolve, reject) => {
    execFile(
      'git',
      ['-c', 'core.hooksPath=/dev/null', '-c', 'core.symlinks=false', ...args],
      {
        env: {
          ...process.env,
          GIT_CONFIG_NOSYSTEM: '1',
          GIT_CONFIG_GLOBAL: '/dev/null',
          GIT_TERMINAL_PROMPT: '0',
          LC_ALL: 'C',
          ...options.env,
        },
        maxBuffer: MAX_OUTPUT,
        windowsHide: true,
      },
      (error, stdout, stderr) => {
        if (!error) resolve(stdout);
        else
          reject(
            new Error(
              `git ${args.find(arg => !arg.startsWith('-')) ?? ''}: ${
                stderr.trim() || error.message
              }`,
            ),
          );
      },
    );
  });
}
