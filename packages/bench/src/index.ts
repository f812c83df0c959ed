import { formatMeasure, type Measure } from './lib/measure';

/** The benches by name; each is a list of steps that give measures. `NAME:PART` runs a part of one that has parts. */
const benches: Record<string, () => Promise<Bench | { default: Bench }>> = {
  argocd: () => import('./argocd'),
  check: () => import('./check'),
  grafana: () => import('./grafana'),
  main: () => import('./main'),
  vault: () => import('./vault'),
};

interface Bench {
  run(part?: string): AsyncGenerator<Measure>;
}

async function main(names: string[]): Promise<number> {
  const unknown = names.find(name => !(name.split(':')[0] in benches));
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
    const [bench, part] = name.split(':');
    const loaded = await benches[bench]();
    // Node may not see the names that compiled TypeScript exports.
    const { run } = 'default' in loaded ? loaded.default : loaded;
    for await (const measure of run(part)) {
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
