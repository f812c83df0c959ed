import path from 'node:path';
import { typescriptArgs } from '../backstageCli.mjs';
import { runAttached } from '../process.mjs';
import { root } from '../root.mjs';

/**
 * `npm run testbed [-- build|run|test …]`: the real components as processes on loopback; without a command it builds
 * what is missing and runs them until Ctrl-C.
 */
export const run = ({ args, tools }) =>
  runAttached(
    tools.node,
    [
      ...typescriptArgs,
      path.join(root, 'packages', 'testbed', 'src', 'index.ts'),
      ...args,
    ],
    { env: tools.env },
  );
