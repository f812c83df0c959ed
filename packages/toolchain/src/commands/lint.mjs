import { backstageCli } from '../backstageCli.mjs';

/** ESLint and prettier over everything. */
export async function run({ tools }) {
  return backstageCli(tools, ['repo', 'lint']);
}
