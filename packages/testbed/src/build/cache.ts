import crypto from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import type { Component } from '../components/types';
import { cacheFolder, packageFolder } from '../lib/folders';

/** What stands in `built.json` beside a binary. */
export interface BuildRecord {
  recipe: string;
  wallSeconds: number;
  /** CPU time of the build and its children. */
  cpuSeconds?: number;
  builtAt: string;
}

const recordFile = 'built.json';

/** Where a component lies in the cache once it is built. */
export const componentFolder = ({ name, version }: Component): string =>
  path.join(cacheFolder(), name, version);

/** The folder with a component's go.mod. */
export const toolFolder = ({ name }: Component): string =>
  path.join(packageFolder, 'tools', name);

/** Digest of all that decides on the result, so that a changed go.mod or flag is built anew. */
export function recipeOf(component: Component): string {
  const { estimate: _, what: __, ...decisive } = component;
  const hash = crypto.createHash('sha256').update(JSON.stringify(decisive));
  if (component.kind === 'go') {
    for (const file of fs.readdirSync(toolFolder(component)).sort()) {
      hash
        .update(`\0${file}\0`)
        .update(fs.readFileSync(path.join(toolFolder(component), file)));
    }
  }
  return hash.digest('hex');
}

/** The record of a build that still fits; undefined where the component must be built. */
export function builtRecord(component: Component): BuildRecord | undefined {
  const file = path.join(componentFolder(component), recordFile);
  let record: BuildRecord;
  try {
    record = JSON.parse(fs.readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
  return record.recipe === recipeOf(component) ? record : undefined;
}

/**
 * Lets `fill` write a new folder, which takes its place only when it is complete: a build that is ended half-way leaves
 * nothing that looks built.
 */
export async function fillFolder(
  component: Component,
  fill: (folder: string) => Promise<{ cpuSeconds?: number }>,
): Promise<BuildRecord> {
  const target = componentFolder(component);
  const part = `${target}.part-${process.pid}`;
  removeParts(target);
  fs.mkdirSync(part, { recursive: true });
  const started = performance.now();
  try {
    const { cpuSeconds } = await fill(part);
    const record: BuildRecord = {
      recipe: recipeOf(component),
      wallSeconds: Math.round((performance.now() - started) / 100) / 10,
      cpuSeconds,
      builtAt: new Date().toISOString(),
    };
    fs.writeFileSync(
      path.join(part, recordFile),
      `${JSON.stringify(record, null, 2)}\n`,
    );
    fs.rmSync(target, { recursive: true, force: true });
    fs.renameSync(part, target);
    return record;
  } finally {
    fs.rmSync(part, { recursive: true, force: true });
  }
}

/** What builds that were ended half-way left; there is one build at a time. */
function removeParts(target: string) {
  const parent = path.dirname(target);
  if (!fs.existsSync(parent)) return;
  for (const name of fs.readdirSync(parent)) {
    if (name.startsWith(`${path.basename(target)}.part-`))
      fs.rmSync(path.join(parent, name), { recursive: true, force: true });
  }
}
