import { layers } from '../test/layers.mjs';

/** `npm test [-- LAYER …]`: every layer, one after the other, with what each costs; the last line counts all. */
export async function run({ args, tools }) {
  const unknown = args.filter(
    name => !layers.some(layer => layer.name === name),
  );
  if (unknown.length > 0) {
    console.error(
      `There is no layer '${unknown[0]}'. The layers: ${layers
        .map(({ name }) => name)
        .join(', ')}.`,
    );
    return 2;
  }
  const results = [];
  for (const layer of layers.filter(
    ({ name }) => args.length === 0 || args.includes(name),
  )) {
    console.log(`\n== ${layer.name}: ${layer.what}`);
    const started = performance.now();
    const result = await layer.run({ tools });
    results.push({
      name: layer.name,
      seconds: (performance.now() - started) / 1000,
      ...result,
    });
  }
  console.log('\nlayer           passed  failed  seconds');
  for (const { name, passed, failed, seconds, note } of results) {
    console.log(
      `${name.padEnd(15)} ${String(passed).padStart(6)}  ${String(
        failed,
      ).padStart(6)}  ${seconds.toFixed(1).padStart(7)}${
        note ? `  ${note}` : ''
      }`,
    );
  }
  const sum = key => results.reduce((total, result) => total + result[key], 0);
  console.log(`\n${sum('passed')} passed, ${sum('failed')} failed`);
  return sum('failed') === 0 && sum('passed') > 0 ? 0 : 1;
}
