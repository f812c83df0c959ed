import path from 'node:path';
import { runCaptured } from '../process.mjs';
import { root } from '../root.mjs';

/** Where the declarations of all packages are written, below the folder of each package. */
export const declarations = path.join(root, 'dist-types');

/** Checks the types of everything and writes its declarations: `{code, output}`. */
export const writeDeclarations = tools =>
  runCaptured(
    tools.node,
    [
      path.join(root, 'node_modules', 'typescript', 'bin', 'tsc'),
      ...['--pretty', 'false'],
    ],
    { cwd: root, env: tools.env },
  );
