import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { packages } from './packages.mjs';

const here = fileURLToPath(import.meta.url);
const NAME = /^[A-Za-z0-9][A-Za-z0-9.-]*$/;

/** Where each package lies; they export no package.json, so it is looked for as Node does. */
const roots = packages.map(entry => ({
  ...entry,
  root: createRequire(here)
    .resolve.paths(entry.name)
    .map(folder => path.join(folder, entry.name))
    .find(folder => fs.existsSync(path.join(folder, 'package.json'))),
}));

/**
 * The type and the validator of a kind: `{types, code, package}`, absolute files; undefined where no package has it.
 *
 * @param {string} apiVersion
 * @param {string} kind
 */
export function findModel(apiVersion, kind) {
  // They become a path: nothing that leads elsewhere.
  if (!apiVersion.split('/').every(part => NAME.test(part))) return undefined;
  if (!NAME.test(kind)) return undefined;
  for (const { root, ...entry } of roots) {
    if (!root) {
      throw new Error(
        `The package ${entry.name} is not installed. Run: npm run yarn -- install`,
      );
    }
    const base = path.join(root, apiVersion, kind);
    if (fs.existsSync(`${base}.js`)) {
      return { types: `${base}.d.ts`, code: `${base}.js`, package: entry };
    }
  }
  return undefined;
}
