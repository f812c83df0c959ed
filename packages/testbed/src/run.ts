import { Bed } from './bed/Bed';
import { componentsOf, type Profile, profiles } from './bed/profiles';
import { startServices } from './bed/start';
import { build } from './build/build';
import { endOnSignal } from './lib/endOnSignal';
import { steps } from './steps';
import { TestRun } from './test/TestRun';

/** Builds what is missing, starts a profile, prints what a person needs of it, and runs until Ctrl-C. */
export async function run(
  profile: Profile,
  options: { keep?: boolean },
): Promise<number> {
  await build(componentsOf(profile));
  const bed = Bed.create(options);
  endOnSignal(bed);
  console.log(`All data is in ${bed.folder}.`);
  const begun = performance.now();
  try {
    await startServices(bed, profiles[profile], (name, seconds) =>
      console.log(`  ${name.padEnd(32)} ready in ${seconds.toFixed(1)} s`),
    );
  } catch (error) {
    await bed.end();
    throw error;
  }
  console.log(
    `Ready after ${((performance.now() - begun) / 1000).toFixed(1)} s.\n`,
  );
  const shown = new TestRun(line => console.log(line));
  for (const step of steps) {
    if (step.profile !== profile || !step.shows) continue;
    console.log(`${step.what} …`);
    await step.run(bed, shown.reportOf(step.name, { quiet: true }));
  }
  shown.printOmissions();
  console.log('');
  for (const service of profiles[profile]) {
    for (const { what, url, credentials } of service.addresses?.(bed) ?? [])
      console.log(
        `  ${what.padEnd(24)} ${url}${
          credentials ? `  (credentials: ${credentials})` : ''
        }`,
      );
  }
  console.log('\nCtrl-C stops all of it, and removes its data.');
  return new Promise(() => {});
}
