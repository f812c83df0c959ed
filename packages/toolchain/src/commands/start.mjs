import path from 'node:path';
import { parseArgs } from 'node:util';
import { backstageCli } from '../backstageCli.mjs';
import { addressFile, startSandbox } from '../portal/startSandbox.mjs';
import { requireFreePort } from '../ports.mjs';
import { Problem } from '../problem.mjs';
import { root } from '../root.mjs';

const OPTIONS =
  'npm start -- --port 3000 --backend-port 7007 --sandbox-port 7010';

/** `npm start`: the portal on this machine, with embedded defaults, and the sandbox that it looks at. */
export async function run({ args, tools }) {
  const { port, backendPort, sandboxPort } = readPorts(args);
  await requireFreePort(port, { what: 'the portal', option: '--port' });
  await requireFreePort(backendPort, {
    what: "the portal's backend",
    option: '--backend-port',
  });
  await requireFreePort(sandboxPort, {
    what: 'the sandbox',
    option: '--sandbox-port',
  });
  const sandbox = await startSandbox({
    tools,
    // Of app-config.yaml; the backend makes it
    forge: path.join(root, '.local', 'forge.git'),
    port: sandboxPort,
    address: addressFile,
  });
  console.log(
    `\nStarting the portal. In about 20 seconds it is at http://localhost:${port}; press Enter there to sign in. Ctrl-C stops it.\n`,
  );
  try {
    return await backstageCli(tools, ['repo', 'start'], {
      env: portEnvironment({ port, backendPort, sandboxPort }),
    });
  } finally {
    await sandbox.stop();
  }
}

export function readPorts(args) {
  let values;
  try {
    ({ values } = parseArgs({
      args,
      options: {
        port: { type: 'string', default: '3000' },
        'backend-port': { type: 'string', default: '7007' },
        'sandbox-port': { type: 'string', default: '7010' },
      },
    }));
  } catch (error) {
    throw new Problem(`${error.message} The options are: ${OPTIONS}`);
  }
  const number = (name, text) => {
    const value = Number(text);
    if (!Number.isInteger(value) || value < 1 || value > 65535) {
      throw new Problem(
        `--${name} ${text}: a port is a number from 1 to 65535.`,
      );
    }
    return value;
  };
  return {
    port: number('port', values.port),
    backendPort: number('backend-port', values['backend-port']),
    sandboxPort: number('sandbox-port', values['sandbox-port']),
  };
}

/** Backstage reads configuration from variables of this form; the defaults of app-config.yaml need none. */
export function portEnvironment({ port, backendPort, sandboxPort }) {
  const env = { NODE_ENV: 'development' };
  if (port !== 3000) {
    env.APP_CONFIG_app_listen_port = JSON.stringify(port);
    env.APP_CONFIG_app_baseUrl = JSON.stringify(`http://localhost:${port}`);
    env.APP_CONFIG_backend_cors_origin = JSON.stringify(
      `http://localhost:${port}`,
    );
  }
  if (backendPort !== 7007) {
    env.APP_CONFIG_backend_baseUrl = JSON.stringify(
      `http://localhost:${backendPort}`,
    );
    env.APP_CONFIG_backend_listen_port = JSON.stringify(backendPort);
  }
  if (sandboxPort !== 7010) {
    env.IDP_SANDBOX_URL = `http://127.0.0.1:${sandboxPort}`;
  }
  return env;
}
