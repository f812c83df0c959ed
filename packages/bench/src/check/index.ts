import fs from 'node:fs';
import path from 'node:path';
import { paths } from '@idp/platform-contract';
import { ratio, type Measure } from '../lib/measure';
import { temporaryFolder } from '../lib/portal';
import { median } from '../lib/statistics';
import { tenantName, workloadName } from '../lib/syntheticRepository';
import { prepareBuilds, renderBare } from './bareKustomize';
import { makeCheckout } from './checkouts';
import { costOf } from './cost';
import { meterKustomize } from './meteredKustomize';
import { runCheck } from './runCheck';

const SMALL = 10;
const LARGE = 1000;
const WORKLOADS = 2;
const RUNS = 5;

/** What `npm run check` adds to rendering (`all`), and whether the check of a change grows with the repository (`changed`). */
export async function* run(part?: string): AsyncGenerator<Measure> {
  if (part && !['all', 'changed'].includes(part)) {
    throw new Error(`check has no part '${part}'. There are: all, changed.`);
  }
  const { folder, remove } = temporaryFolder();
  const make = (tenants: number) =>
    makeCheckout(folder, { tenants, workloads: WORKLOADS });
  try {
    const large = await make(LARGE);
    if (part !== 'all') yield* oneChange(await make(SMALL), large);
    if (part !== 'changed') yield* whole(large, folder);
  } finally {
    remove();
  }
}

async function* whole(
  checkout: string,
  folder: string,
): AsyncGenerator<Measure> {
  const meter = await meterKustomize(path.join(folder, 'meter'));
  const { builds, batches } = prepareBuilds(
    checkout,
    path.join(folder, 'batches'),
  );
  // One half before and one after, so that a machine that gets slower meanwhile slows both.
  const half = (which: number) => () =>
    renderBare(batches.filter((_, i) => i % 2 === which));
  const first = await costOf(half(0));
  const check = await costOf(() => runCheck(checkout, [], meter.env));
  const rendering = meter.take();
  const second = await costOf(half(1));
  const rules = check.result
    .map(({ rule, seconds }) => `${rule} ${seconds}`)
    .join(', ');
  const cpu =
    check.cpuSeconds === undefined || rendering === undefined
      ? ''
      : `; of CPU ${Math.round(check.cpuSeconds + rendering)} s, ${Math.round(
          rendering,
        )} s of them kustomize, against ${Math.round(
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
    costOf(() => runCheck(checkout, ['--changed', 'HEAD']));
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
