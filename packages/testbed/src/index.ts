/**
 * The real components of the platform as processes on loopback
 *
 * @packageDocumentation
 */

import { parseArgs } from 'node:util';
import { type Profile, profiles } from './bed/profiles';
import { build } from './build/build';
import { Problem } from './lib/problem';
import { run } from './run';
import { runTests } from './test/runTests';

const usage = `npm run testbed [-- COMMAND]

  [run] [--profile NAME] [--keep]   builds what is missing, then runs until Ctrl-C;
                                    without a profile portal
  build [COMPONENT…]                builds what is missing, and nothing else
  test [--profile NAME]… [--step NAME]… [--keep]
                                    what npm run test:testbed runs

  --profile  which components: ${Object.keys(profiles).join(', ')}
  --keep     leaves the folder with all logs and data where it is`;

async function main(args: string[]): Promise<number> {
  const { values, positionals } = read(args);
  const [command = 'run', ...components] = positionals;
  if (command === 'build') {
    if (args.length > positionals.length)
      throw misused('build takes names of components alone.');
    await build(components.length ? components : undefined);
    return 0;
  }
  if (command !== 'run' && command !== 'test')
    throw misused(`There is no command '${command}'.`);
  if (components.length)
    throw misused(`Only build takes names, and here is '${components[0]}'.`);
  const chosen = (values.profile ?? []).map(profileOf);
  if (command === 'run')
    return run(chosen[0] ?? 'portal', { keep: values.keep });
  return runTests({
    profiles: chosen.length ? chosen : (Object.keys(profiles) as Profile[]),
    only: values.step,
    keep: values.keep,
  });
}

function read(args: string[]) {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: {
        profile: { type: 'string', multiple: true },
        step: { type: 'string', multiple: true },
        keep: { type: 'boolean', default: false },
      },
    });
  } catch (error) {
    throw misused((error as Error).message);
  }
}

function profileOf(name: string): Profile {
  if (!(name in profiles)) throw misused(`There is no profile '${name}'.`);
  return name as Profile;
}

function misused(what: string): Problem {
  return new Problem(`${what}\n\n${usage}`);
}

main(process.argv.slice(2)).then(
  code => process.exit(code),
  error => {
    console.error(error instanceof Problem ? `\n${error.message}` : error);
    process.exit(1);
  },
);
