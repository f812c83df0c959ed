import { runAttached } from '../process.mjs';

/** `npm run yarn -- ARGUMENTS`: yarn of this repository, with its Node. */
export const run = ({ args, tools }) =>
  runAttached(tools.node, [tools.yarn, ...args], { env: tools.env });
