import fs from 'node:fs';
import path from 'node:path';
import { Problem } from '../problem.mjs';
import { runCaptured } from '../process.mjs';
import { root } from '../root.mjs';

const wanted = [
  'gitops',
  'templates',
  'kubernetes',
  'docs',
  'catalog-info.yaml',
  'mkdocs.yml',
];

/** Copies the parts of the working tree that a GitOps repository is made of, with what is not committed yet. */
export async function copyCheckout(target) {
  const { code, output } = await runCaptured(
    'git',
    [
      'ls-files',
      '-z',
      '--cached',
      '--others',
      '--exclude-standard',
      '--',
      ...wanted,
    ],
    { cwd: root },
  );
  const files =
    code === 0 ? output.split('\0').filter(Boolean) : wanted.flatMap(listFiles);
  if (files.length === 0)
    throw new Problem('The checkout has no gitops/ or templates/ folder.');
  for (const file of files) {
    const source = path.join(root, file);
    if (!fs.existsSync(source)) continue; // deleted, but not committed yet
    fs.mkdirSync(path.dirname(path.join(target, file)), { recursive: true });
    fs.copyFileSync(source, path.join(target, file));
  }
}

function listFiles(name) {
  const full = path.join(root, name);
  if (!fs.existsSync(full)) return [];
  if (fs.statSync(full).isFile()) return [name];
  return fs
    .readdirSync(full, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => path.relative(root, path.join(entry.parentPath, entry.name)));
}
