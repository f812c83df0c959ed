import { spawn } from 'node:child_process';
import { devNull } from 'node:os';
import { ForgeError } from '../ForgeError';

/** A git process that is done. */
export interface GitResult {
  exitCode: number;
  stdout: Buffer;
  stderr: string;
}

export interface GitCommand {
  /** Completes "Could not …" in an error, such as "read the head". */
  purpose: string;
  /** The repository, as an error names it. */
  repository: string;
  args: string[];
  input?: Buffer | string;
  cwd?: string;
  env?: Record<string, string>;
  /** Exit codes that are answers, not failures. 0 when absent. */
  okExitCodes?: number[];
  timeoutMs?: number;
  signal?: AbortSignal;
}

const DEFAULT_TIMEOUT_MS = 60_000;
const KILL_AFTER_MS = 2_000;
const KEPT_VARIABLES = ['PATH', 'TMPDIR', 'TMP', 'TEMP', 'SystemRoot'];

/**
 * The environment of every git process: nothing of the portal's own, no settings of the user or the machine, no
 * replaced objects, no questions, messages in English.
 */
export function gitEnvironment(): Record<string, string> {
  const env: Record<string, string> = {};
  for (const name of KEPT_VARIABLES) {
    const value = process.env[name];
    if (value !== undefined) env[name] = value;
  }
  return {
    ...env,
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_GLOBAL: devNull,
    GIT_ATTR_NOSYSTEM: '1',
    GIT_NO_REPLACE_OBJECTS: '1',
    GIT_OPTIONAL_LOCKS: '0',
    GIT_TERMINAL_PROMPT: '0',
    GIT_LITERAL_PATHSPECS: '1',
    LC_ALL: 'C',
  };
}

/** Settings of every git process, wherever the repository came from. */
export const gitSettings: string[] = [
  'core.fsync=committed,loose-object',
  'core.looseCompression=0',
  'core.filesRefLockTimeout=500',
  'core.packedRefsTimeout=2000',
  'core.fsmonitor=false',
  `core.attributesFile=${devNull}`,
  'merge.renames=false',
  'merge.directoryRenames=false',
  'gc.auto=0',
].flatMap(setting => ['-c', setting]);

/** Runs one git process to its end. Rejects with a ForgeError that names the purpose and the repository. */
export async function runGit(command: GitCommand): Promise<GitResult> {
  const { timeoutMs = DEFAULT_TIMEOUT_MS, okExitCodes = [0] } = command;
  command.signal?.throwIfAborted();
  return new Promise((resolve, reject) => {
    const child = spawn('git', [...gitSettings, ...command.args], {
      cwd: command.cwd,
      env: { ...gitEnvironment(), ...command.env },
      stdio: ['pipe', 'pipe', 'pipe'],
      windowsHide: true,
    });
    const stdout: Buffer[] = [];
    const stderr: Buffer[] = [];
    let stopped: string | undefined;
    let killer: NodeJS.Timeout | undefined;
    const stop = (why: string) => {
      stopped ??= why;
      child.kill('SIGTERM');
      killer ??= setTimeout(() => child.kill('SIGKILL'), KILL_AFTER_MS);
    };
    const abort = () => stop('the request was cancelled');
    const timer = setTimeout(
      () => stop(`git took longer than ${timeoutMs / 1000} s`),
      timeoutMs,
    );
    command.signal?.addEventListener('abort', abort, { once: true });
    const settle = () => {
      clearTimeout(timer);
      clearTimeout(killer);
      command.signal?.removeEventListener('abort', abort);
    };
    child.stdout.on('data', chunk => stdout.push(chunk));
    child.stderr.on('data', chunk => {
      if (stderr.length < 64) stderr.push(chunk);
    });
    // A process that ends without reading its input is judged by its exit code.
    child.stdin.on('error', () => {});
    child.once('error', error => {
      settle();
      reject(startFailure(command, error));
    });
    child.once('close', (code, signal) => {
      settle();
      const result = {
        exitCode: code ?? -1,
        stdout: Buffer.concat(stdout),
        stderr: Buffer.concat(stderr).toString('utf8'),
      };
      if (stopped) reject(gitFailure(command, stopped));
      else if (code === null) {
        reject(gitFailure(command, `git was ended by ${signal}`));
      } else if (okExitCodes.includes(code)) resolve(result);
      else reject(gitFailure(command, reasonOf(result.stderr, code)));
    });
    child.stdin.end(command.input);
  });
}

export function gitFailure(
  command: Pick<GitCommand, 'purpose' | 'repository'>,
  reason: string,
): ForgeError {
  return new ForgeError(
    'unavailable',
    `Could not ${command.purpose} in the repository ${command.repository}: ${reason}`,
  );
}

export function startFailure(
  command: Pick<GitCommand, 'purpose' | 'repository'>,
  error: Error,
): ForgeError {
  return gitFailure(
    command,
    (error as NodeJS.ErrnoException).code === 'ENOENT'
      ? 'git was not found on PATH; install Git 2.38 or newer'
      : `git could not be started (${(error as NodeJS.ErrnoException).code})`,
  );
}

/** The one line of git's messages that says what was wrong. */
function reasonOf(stderr: string, exitCode: number): string {
  if (stderr.includes('No space left on device')) {
    return 'the disk is full; free some space and try again';
  }
  const lines = stderr.split('\n').filter(line => line.trim());
  const line =
    lines.find(text => /^(fatal|error): /.test(text)) ?? lines.at(-1);
  const text = line
    ?.replace(/^(fatal|error): /, '')
    // eslint-disable-next-line no-control-regex
    .replace(/[\u0000-\u001f\u007f]/g, ' ')
    .slice(0, 300);
  return text ? `git says "${text}"` : `git ended with code ${exitCode}`;
}
