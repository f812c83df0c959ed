import fs from 'node:fs';
import path from 'node:path';
import { paths } from '@idp/platform-contract';
import { median, ratio, type Measure } from '../lib/measure';
import { temporaryFolder } from '../lib/portal';
import { tenantName, workloadName } from '../lib/syntheticRepository';
import { prepareBuilds, renderBare } from './bareKustomize';
import { makeCheckout } from './checkouts';
import { costOf } from './cost';
import { runCheck } from './runCheck';

const SMALL = 10;
const LARGE = 1000;
const WORKLOADS = 2;
const RUNS = 5;

/** What `npm run check` adds to rendering, and whether the check of a change grows with the repository. */
export async function* run(): AsyncGenerator<Measure> {
  const { folder, remove } = temporaryFolder();
  const make = (tenants: number) =>
    makeCheckout(folder, { tenants, workloads: WORKLOADS });
  try {
    const small = await make(SMALL);
    const large = await make(LARGE);
    yield* oneChange(small, large);
    yield* whole(large, path.join(folder, 'batches'));
  } finally {
    remove();
  }
}

async function* whole(
  checkout: string,
  folder: string,
): AsyncGenerator<Measure> {
  const { builds, batches } = prepareBuilds(checkout, folder);
  // One half before and one after, so that a machine that gets slower meanwhile slows both.
  const half = (which: number) => () =>
    renderBare(batches.filter((_, i) => i % 2 === which));
  const first = await costOf(half(0));
  const check = await costOf(() => runCheck(checkout));
  const second = await costOf(half(1));
  const rules = check.result
    .map(({ rule, seconds }) => `${rule} ${seconds}`)
    .join(', ');
  const cpu =
    check.cpuSeconds === undefined
      ? ''
      : `; of CPU ${Math.round(check.cpuSeconds)} s against ${Math.round(
          first.cpuSeconds! + second.cpuSeconds!,
        )} s`;
  yield ratio('check of all', {
    value: check.seconds,
    base: first.seconds + second.seconds,
    atMost: 1.5,
    unit: 's',
    detail: `${LARGE} tenants × ${WORKLOADS} workloads × 2 environments against bare kustomize, ${builds} builds in ${batches.length} batches${cpu}; seconds by rule: ${rules}`,
  });
}

async function* oneChange(
  small: string,
  large: string,
): AsyncGenerator<Measure> {
  const times = { small: [] as number[], large: [] as number[] };
  const changed = (checkout: string) =>
    costOf(() => runCheck(checkout, '--changed', 'HEAD'));
  for (const checkout of [small, large]) changeTenant(checkout);
  for (let n = 0; n < RUNS; n++) {
    times.small.push((await changed(small)).seconds);
    times.large.push((await changed(large)).seconds);
  }
  yield ratio('check --changed', {
    value: median(times.large),
    base: median(times.small),
    atMost: 1.2,
    unit: 's',
    detail: `one changed tenant of ${LARGE} against one of ${SMALL}, medians of ${RUNS}`,
  });
}

function changeTenant(checkout: string) {
  const release = path.join(
    checkout,
    paths.workload(tenantName(3), workloadName(1)),
    'overlays/local/release.yaml',
  );
  fs.appendFileSync(release, '# Changed\n');
}
