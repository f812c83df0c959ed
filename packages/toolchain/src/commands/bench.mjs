import path from 'node:path';
import { typescriptArgs } from '../backstageCli.mjs';
import { runAttached } from '../process.mjs';
import { root } from '../root.mjs';

/** `npm run bench [-- NAME …]`: the measures, each a line `NAME: VALUE (goal …) ok|short`. */
export const run = ({ args, tools }) =>
  runAttached(
    tools.node,
    [
      '--expose-gc',
      ...typescriptArgs,
      path.join(root, 'packages', 'bench', 'src', 'index.ts'),
      ...args,
    ],
    { env: tools.env },
  );
