import fs from 'node:fs';
import path from 'node:path';
import { entitiesOf } from '../lib/entitiesOf';
import { startPostgres } from '../lib/postgres';
import { ratio, type Measure } from '../lib/measure';
import { root, temporaryFolder } from '../lib/portal';
import { median } from '../lib/statistics';
import { makeRepository } from '../lib/syntheticRepository';
import { ScalePortal } from './ScalePortal';

const SMALL = 10;
/** Each has 4 workloads. A machine with little time may measure fewer: what is printed says how many. */
const LARGE = Number(process.env.BENCH_TENANTS ?? 5000);
const MIDDLE = LARGE / 4;
const WORKLOADS = 4;
const TASKS = 11;
const MERGES = 11;
const AT_ONCE = 100;
/** How much more a file may cost at four times the size, for what is linear. */
const LINEAR = 1.25;

type ScaleOptions = Parameters<typeof ScalePortal.start>[0];

export async function* scaleOnSqlite(): AsyncGenerator<Measure> {
  const { folder, remove } = temporaryFolder();
  try {
    yield* onDatabase('SQLite', folder, () => ({
      client: 'better-sqlite3',
      connection: ':memory:',
    }));
  } finally {
    remove();
  }
}

export async function* scaleOnPostgres(): AsyncGenerator<Measure> {
  const { folder, remove } = temporaryFolder();
  try {
    const postgres = await startPostgres(path.join(folder, 'postgres'));
    if (!postgres) {
      console.log('# no PostgreSQL in npm packages for this machine: left out');
      return;
    }
    try {
      yield* onDatabase('PostgreSQL', folder, name => ({
        client: 'pg',
        connection: postgres.connection,
        prefix: `${name}_`,
      }));
    } finally {
      await postgres.stop();
    }
  } finally {
    remove();
  }
}

/**
 * One portal on a repository of 10 tenants and one on 5,000, asked in turns: what a golden path and a merge cost. On the
 * way there, the first ingestion of a quarter and of all of them.
 */
async function* onDatabase(
  database: string,
  folder: string,
  connect: (name: string) => object,
): AsyncGenerator<Measure> {
  const isSqlite = database === 'SQLite';
  const start = async (tenants: number, { besideBare = false } = {}) => {
    const name = `${database.toLocaleLowerCase('en-US')}${tenants}`;
    const forge = path.join(folder, `${name}.git`);
    const files = await makeRepository({
      checkout: root,
      target: forge,
      tenants,
      workloads: WORKLOADS,
    });
    const options = { tenants, files, forge, database: connect(name) };
    // Side by side, so that whatever else the machine does is the same for both.
    const [first, bare] = await Promise.all([
      ingested(options),
      besideBare ? bareIngestion(options) : undefined,
    ]);
    return { ...first, bare };
  };

  const middle = await start(MIDDLE, { besideBare: isSqlite });
  await middle.portal.stop();
  const large = await start(LARGE, { besideBare: isSqlite });
  try {
    const growth = ratio(`first ingestion a file, ${database}`, {
      value: (large.ours.cpuSeconds / large.portal.files) * 1000,
      base: (middle.ours.cpuSeconds / middle.portal.files) * 1000,
      atMost: LINEAR,
      unit: 'ms of CPU',
      detail: `${LARGE} tenants against ${MIDDLE}; ${Math.round(
        large.ours.seconds,
      )} s against ${Math.round(
        middle.ours.seconds,
      )} s until the queue is empty`,
    });
    if (middle.bare && large.bare) {
      yield againstBare(growth, {
        ours: [middle.ours.cpuSeconds, large.ours.cpuSeconds],
        bare: [middle.bare.cpuSeconds, large.bare.cpuSeconds],
      });
    } else {
      yield growth;
    }

    const small = await start(SMALL);
    try {
      if (isSqlite) yield* goldenPaths(small.portal, large.portal);
      yield* merges(database, small.portal, large.portal);
    } finally {
      await small.portal.stop();
    }
  } finally {
    await large.portal.stop();
  }
}

async function ingested(options: ScaleOptions) {
  const portal = await ScalePortal.start(options);
  return { portal, ours: await portal.ingest() };
}

