import path from 'node:path';
import { startPostgres } from '../lib/postgres';
import { median, ratio, type Measure } from '../lib/measure';
import { pause, root, temporaryFolder } from '../lib/portal';
import { makeRepository } from '../lib/syntheticRepository';
import { ScalePortal } from './ScalePortal';

const SMALL = 10;
const MIDDLE = 1250;
const LARGE = 5000;
const TASKS = 11;
const MERGES = 11;
const AT_ONCE = 100;

/**
 * One portal on a repository of 10 tenants and one on 5,000, with 4 workloads each, asked in turns: what a golden path
 * and a merge cost. On the way there, the first ingestion of 1,250 and 5,000 tenants.
 */
export async function* scale(): AsyncGenerator<Measure> {
  yield* scaleOnSqlite();
  yield* scaleOnPostgres();
}

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

async function* onDatabase(
  database: string,
  folder: string,
  connect: (name: string) => object,
): AsyncGenerator<Measure> {
  const start = async (tenants: number) => {
    const name = `${database.toLocaleLowerCase('en-US')}${tenants}`;
    const forge = path.join(folder, `${name}.git`);
    const files = await makeRepository({
      checkout: root,
      target: forge,
      tenants,
      workloads: 4,
    });
    return ScalePortal.start({
      tenants,
      files,
      forge,
      database: connect(name),
    });
  };

  const middle = await start(MIDDLE);
  const middleIngestion = await middle.ingest();
  await middle.stop();
  const large = await start(LARGE);
  const largeIngestion = await large.ingest();
  yield ratio(`first ingestion a file, ${database}`, {
    value: (largeIngestion.cpuSeconds / large.files) * 1000,
    base: (middleIngestion.cpuSeconds / middle.files) * 1000,
    atMost: 1.25,
    unit: 'ms of CPU',
    detail: `${LARGE} tenants against ${MIDDLE}; ${Math.round(
      largeIngestion.seconds,
    )} s against ${Math.round(
      middleIngestion.seconds,
    )} s until the queue is empty`,
  });

  const small = await start(SMALL);
  await small.ingest();
  try {
    if (database === 'SQLite') yield* goldenPaths(small, large);
    yield* merges(database, small, large);
  } finally {
    await small.stop();
    await large.stop();
  }
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
  for (let n = 0; n < MERGES; n++) {
    for (const which of ['small', 'large'] as const) {
      shown[which].push(await portals[which].mergeToQuery(`merged-${n}x`));
      await pause(200);
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
    detail: `${LARGE} tenants against ${SMALL}, medians of ${MERGES}`,
  });
}
