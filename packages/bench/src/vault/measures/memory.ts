import type { Measure } from '../../lib/measure';
import type { Memory } from '../../lib/plugins/Backend';
import { short } from '../../lib/statistics';
import { DELIVERIES, service } from '../scene';

/** What paths and their deliveries take in our backend, as the growth from few to many; the community's keeps none. */
export function* describeMemory(
  sizes: ReadonlyMap<number, Memory>,
): Generator<Measure> {
  const counts = [...sizes.keys()].sort((a, b) => a - b);
  const [least, most] = [counts[0], counts[counts.length - 1]];
  const grown =
    (sizes.get(most)!.heldMiB - sizes.get(least)!.heldMiB) /
    ((most - least) / 1000);
  yield {
    name: 'memory per 1,000 paths',
    value: `${short(grown)} MiB`,
    goal: 'stated',
    ok: true,
    detail: `with ${
      (DELIVERIES * 1000) / service(0).paths.length
    } ExternalSecrets and their workloads; the whole portal holds ${counts
      .map(
        count =>
          `${short(sizes.get(count)!.heldMiB)} MiB (${short(
            sizes.get(count)!.residentMiB,
          )} MiB resident) with ${count}`,
      )
      .join(', ')}`,
  };
}