async function bareIngestion(options: ScaleOptions) {
  const bareEntities = `${options.forge}.json`;
  const entities = await entitiesOf(options.forge);
  fs.writeFileSync(bareEntities, JSON.stringify(entities));
  const portal = await ScalePortal.start({ ...options, bareEntities });
  const ingestion = await portal.ingest();
  await portal.stop();
  return ingestion;
}

/**
 * SQLite itself takes longer for a commit the more it holds, in memory too, and Backstage's catalog reads a whole table for
 * each entity there: neither is ours, and no setting changes it. So how linear it is is judged by bare Backstage, told at
 * once of the very same entities, in the same run.
 */
function againstBare(
  growth: Measure,
  { ours, bare }: Record<'ours' | 'bare', [middle: number, large: number]>,
): Measure {
  const [growthOfOurs, growthOfBare] = [ours, bare].map(
    ([middle, large]) => (large / middle) * (MIDDLE / LARGE),
  );
  return {
    ...growth,
    goal: `≤ ${LINEAR} × that of bare Backstage, ${growthOfBare.toFixed(2)} ×`,
    ok: growthOfOurs <= LINEAR * growthOfBare,
    detail: `${
      growth.detail
    }; told of the same entities, bare Backstage took ${bare[1].toFixed(
      0,
    )} s of CPU against ${bare[0].toFixed(0)} s, ours ${ours[1].toFixed(
      0,
    )} s against ${ours[0].toFixed(0)} s`,
  };
}

async function* goldenPaths(
  small: ScalePortal,
  large: ScalePortal,
): AsyncGenerator<Measure> {
  const times = { small: [] as number[], large: [] as number[] };
  for (let n = 0; n < TASKS; n++) {
    times.small.push((await small.goldenPath(`warm-${n}x`)).ms);
    times.large.push((await large.goldenPath(`warm-${n}x`)).ms);
  }
  yield ratio('form to open pull request', {
    value: median(times.large),
    base: median(times.small),
    atMost: 1.2,
    unit: 'ms',
    detail: `${LARGE} tenants against ${SMALL}, medians of ${TASKS}, without the time in the queue`,
  });
  const started = performance.now();
  const names = Array.from({ length: AT_ONCE }, (_, n) => `burst-${n}x`);
  const tasks = await Promise.all(
    names.map(name => small.goldenPath(name, { pauseMs: 1000 })),
  );
  const seconds = (performance.now() - started) / 1000;
  const right = await small.countRight(names);
  yield {
    name: `${AT_ONCE} golden paths at once`,
    value: `${right} of ${AT_ONCE} pull requests`,
    goal: 'all, none lost, none mixed up',
    ok: right === AT_ONCE,
    detail: `${seconds.toFixed(0)} s in all; a task ran for ${Math.round(
      median(tasks.map(({ ms }) => ms)),
    )} ms and waited for ${Math.round(
      median(tasks.map(({ waited }) => waited)),
    )} ms, medians`,
  };
}

async function* merges(
  database: string,
  small: ScalePortal,
  large: ScalePortal,
): AsyncGenerator<Measure> {
  const portals = { small, large };
  const shown = { small: [] as number[], large: [] as number[] };
  const lists = { small: [] as number[], large: [] as number[] };
  for (let n = 0; n < MERGES; n++) {
    for (const which of ['small', 'large'] as const) {
      const merged = await portals[which].mergeToQuery(`merged-${n}x`);
      shown[which].push(merged.shown);
      lists[which].push(merged.list);
    }
  }
  yield ratio(`one merge, mutation, ${database}`, {
    value: median(large.mutations()),
    base: median(small.mutations()),
    atMost: 1.5,
    unit: 'ms',
    detail: `${LARGE} tenants against ${SMALL}, medians of ${MERGES}`,
  });
  yield ratio(`one merge until the catalog answers with it, ${database}`, {
    value: median(shown.large),
    base: median(shown.small),
    atMost: 1.5,
    unit: 'ms',
    detail: `${LARGE} tenants against ${SMALL}, medians of ${MERGES}; the list of the tenant then takes Backstage ${median(
      lists.large,
    ).toFixed(0)} ms against ${median(lists.small).toFixed(0)} ms`,
  });
}
