import { spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { typescriptArgs } from '../backstageCli.mjs';
import { freePort } from '../ports.mjs';
import { Problem } from '../problem.mjs';
import { root } from '../root.mjs';
import { copyCheckout } from './copyCheckout.mjs';
import { startSandbox } from './startSandbox.mjs';

/**
 * Starts the production portal on a free port, with a forge of its own that is seeded from the working tree, in a
 * temporary folder. With `sandbox`, stand-ins of the clusters run beside it, with what its `env` adds; without, it knows
 * no upstream but those of `config`. It ends with us, however that is. Resolves when it is ready: `{url, folder, forge, sandbox?, pid, log(), stop()}`.
 */
export async function startPortal({
  tools,
  config = {},
  checkout,
  sandbox: sandboxOptions,
  entry = path.join(root, 'packages', 'backend', 'src', 'index.ts'),
  timeoutSeconds = 180,
  env = {},
}) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'idp-portal-'));
  const seed = checkout ?? path.join(folder, 'checkout');
  if (!checkout) await copyCheckout(seed);
  const port = await freePort();
  const url = `http://localhost:${port}`;
  const forge = path.join(folder, 'forge.git');
  const sandbox = sandboxOptions
    ? await startSandbox({ tools, forge, ...sandboxOptions })
    : undefined;
  const configFile = path.join(folder, 'app-config.run.yaml');
  fs.writeFileSync(
    configFile,
    JSON.stringify(
      merge(
        {
          app: { baseUrl: url },
          backend: {
            baseUrl: url,
            listen: { host: '127.0.0.1', port },
            cors: { origin: url },
            csp: { 'upgrade-insecure-requests': false },
            workingDirectory: folder,
          },
          changes: { forge: { local: { path: forge, seedFrom: seed } } },
          ...(!sandbox && {
            argocd: { appLocatorMethods: [] },
            grafana: { hosts: [], prometheus: [], alertmanager: [], loki: [] },
            kubernetes: { clusterLocatorMethods: [] },
            vault: { servers: [] },
          }),
          auth: {
            providers: { guest: { dangerouslyAllowOutsideDevelopment: true } },
          },
        },
        config,
      ),
      null,
      2,
    ),
  );

  const child = spawn(
    tools.node,
    [
      ...typescriptArgs,
      '--require',
      path.join(import.meta.dirname, 'endWithParent.cjs'),
      entry,
      '--config',
      path.join(root, 'app-config.yaml'),
      '--config',
      configFile,
    ],
    {
      cwd: path.join(root, 'packages', 'backend'),
      env: {
        ...tools.env,
        NODE_ENV: 'production',
        ...(sandbox && { IDP_SANDBOX_URL: sandbox.url }),
        ...env,
      },
      stdio: ['pipe', 'pipe', 'pipe'],
    },
  );
  let log = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', text => (log += text));
  }
  const exited = new Promise(resolve => child.once('exit', resolve));
  const kill = () => child.kill('SIGKILL');
  process.once('exit', kill);

  const stop = async () => {
    child.kill('SIGTERM');
    const slow = setTimeout(kill, 10_000);
    await exited;
    clearTimeout(slow);
    process.off('exit', kill);
    await sandbox?.stop();
    fs.rmSync(folder, { recursive: true, force: true });
  };

  try {
    await untilReady({ url, child, timeoutSeconds });
  } catch (error) {
    const tail = log.split('\n').slice(-40).join('\n');
    await stop();
    throw new Problem(`The portal did not start: ${error.message}\n\n${tail}`);
  }
  return {
    url,
    folder,
    forge,
    sandbox,
    pid: child.pid,
    log: () => log,
    stop,
  };
}

async function untilReady({ url, child, timeoutSeconds }) {
  const deadline = Date.now() + timeoutSeconds * 1000;
  while (Date.now() < deadline) {
    if (child.exitCode !== null) {
      throw new Error(`it ended with exit code ${child.exitCode}`);
    }
    const ready = await fetch(`${url}/.backstage/health/v1/readiness`)
      .then(response => response.ok)
      .catch(() => false);
    if (ready) return;
    await new Promise(resolve => setTimeout(resolve, 100));
  }
  throw new Error(`it was not ready within ${timeoutSeconds} s`);
}

function merge(base, over) {
  if (!isObject(base) || !isObject(over)) return over;
  const result = { ...base };
  for (const [key, value] of Object.entries(over)) {
    result[key] = key in base ? merge(base[key], value) : value;
  }
  return result;
}

const isObject = value =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
