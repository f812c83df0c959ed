import { prepare } from './prepare.mjs';
import { Problem } from './problem.mjs';

const commands = {
  start: () => import('./commands/start.mjs'),
  test: () => import('./commands/test.mjs'),
  check: () => import('./commands/check.mjs'),
  sandbox: () => import('./commands/sandbox.mjs'),
  story: () => import('./commands/story.mjs'),
  bench: () => import('./commands/bench.mjs'),
  testbed: () => import('./commands/testbed.mjs'),
  'api-reports': () => import('./commands/apiReports.mjs'),
  build: () => import('./commands/build.mjs'),
  lint: () => import('./commands/lint.mjs'),
  yarn: () => import('./commands/yarn.mjs'),
};

/** Runs one command; resolves to the exit code. */
export async function main([name, ...args]) {
  const load = commands[name];
  if (!load) {
    console.error(
      `Unknown command '${name ?? ''}'. There are: ${Object.keys(commands).join(
        ', ',
      )}.`,
    );
    return 2;
  }
  try {
    const tools =
      name === 'sandbox'
        ? undefined // it asks a process that runs already
        : await prepare({ install: name !== 'yarn' });
    const { run } = await load();
    return (await run({ args, tools })) ?? 0;
  } catch (error) {
    if (error instanceof Problem) {
      console.error(`\n${error.message}`);
      return 1;
    }
    throw error;
  }
}
