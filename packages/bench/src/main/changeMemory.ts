import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { ratio, type Measure } from '../lib/measure';
import { root, temporaryFolder } from '../lib/portal';
import { median } from '../lib/statistics';
import { makeRepository } from '../lib/syntheticRepository';

const SIZES = [10, 5000];
const RUNS = 3;

/** Time and memory of changes alone, each size in processes of its own. */
export async function* changeMemory(): AsyncGenerator<Measure> {
  const { folder, remove } = temporaryFolder();
  try {
    const memory = new Map<number, number[]>();
    const times = new Map<number, number[]>();
    for (let run = 0; run < RUNS; run++) {
      for (const tenants of SIZES) {
        const target = path.join(folder, `${tenants}-${run}.git`);
        await makeRepository({
          checkout: root,
          target,
          tenants,
          workloads: 4,
        });
        const result = openChanges(target);
        memory.set(tenants, [...(memory.get(tenants) ?? []), result.memoryMiB]);
        times.set(tenants, [...(times.get(tenants) ?? []), ...result.times]);
      }
    }
    const [small, large] = SIZES;
    const detail = `${large} tenants against ${small}, medians of ${RUNS} processes`;
    yield ratio('reading a tenant and opening a change, forge client', {
      value: median(times.get(large)!),
      base: median(times.get(small)!),
      atMost: 1.2,
      unit: 'ms',
      detail,
    });
    yield ratio('memory of that, largest', {
      value: median(memory.get(large)!),
      base: median(memory.get(small)!),
      atMost: 1.2,
      unit: 'MiB',
      detail,
    });
  } finally {
    remove();
  }
}

function openChanges(repository: string): {
  memoryMiB: number;
  times: number[];
} {
  const output = execFileSync(process.execPath, [
    ...process.execArgv,
    path.join(root, 'packages/bench/src/main/openChanges.ts'),
    repository,
  ]);
  return JSON.parse(output.toString());
}
