import fs from 'node:fs';
import { Bed } from '../bed/Bed';
import { componentsOf, type Profile, profiles } from '../bed/profiles';
import { startServices } from '../bed/start';
import { missing } from '../build/build';
import { endOnSignal } from '../lib/endOnSignal';
import { memoryOf } from '../process/memory';
import { steps } from '../steps';
import { TestRun } from './TestRun';

export interface TestOptions {
  profiles: Profile[];
  /** Only the steps of these names. */
  only?: string[];
  /** Leave the folder with all logs and data where it is. */
  keep?: boolean;
}

/** Runs the steps of each profile in a bed of its own. Resolves to the exit code. */
export async function runTests(options: TestOptions): Promise<number> {
  const run = new TestRun(line => console.log(line));
  for (const profile of options.profiles) {
    const own = steps.filter(
      step =>
        step.profile === profile &&
        (!options.only?.length || options.only.includes(step.name)),
    );
    if (own.length === 0) continue;
    const absent = missing(componentsOf(profile));
    if (absent.length > 0) {
      console.log(
        `NOT RUN: profile ${profile}, as ${absent
          .map(({ name }) => name)
          .join(', ')} must be built first: npm run testbed -- build`,
      );
      continue;
    }
    await runProfile(run, profile, own, options);
  }
  run.printSummary();
  return run.failed === 0 && run.passed > 0 ? 0 : 1;
}

async function runProfile(
  run: TestRun,
  profile: Profile,
  own: typeof steps,
  options: TestOptions,
) {
  console.log(`\nProfile ${profile}`);
  const bed = Bed.create({ keep: options.keep });
  const release = endOnSignal(bed);
  const begun = performance.now();
  const report = run.reportOf(profile);
  try {
    await startServices(bed, profiles[profile], (name, seconds) =>
      console.log(`  started ${name} in ${seconds.toFixed(1)} s`),
    );
    report.measure(
      `${profile}: from nothing to all ready`,
      `${((performance.now() - begun) / 1000).toFixed(1)} s`,
    );
    for (const step of own) {
      console.log(`\n${profile} / ${step.name}: ${step.what}`);
      const started = performance.now();
      try {
        await step.run(bed, run.reportOf(step.name));
      } catch (error) {
        run.fail(step.name, error);
      }
      report.measure(
        `${profile}: step ${step.name}`,
        `${((performance.now() - started) / 1000).toFixed(1)} s`,
      );
    }
    measureMemory(bed, profile, report.measure);
  } catch (error) {
    run.fail(`profile ${profile}`, error);
  } finally {
    release();
    if (options.keep) console.log(`Kept: ${bed.folder}`);
    await bed.end();
    if (!options.keep) fs.rmSync(bed.folder, { recursive: true, force: true });
  }
}

function measureMemory(
  bed: Bed,
  profile: Profile,
  measure: (what: string, value: string) => void,
) {
  let sum = 0;
  for (const { id, pid } of bed.processes.all()) {
    const mib = memoryOf(pid);
    if (mib === undefined) continue;
    sum += mib;
    measure(`${profile}: memory of ${id}`, `${Math.round(mib)} MiB`);
  }
  if (sum > 0)
    measure(`${profile}: memory of all`, `${(sum / 1024).toFixed(2)} GiB`);
}
