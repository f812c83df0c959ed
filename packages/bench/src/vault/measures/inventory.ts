import type { Measure } from '../../lib/measure';
import { ratio } from '../../lib/measure';
import { untilIdle } from '../../lib/plugins/startMeasuredPortal';
import { short } from '../../lib/statistics';
import { until } from '../../lib/portal';
import { runInventory } from '../backends/startOurs';
import { foldersOf, REQUESTS_PER_SECOND, service } from '../scene';
import type { Stage } from '../Stage';

const CHANGES = 5;
/** A second as the fake counts it is not the second of the portal. */
const TOLERANCE = 1.1;

/** What the first look at all paths takes, and the next. */
export async function* inventory(stage: Stage): AsyncGenerator<Measure> {
  const { paths } = stage;
  const { calls, rates } = stage.inventory;
  // The first and the last second are not whole.
  const whole = rates.slice(1, -1);
  const mean = whole.reduce((sum, rate) => sum + rate, 0) / whole.length;
  const peak = Math.max(...whole);
  yield {
    name: `inventory of ${paths} paths, requests a second`,
    value: short(mean),
    goal: `≤ ${REQUESTS_PER_SECOND}`,
    ok: mean <= REQUESTS_PER_SECOND && peak <= REQUESTS_PER_SECOND * TOLERANCE,
    detail: `at most ${short(peak)} in one second; ${
      rates.length
    } s; with the default of 20 a second ${short(calls / 20 / 60)} minutes`,
  };
  const folders = foldersOf(paths);
  yield {
    name: `inventory of ${paths} paths, requests`,
    value: String(calls),
    goal: `≤ ${Math.ceil((paths + folders) * 1.01 + 20)}`,
    ok: calls <= (paths + folders) * 1.01 + 20,
    detail: `one for each path and one for each of ${folders} folders, and a few about the server and its own rights`,
  };
  yield* next(stage);
}

async function* next({
  contestants,
  fakes,
  inventory: first,
}: Stage): AsyncGenerator<Measure> {
  const { backend, browser, page } = contestants.ours;
  const added = await fakes.commands.add(CHANGES);
  const gone = service(0).paths.slice(-CHANGES);
  await fakes.commands.remove(gone);
  await fakes.commands.take('ours');
  await runInventory(backend);
  await until(
    () => page.open(browser, service(0)),
    ({ paths }) =>
      added.every(path => paths.includes(path)) &&
      !gone.some(path => paths.includes(path)),
    { seconds: 120, what: 'The next inventory', pauseMs: 500 },
  );
  await untilIdle(backend.cpuSeconds);
  const { calls, byPath } = await fakes.commands.take('ours');
  const reads = byPath['GET /v1/kv/metadata/{path}'] ?? 0;
  yield ratio('next inventory, requests', {
    value: calls,
    base: first.calls,
    atMost: 1 / 4,
    unit: 'requests',
    detail: `${CHANGES} secrets came and ${CHANGES} went: folders are listed, and metadata is read of ${reads}; what is known is read again when it is older than \`metadataAge\`, oldest first`,
  });
}
