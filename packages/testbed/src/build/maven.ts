import fs from 'node:fs';
import path from 'node:path';
import type { MavenComponent } from '../components/types';
import { findOnPath } from '../lib/findOnPath';
import { Problem } from '../lib/problem';
import { runQuietly } from './run';

/** Fetches a zip by Maven, which checks its digest and unpacks it; it becomes `home` inside `folder`. */
export async function fetchMaven(
  component: MavenComponent,
  folder: string,
  onProgress: (text: string) => void,
): Promise<{ cpuSeconds?: number }> {
  if (!findOnPath('mvn')) {
    throw new Problem(
      `${component.name} comes from a Maven repository, and there is no mvn on PATH. Install it (Debian: apt-get install maven).`,
    );
  }
  onProgress(`fetching ${component.artifact}`);
  const { code, output, cpuSeconds } = await runQuietly(
    'mvn',
    [
      '--batch-mode',
      '--quiet',
      'dependency:unpack',
      `-Dartifact=${component.artifact}`,
      `-DoutputDirectory=${folder}`,
    ],
    { cwd: folder },
  );
  const unpacked = path.join(folder, component.unpacksTo);
  if (code !== 0 || !fs.existsSync(unpacked)) {
    throw new Problem(
      `${component.name}: Maven could not fetch ${component.artifact}:\n${output
        .trim()
        .split('\n')
        .slice(-8)
        .join('\n')}`,
    );
  }
  const home = path.join(folder, 'home');
  fs.renameSync(unpacked, home);
  if (!component.prepare) return { cpuSeconds };
  const [command, ...args] = component.prepare;
  onProgress(component.prepare.join(' '));
  const prepared = await runQuietly(path.join(home, command), args, {
    cwd: home,
  });
  if (prepared.code !== 0) {
    throw new Problem(
      `${component.name}: ${component.prepare.join(
        ' ',
      )} failed:\n${prepared.output.trim().split('\n').slice(-8).join('\n')}`,
    );
  }
  return { cpuSeconds: (cpuSeconds ?? 0) + (prepared.cpuSeconds ?? 0) };
}
