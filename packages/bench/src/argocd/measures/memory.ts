import type { Measure } from '../../lib/measure';
import type { Memory } from '../../lib/plugins/Backend';
import { INSTANCES } from '../scene';
import { NAMES, type Name } from '../Stage';
import { short } from '../../lib/statistics';

/** By Applications of an instance, after all else was measured. */
export type MemoryBySize = Map<number, Map<Name, Memory>>;

/** What Applications take, as the growth from the smallest to the largest; the peers keep none. */
export function* describeMemory(sizes: MemoryBySize): Generator<Measure> {
  const counts = [...sizes.keys()].sort((a, b) => a - b);
  const [least, most] = [counts[0], counts[counts.length - 1]];
  const thousands = ((most - least) * INSTANCES.length) / 1000;
  for (const name of NAMES) {
    const of = (count: number) => sizes.get(count)!.get(name)!;
    const grown = (of(most).heldMiB - of(least).heldMiB) / thousands;
    yield {
      name: `memory per 1,000 Applications, ${name}`,
      value: `${short(grown)} MiB`,
      goal: 'stated',
      ok: true,
      detail: `${counts
        .map(
          count =>
            `${count * INSTANCES.length} Applications: ${short(
              of(count).heldMiB,
            )} MiB held, ${short(of(count).residentMiB)} MiB resident`,
        )
        .join('; ')}${
        name === 'ours' ? '; the whole portal' : '; nothing but this plugin'
      }`,
    };
  }
}
