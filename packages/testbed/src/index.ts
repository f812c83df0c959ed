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

  run [--profile NAME] [--keep]     builds what is missing, then runs until Ctrl-C; the
                                    default, of the profile portal
  build [COMPONENT…]                builds what is missing, and nothing else
  test [--profile NAME]… [--step NAME]… [--keep]
                                    what npm run test:testbed runs

  --profile  which components: ${Object.keys(profiles).join(', ')}
  --keep     leaves the folder with all logs and data where it is`;

async function main([command = 'run', ...args]: string[]): Promise<number> {
  if (command === 'build') {
    await build(args.length ? args : undefined);
    return 0;
  }
  if (command !== 'run' && command !== 'test') throw new Problem(usage);
  const { values } = read(args);
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
      options: {
        profile: { type: 'string', multiple: true },
        step: { type: 'string', multiple: true },
        keep: { type: 'boolean', default: false },
      },
    });
  } catch (error) {
    throw new Problem(`${(error as Error).message}\n\n${usage}`);
  }
}

function profileOf(name: string): Profile {
  if (!(name in profiles)) throw new Problem(usage);
  return name as Profile;
}

main(process.argv.slice(2)).then(
  code => process.exit(code),
  error => {
    console.error(error instanceof Problem ? `\n${error.message}` : error);
    process.exit(1);
  },
);
