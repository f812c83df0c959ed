import crypto from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { explainInstallFailure } from '../../../../toolchain/src/problem.mjs';
import { runCaptured } from '../../../../toolchain/src/process.mjs';
import { root, tools } from '../portal';

export const peersFolder = path.join(root, 'packages', 'bench', 'peers');

const DECIDES = ['package.json', 'yarn.lock', '.yarnrc.yml'];

/** Installs the peers' own project as its lock says, the first time and when that has changed. */
export async function installPeers(): Promise<void> {
  const marker = path.join(peersFolder, 'node_modules', '.idp-installed');
  const hash = crypto.createHash('sha256');
  for (const file of DECIDES) {
    hash.update(fs.readFileSync(path.join(peersFolder, file)));
  }
  const state = hash.digest('hex');
  if (fs.existsSync(marker) && fs.readFileSync(marker, 'utf8') === state) {
    return;
  }
  console.log(
    '# installing the backends to compare with into packages/bench/peers (half a minute, 400 MB; not part of the portal)',
  );
  fs.rmSync(marker, { force: true });
  const { code, output } = await runCaptured(
    'yarn', // the toolchain's, which is first on PATH
    ['install', '--immutable'],
    {
      cwd: peersFolder,
      env: tools.env,
      shell: process.platform === 'win32',
    } as object,
  );
  if (code !== 0) {
    throw explainInstallFailure(
      'Installing the backends to compare with',
      output,
    );
  }
  fs.writeFileSync(marker, state);
}
