import fs from 'node:fs';
import { components as all } from '../components/components';
import type { Component } from '../components/types';
import { findOnPath } from '../lib/findOnPath';
import { cacheFolder } from '../lib/folders';
import { Problem } from '../lib/problem';
import { type BuildRecord, builtRecord, fillFolder } from './cache';
import { installDebian } from './debian';
import { estimateBuild } from './estimate';
import { goBuild } from './goBuild';
import { lockCache } from './lock';
import { fetchMaven } from './maven';
import { copyModules } from './modules';

/** Whether a component can be started as it is. */
const isBuilt = (component: Component): boolean =>
  component.kind === 'debian'
    ? findOnPath(component.binary) !== undefined
    : builtRecord(component) !== undefined;

/** Those of the named components (all by default) that must be built first. */
export const missing = (names?: string[]): Component[] =>
  all.filter(
    component =>
      (!names || names.includes(component.name)) && !isBuilt(component),
  );

/**
 * Builds what is missing, one component at a time, and says before it begins what it will take. What is complete stays,
 * so that a build that was ended goes on where it was.
 */
export async function build(names?: string[]): Promise<void> {
  const todo = missing(names);
  if (todo.length === 0) {
    console.log(`Everything is built already, in ${cacheFolder()}.`);
    return;
  }
  announce(todo);
  requireTools(todo);
  requireDisk(todo);
  const release = lockCache(cacheFolder());
  const onSignal = (signal: NodeJS.Signals) => {
    release();
    process.exit(signal === 'SIGINT' ? 130 : 143);
  };
  process.once('SIGINT', onSignal).once('SIGTERM', onSignal);
  const failures: string[] = [];
  let spent = 0;
  let foreseen = 0;
  try {
    for (const [index, component] of todo.entries()) {
      const pace = foreseen > 30 ? spent / foreseen : 1;
      const left = estimateBuild(todo.slice(index), { pace });
      const label = `[${index + 1}/${todo.length}] ${component.name} ${
        component.version
      }`;
      console.log(
        `${label}: ${component.what} (about ${minutes(left.minutes)} to go)`,
      );
      const started = performance.now();
      try {
        const record = await buildOne(component, progress(label));
        const cpu = record?.cpuSeconds;
        console.log(
          `${label}: done in ${Math.round(
            (performance.now() - started) / 1000,
          )} s${cpu ? `, ${Math.round(cpu)} s of CPU` : ''}`,
        );
      } catch (error) {
        if (!(error instanceof Problem)) throw error;
        failures.push(error.message);
        console.log(`${label}: FAILED\n${error.message}`);
      }
      spent += (performance.now() - started) / 60_000;
      foreseen += estimateBuild([component]).minutes;
    }
  } finally {
    process.off('SIGINT', onSignal).off('SIGTERM', onSignal);
    release();
  }
  if (failures.length > 0) {
    throw new Problem(
      `${failures.length} of ${
        todo.length
      } components could not be built; the others are in ${cacheFolder()}.`,
    );
  }
}

async function buildOne(
  component: Component,
  onProgress: (text: string) => void,
): Promise<BuildRecord | undefined> {
  switch (component.kind) {
    case 'go':
      return fillFolder(component, folder =>
        goBuild(component, folder, onProgress),
      );
    case 'modules':
      return fillFolder(component, folder =>
        copyModules(component, folder, onProgress),
      );
    case 'maven':
      return fillFolder(component, folder =>
        fetchMaven(component, folder, onProgress),
      );
    default:
      await installDebian(component, onProgress);
      return undefined;
  }
}

function announce(todo: Component[]) {
  const { minutes: time, keptMb, goCacheMb } = estimateBuild(todo);
  console.log(
    `To build: ${todo
      .map(({ name, version }) => `${name} ${version}`)
      .join(', ')}.
It takes about ${minutes(time)} where nothing else runs. Disk: ${gb(
      keptMb,
    )} in ${cacheFolder()}, and up to ${gb(
      goCacheMb,
    )} in Go's own caches (\`go clean -cache -modcache\` frees that afterwards).
A build that is ended goes on where it was. What is built is used until its version changes.`,
  );
}

function requireTools(todo: Component[]) {
  const needsGo = todo.some(({ kind }) => kind === 'go' || kind === 'modules');
  if (needsGo && !findOnPath('go')) {
    throw new Problem(
      'The components are built from Go modules, and there is no go on PATH. Install Go 1.26 or newer.',
    );
  }
}

function requireDisk(todo: Component[]) {
  fs.mkdirSync(cacheFolder(), { recursive: true });
  const { keptMb, goCacheMb } = estimateBuild(todo);
  const { bavail, bsize } = fs.statfsSync(cacheFolder());
  const freeMb = (bavail * bsize) / 1e6;
  if (freeMb < keptMb + goCacheMb) {
    throw new Problem(
      `The build needs ${gb(keptMb + goCacheMb)} and ${gb(
        freeMb,
      )} are free. Free some space, or set IDP_TESTBED_CACHE, GOCACHE and GOMODCACHE to folders on a larger disk.`,
    );
  }
}

/** Says at most every 30 seconds how far a component is. */
function progress(label: string): (text: string) => void {
  let last = performance.now();
  return text => {
    const now = performance.now();
    if (now - last < 30_000) return;
    last = now;
    console.log(`${label}: ${text}`);
  };
}

function minutes(value: number) {
  return value < 1 ? 'a minute' : `${Math.round(value)} minutes`;
}
function gb(mb: number) {
  return `${(mb / 1000).toFixed(1)} GB`;
}
