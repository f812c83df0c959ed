import { spawnSync } from 'node:child_process';
import type { DebianComponent } from '../components/types';
import { Problem } from '../lib/problem';
import { findOnPath } from '../lib/findOnPath';
import { runQuietly } from './run';

/** Installs a component's packages where its binary is missing and this user may. */
export async function installDebian(
  component: DebianComponent,
  onProgress: (text: string) => void,
): Promise<void> {
  if (findOnPath(component.binary)) return;
  const command = `apt-get install --no-install-recommends ${component.packages.join(
    ' ',
  )}`;
  if (!findOnPath('apt-get') || process.getuid?.() !== 0) {
    throw new Problem(
      `${component.name}: there is no ${component.binary} on PATH. Install it (Debian: ${command}).`,
    );
  }
  onProgress(`is missing on this machine: ${command}`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const known = spawnSync('apt-cache', ['show', component.packages[0]]);
  if (known.status !== 0) await runQuietly('apt-get', ['update'], { env });
  const { code, output } = await runQuietly(
    'apt-get',
    // The test bed starts its own process; a system service that listens on the usual port would only be in the way.
    [
      '-o',
      'Dpkg::Options::=--force-confold',
      'install',
      '-y',
      '--no-install-recommends',
      ...component.packages,
    ],
    { env: { ...env, RUNLEVEL: '1' } },
  );
  if (code !== 0 || !findOnPath(component.binary)) {
    throw new Problem(
      `${component.name}: \`${command}\` did not bring ${
        component.binary
      }:\n${output.trim().split('\n').slice(-8).join('\n')}`,
    );
  }
}
