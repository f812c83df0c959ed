import crypto from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { backstageCliCaptured } from '../backstageCli.mjs';
import { explainInstallFailure } from '../problem.mjs';
import { root } from '../root.mjs';

const sources = [
  'yarn.lock',
  'packages/app',
  'packages/diff-react',
  'packages/live-react',
  'packages/parts-react',
  'packages/platform-contract',
  'plugins',
];
const skipped = new Set([
  'node_modules',
  'dist',
  'dist-types',
  'e2e-tests',
  'coverage',
]);

/** Builds the front end for production, unless what it is made of has not changed since the last build. */
export async function buildApp({ tools }) {
  const app = path.join(root, 'packages', 'app');
  const marker = path.join(app, 'dist', '.idp-built');
  const state = digest(sources);
  if (fs.existsSync(marker) && fs.readFileSync(marker, 'utf8') === state)
    return;
  console.log('Building the front end (about 20 seconds) …');
  const { code, output } = await backstageCliCaptured(
    tools,
    ['package', 'build'],
    {
      cwd: app,
    },
  );
  if (code !== 0) throw explainInstallFailure('Building the front end', output);
  fs.writeFileSync(marker, state);
}

function digest(entries) {
  const hash = crypto.createHash('sha256');
  const visit = entry => {
    const full = path.join(root, entry);
    if (!fs.existsSync(full)) return;
    if (fs.statSync(full).isDirectory()) {
      for (const name of fs.readdirSync(full).sort()) {
        if (!skipped.has(name)) visit(path.join(entry, name));
      }
    } else {
      hash.update(`${entry}\n`).update(fs.readFileSync(full));
    }
  };
  entries.forEach(visit);
  return hash.digest('hex');
}
