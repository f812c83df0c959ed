import crypto from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { explainInstallFailure } from './problem.mjs';
import { runCaptured } from './process.mjs';
import { root as checkout } from './root.mjs';

/** Installs what yarn.lock says, and only when something that decides on it has changed since the last time. */
export async function installDependencies({
  node,
  yarn,
  env,
  root = checkout,
}) {
  const marker = path.join(root, 'node_modules', '.idp-installed');
  const state = installState(root);
  if (fs.existsSync(marker) && fs.readFileSync(marker, 'utf8') === state)
    return;

  const started = Date.now();
  console.log(
    'Installing the dependencies (about a minute the first time, 2 GB) …',
  );
  fs.rmSync(marker, { force: true });
  const { code, output } = await runCaptured(
    node,
    [yarn, 'install', '--immutable'],
    { cwd: root, env, onLine: showProgress },
  );
  if (code !== 0)
    throw explainInstallFailure('Installing the dependencies', output);
  fs.writeFileSync(marker, state);
  console.log(`Installed in ${Math.round((Date.now() - started) / 1000)} s.`);
}

/** A digest of everything that decides what is installed. */
function installState(root) {
  const hash = crypto.createHash('sha256');
  hash.update(`${process.platform} ${process.arch}\n`);
  for (const file of ['yarn.lock', '.yarnrc.yml', ...manifests(root)]) {
    hash.update(`${file}\n`);
    hash.update(fs.readFileSync(path.join(root, file)));
  }
  return hash.digest('hex');
}

function manifests(root) {
  const workspaces = ['packages', 'plugins'].flatMap(folder =>
    fs
      .readdirSync(path.join(root, folder))
      .map(name => path.join(folder, name, 'package.json')),
  );
  return ['package.json', ...workspaces].filter(file =>
    fs.existsSync(path.join(root, file)),
  );
}

function showProgress(line) {
  if (/YN0000: ┌ (.*)/.test(line)) console.log(`  ${line.split('┌ ')[1]}`);
}
