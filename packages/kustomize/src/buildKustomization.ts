import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { runProgram } from '@idp/run-program';
import {
  findKustomize,
  KUSTOMIZE_VARIABLE,
  type KustomizeProgram,
} from './findKustomize';
import { KustomizeError } from './KustomizeError';

const DEFAULT_TIMEOUT_MS = 20_000;
const DEFAULT_MAX_BYTES = 16 * 1024 * 1024;

interface Limits {
  timeoutMs: number;
  maxBytes: number;
}

/**
 * How a folder is rendered.
 *
 * @public
 */
export interface BuildOptions {
  /** Found on the machine when absent. */
  program?: KustomizeProgram;
  /** Milliseconds; 20 seconds when absent. */
  timeoutMs?: number;
  /** Largest output in bytes; 16 MiB when absent. */
  maxBytes?: number;
  signal?: AbortSignal;
}

/**
 * Renders the kustomization in a folder of the local disk and resolves to the YAML documents, as one text.
 * The program runs without a shell, without the portal's environment (so no credential reaches it), without a PATH
 * (so it finds no git to clone a remote base with), and with kustomize's own load restrictor, helm and plugins off.
 *
 * @param folder - the folder that holds `kustomization.yaml`
 * @throws {@link KustomizeError}
 * @public
 */
export async function buildKustomization(
  folder: string,
  options: BuildOptions = {},
): Promise<string> {
  const program = options.program ?? (await findKustomize());
  if (!program) {
    throw new KustomizeError(
      'not-found',
      `Neither kustomize nor kubectl is on PATH, so manifests cannot be rendered. Install one of them, or set ${KUSTOMIZE_VARIABLE} to its full path.`,
    );
  }
  const { target, args, limits } = commandFor(folder, program, options);
  const { exitCode, signal, stopped, stdout, stderr } = await runProgram({
    command: program.command,
    args,
    env: isolatedEnvironment(),
    timeoutMs: limits.timeoutMs,
    maxBytes: limits.maxBytes,
    signal: options.signal,
  }).catch(error => {
    throw options.signal?.aborted ? aborted() : cannotStart(error);
  });
  if (stopped === 'aborted') throw aborted();
  if (stopped) throw overLimit(stopped, target, limits);
  if (exitCode === 0) return stdout.toString('utf8');
  throw failed(stderr.toString('utf8') || `${signal ?? exitCode}`, target);
}

/**
 * As {@link buildKustomization}, while nothing else happens in this process: for a caller that cannot wait.
 *
 * @throws {@link KustomizeError}
 */
export function buildKustomizationSync(
  folder: string,
  options: Omit<BuildOptions, 'signal' | 'program'> & {
    program: KustomizeProgram;
  },
): string {
  const { program } = options;
  const { target, args, limits } = commandFor(folder, program, options);
  const { error, status, signal, stdout, stderr } = spawnSync(
    program.command,
    args,
    {
      // Backstage declares NODE_ENV as required in ProcessEnv; the program has no use for it.
      env: isolatedEnvironment() as unknown as NodeJS.ProcessEnv,
      encoding: 'utf8',
      killSignal: 'SIGKILL',
      maxBuffer: limits.maxBytes,
      shell: false,
      timeout: limits.timeoutMs,
      windowsHide: true,
    },
  );
  const { code } = (error ?? {}) as NodeJS.ErrnoException;
  if (code === 'ENOBUFS') throw overLimit('too-large', target, limits);
  if (code === 'ETIMEDOUT') throw overLimit('timeout', target, limits);
  if (error) throw cannotStart(error);
  if (status === 0) return stdout;
  throw failed(stderr || `${signal ?? status}`, target);
}

function commandFor(
  folder: string,
  program: KustomizeProgram,
  options: Pick<BuildOptions, 'timeoutMs' | 'maxBytes'>,
): { target: string; args: string[]; limits: Limits } {
  // An absolute path: a folder whose name begins with '-' cannot become an option, and one like 'github.com/…' no URL.
  const target = path.resolve(folder);
  return {
    target,
    args: [...program.args, target],
    limits: {
      timeoutMs: options.timeoutMs ?? DEFAULT_TIMEOUT_MS,
      maxBytes: options.maxBytes ?? DEFAULT_MAX_BYTES,
    },
  };
}

function isolatedEnvironment(): Record<string, string> {
  const nowhere = 'http://127.0.0.1:9';
  const env: Record<string, string> = {
    PATH: '',
    KUBECONFIG: '',
    // It lives for a moment: a little more memory saves a third of its time.
    GOGC: '400',
    // kubectl would make it where the portal runs.
    KUBECACHEDIR: path.join(tmpdir(), 'idp-kubectl-cache'),
    HTTP_PROXY: nowhere,
    HTTPS_PROXY: nowhere,
  };
  for (const name of ['SystemRoot', 'TEMP', 'TMP', 'TMPDIR']) {
    const value = process.env[name];
    if (value) env[name] = value;
  }
  return env;
}

/** As Node's own functions are aborted. */
function aborted(): Error {
  return Object.assign(new Error('The rendering was aborted'), {
    name: 'AbortError',
    code: 'ABORT_ERR',
  });
}

function overLimit(
  stopped: 'timeout' | 'too-large',
  target: string,
  limits: Limits,
): KustomizeError {
  const folder = path.basename(target);
  return new KustomizeError(
    stopped,
    stopped === 'timeout'
      ? `Rendering '${folder}' took longer than ${limits.timeoutMs} ms and was stopped. Look for a remote base or a very large resource list.`
      : `Rendering '${folder}' gave more than ${limits.maxBytes} bytes and was stopped. Split the kustomization.`,
  );
}

function failed(stderr: string, target: string): KustomizeError {
  return new KustomizeError('build-failed', readableReason(stderr, target));
}

function cannotStart(error: Error & { code?: unknown }): Error {
  return error.code === 'ENOENT' || error.code === 'EACCES'
    ? new KustomizeError(
        'not-found',
        `The program that renders manifests cannot be started (${error.code}). Install kustomize or kubectl, or set ${KUSTOMIZE_VARIABLE} to its full path.`,
      )
    : error;
}

/** Kustomize's own sentence, without kubectl's log prefix and without this machine's absolute paths. */
function readableReason(stderr: string, target: string): string {
  const wrapped = /"command failed" err=("(?:[^"\\]|\\.)*")/.exec(stderr);
  // A message of several lines stands between < and > instead.
  let text = /"command failed" err=<\n([^]*)\n\s*>/.exec(stderr)?.[1] ?? stderr;
  if (wrapped) {
    try {
      text = JSON.parse(wrapped[1]);
    } catch {
      text = wrapped[1];
    }
  }
  const reason = text
    .trim()
    .replace(/^(?:Error|error):\s*/, '')
    .split(target)
    .join('.')
    .slice(0, 4_000);
  return `kustomize could not render this folder: ${
    reason || 'no reason given'
  }`;
}
