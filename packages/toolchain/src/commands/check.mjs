import path from 'node:path';
import { typescriptArgs } from '../backstageCli.mjs';
import { runAttached } from '../process.mjs';
import { root } from '../root.mjs';

/** `npm run check [-- FOLDER]`: the contract over a checkout of a GitOps repository; this one by default. */
export const run = ({ args, tools }) =>
  runAttached(
    tools.node,
    [
      ...typescriptArgs,
      path.join(root, 'packages', 'check', 'src', 'index.ts'),
      ...args,
    ],
    { env: tools.env },
  );
