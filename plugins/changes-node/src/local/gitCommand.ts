import { devNull } from 'node:os';
import { runProgram } from '@idp/run-program';
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
const MAX_OUTPUT_BYTES = 256 * 1024 * 1024;
const MAX_ERROR_BYTES = 64 * 1024;
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

const stopReasons = {
  timeout: (ms: number) => `git took longer than ${ms / 1000} s`,
  'too-large': () => `git gave more than ${MAX_OUTPUT_BYTES} bytes`,
  aborted: () => 'the request was cancelled',
};

/** Runs one git process to its end. Rejects with a ForgeError that names the purpose and the repository. */
export async function runGit(command: GitCommand): Promise<GitResult> {
  const { timeoutMs = DEFAULT_TIMEOUT_MS, okExitCodes = [0] } = command;
  const { exitCode, signal, stopped, stdout, stderr } = await runProgram({
    command: 'git',
    args: [...gitSettings, ...command.args],
    cwd: command.cwd,
    env: { ...gitEnvironment(), ...command.env },
    input: command.input,
    timeoutMs,
    graceMs: KILL_AFTER_MS,
    maxBytes: MAX_OUTPUT_BYTES,
    signal: command.signal,
  }).catch(error => {
    throw command.signal?.aborted ? error : startFailure(command, error);
  });
  if (stopped) throw gitFailure(command, stopReasons[stopped](timeoutMs));
  if (exitCode === null) {
    throw gitFailure(command, `git was ended by ${signal}`);
  }
  const errors = stderr.toString('utf8', 0, MAX_ERROR_BYTES);
  if (!okExitCodes.includes(exitCode)) {
    throw gitFailure(command, reasonOf(errors, exitCode));
  }
  return { exitCode, stdout, stderr: errors };
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
