import type { Measure } from '../../lib/measure';
import { p50, p99, short } from '../../lib/plugins/statistics';
import { IS_TRIAL, service, VIEWED } from '../scene';
import { NAMES, type Contestant, type Name, type Stage } from '../Stage';

const BLOCK = IS_TRIAL ? 10 : 50;
const ROUNDS = IS_TRIAL ? 3 : 20;

/** Some views of entity pages. */
export interface Views {
  /** Of each page, until it was complete. */
  milliseconds: number[];
  cpuMilliseconds: number;
  bytes: number;
  requests: number;
}

/** Opens entity pages one after the other, the backends in turns; a line for each. */
export async function* pageViews(stage: Stage): AsyncGenerator<Measure> {
  const views = Object.fromEntries(
    NAMES.map((name): [Name, Views] => [
      name,
      { milliseconds: [], cpuMilliseconds: 0, bytes: 0, requests: 0 },
    ]),
  ) as Record<Name, Views>;
  for (const contestant of Object.values(stage.contestants)) {
    await openPages(contestant, 2 * BLOCK);
    await stage.fakes.commands.take(contestant.name);
  }
  await stage.fakes.commands.takeKubernetes();
  for (let round = 0; round < ROUNDS; round++) {
    for (const contestant of Object.values(stage.contestants))
      await view(contestant, views[contestant.name], round);
  }
  const cluster = await stage.fakes.commands.takeKubernetes();
  for (const name of NAMES) {
    const { calls, bytes } = await stage.fakes.commands.take(name);
    yield* describe(stage.paths, name, views[name], {
      calls: calls + (name === 'ours' ? cluster.calls : 0),
      bytes,
      watches: name === 'ours' ? cluster.watches : 0,
    });
  }
}

/** Opens the pages of entities one after the other; milliseconds until each is complete. */
async function openPages(
  { page, browser }: Contestant,
  count: number,
  first = 0,
): Promise<number[]> {
  const times: number[] = [];
  for (let n = 0; n < count; n++) {
    const started = performance.now();
    await page.open(browser, service((first + n) % VIEWED));
    times.push(performance.now() - started);
  }
  return times;
}

async function view(contestant: Contestant, sum: Views, round: number) {
  const { backend, browser } = contestant;
  const before = {
    cpu: backend.cpuSeconds(),
    bytes: browser.bytes,
    requests: browser.requests,
  };
  sum.milliseconds.push(...(await openPages(contestant, BLOCK, round * BLOCK)));
  sum.cpuMilliseconds += (backend.cpuSeconds() - before.cpu) * 1000;
  sum.bytes += browser.bytes - before.bytes;
  sum.requests += browser.requests - before.requests;
}

function* describe(
  paths: number,
  name: Name,
  { milliseconds, ...sums }: Views,
  upstream: { calls: number; bytes: number; watches: number },
): Generator<Measure> {
  const a = (sum: number) => short(sum / milliseconds.length);
  yield {
    name: `upstream calls a page view, ${paths} paths, ${name}`,
    value: a(upstream.calls),
    goal: name === 'ours' ? '0' : 'stated',
    ok: name !== 'ours' || upstream.calls === 0,
    detail: [
      `${a(upstream.bytes / 1024)} KiB from Vault`,
      `${a(sums.requests)} requests and ${a(
        sums.bytes / 1024,
      )} KiB to the browser`,
      `${a(sums.cpuMilliseconds)} ms of CPU`,
      `p50 ${short(p50(milliseconds))} ms, p99 ${short(p99(milliseconds))} ms`,
      `${milliseconds.length} views in ${short(
        milliseconds.reduce((sum, one) => sum + one, 0) / 1000,
      )} s`,
      ...(name === 'ours'
        ? [
            `${upstream.watches} watches of the cluster ended and were opened anew meanwhile, as they are when nobody looks`,
          ]
        : []),
    ].join('; '),
  };
}
