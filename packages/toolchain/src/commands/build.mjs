import { backstageCli } from '../backstageCli.mjs';

/** The production build: the front end, then the backend's bundle that serves it. */
export const run = ({ tools }) =>
  backstageCli(tools, ['repo', 'build', '--all']);
