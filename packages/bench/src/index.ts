import { formatMeasure, type Measure } from './lib/measure';

/** The benches by name; each is a list of steps that give measures. */
const benches: Record<
  string,
  () => Promise<{ run: () => AsyncGenerator<Measure> }>
> = {
  check: () => import('./check'),
  main: () => import('./main'),
};

async function main(names: string[]): Promise<number> {
  const unknown = names.find(name => !(name in benches));
  if (unknown) {
    console.error(
      `There is no bench '${unknown}'. There are: ${Object.keys(benches).join(
        ', ',
      )}.`,
    );
    return 2;
  }
  let short = 0;
  for (const name of names.length ? names : Object.keys(benches)) {
    const { run } = await benches[name]();
    for await (const measure of run()) {
      console.log(formatMeasure(measure));
      if (!measure.ok) short += 1;
    }
  }
  return short === 0 ? 0 : 1;
}

main(process.argv.slice(2)).then(
  code => process.exit(code),
  error => {
    console.error(error);
    process.exit(1);
  },
);
