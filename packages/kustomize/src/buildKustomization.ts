import { execFile } from 'node:child_process';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  findKustomize,
  KUSTOMIZE_VARIABLE,
  type KustomizeProgram,
} from './findKustomize';
import { KustomizeError } from './KustomizeError';

const DEFAULT_TIMEOUT_MS = 20_000;
const DEFAULT_MAX_BYTES = 16 * 1024 * 1024;

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
  options: {
    /** Found on the machine when absent. */
    program?: KustomizeProgram;
    /** Milliseconds; 20 seconds when absent. */
    timeoutMs?: number;
    /** Largest output in bytes; 16 MiB when absent. */
    maxBytes?: number;
    signal?: AbortSignal;
  } = {},
): Promise<string> {
  const { timeoutMs = DEFAULT_TIMEOUT_MS, maxBytes = DEFAULT_MAX_BYTES } =
    options;
  const program = options.program ?? (await findKustomize());
  if (!program) {
    throw new KustomizeError(
      'not-found',
      `Neither kustomize nor kubectl is on PATH, so manifests cannot be rendered. Install one of them, or set ${KUSTOMIZE_VARIABLE} to its full path.`,
    );
  }
  // An absolute path: a folder whose name begins with '-' cannot become an option, and one like 'github.com/…' no URL.
  const target = path.resolve(folder);

  return await new Promise<string>((resolve, reject) => {
    execFile(
      program.command,
      [...program.args, target],
      {
        env: isolatedEnvironment(),
        encoding: 'utf8',
        killSignal: 'SIGKILL',
        maxBuffer: maxBytes,
        shell: false,
        signal: options.signal,
        timeout: timeoutMs,
        windowsHide: true,
      },
      (error, stdout, stderr) => {
        if (!error) {
          resolve(stdout);
          return;
        }
        reject(explain(error, stderr, { target, timeoutMs, maxBytes }));
      },
    );
  });
}

function isolatedEnvironment(): NodeJS.ProcessEnv {
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
  // Backstage declares NODE_ENV as required in ProcessEnv; the program has no use for it.
  return env as unknown as NodeJS.ProcessEnv;
}

function explain(
  error: Error & { code?: unknown; killed?: boolean },
  stderr: string,
  limits: { target: string; timeoutMs: number; maxBytes: number },
): Error {
  const folder = path.basename(limits.target);
  if (error.name === 'AbortError') return error;
  if (error.code === 'ERR_CHILD_PROCESS_STDIO_MAXBUFFER') {
    return new KustomizeError(
      'too-large',
      `Rendering '${folder}' gave more than ${limits.maxBytes} bytes and was stopped. Split the kustomization.`,
    );
  }
  if (error.killed) {
    return new KustomizeError(
      'timeout',
      `Rendering '${folder}' took longer than ${limits.timeoutMs} ms and was stopped. Look for a remote base or a very large resource list.`,
    );
  }
  if (error.code === 'ENOENT' || error.code === 'EACCES') {
    return new KustomizeError(
      'not-found',
      `The program that renders manifests cannot be started (${error.code}). Install kustomize or kubectl, or set ${KUSTOMIZE_VARIABLE} to its full path.`,
    );
  }
  return new KustomizeError(
    'build-failed',
    readableReason(stderr || error.message, limits.target),
  );
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
