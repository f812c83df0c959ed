#!/usr/bin/env node
/**
 * Writes src/lock.json: every field of custom resources that this repository uses and that no package knows, each held
 * against the CRDs in the folders given. The CRDs are read and not kept.
 *
 *   node packages/kubernetes-schemas/bin/lock.mjs OBJECTS NAME=FOLDER…
 *
 * OBJECTS is a file with the rendered objects, as `npm run check -- --objects` prints them; each folder is searched for
 * CRDs, NAME says whose they are, such as keycloak-26.8.1.
 */
import fs from 'node:fs';
import path from 'node:path';
import { loadAll } from 'js-yaml';
import { lockFile } from '../src/lock.mjs';
import { makeLock, readCrds } from '../src/makeLock.mjs';

const [objects, ...sources] = process.argv.slice(2);
if (!objects || sources.length === 0) {
  console.error('Usage: lock.mjs OBJECTS NAME=FOLDER…');
  process.exit(2);
}
const crds = sources.flatMap(source => {
  const [, name, folder] = /^([^=]+)=(.+)$/.exec(source) ?? [];
  if (!folder) throw new Error(`'${source}' is not NAME=FOLDER.`);
  return readCrds(path.resolve(folder), name);
});
const { lock, problems } = await makeLock(
  loadAll(fs.readFileSync(objects, 'utf8')),
  crds,
);
for (const problem of problems) console.error(problem);
if (problems.length > 0) process.exit(1);
fs.writeFileSync(lockFile, `${JSON.stringify(lock, null, 2)}\n`);
console.log(
  `${Object.keys(lock).length} kinds: ${Object.keys(lock).join(', ')}`,
);
