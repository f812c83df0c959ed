import path from 'node:path';
import { runAttached, runCaptured } from './process.mjs';
import { root } from './root.mjs';

const bin = path.join(
  root,
  'node_modules',
  '@backstage',
  'cli',
  'bin',
  'backstage-cli',
);

/** Runs Backstage's CLI with our output; resolves to its exit code. */
export const backstageCli = (tools, args, { env, cwd = root } = {}) =>
  runAttached(tools.node, [bin, ...args], {
    cwd,
    env: { ...tools.env, ...env },
  });

/** The same, keeping what it prints: `{code, output}`. */
export const backstageCliCaptured = (
  tools,
  args,
  { env, cwd = root, onLine } = {},
) =>
  runCaptured(tools.node, [bin, ...args], {
    cwd,
    env: { ...tools.env, ...env },
    onLine,
  });

/** Arguments that let Node run the TypeScript of this repository. */
export const typescriptArgs = [
  '--no-warnings',
  '--require',
  path.join(
    root,
    'node_modules',
    '@backstage',
    'cli',
    'config',
    'nodeTransform.cjs',
  ),
];
