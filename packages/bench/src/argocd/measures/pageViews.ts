import type { Measure } from '../../lib/measure';
import { service, VIEWED } from '../scene';
import { NAMES, type Contestant, type Name, type Stage } from '../Stage';
import { p50, p99, short } from '../../lib/plugins/statistics';

const WARM_UP = 20;
/** Views in a row by one backend, so that its CPU time is told in steps that are large enough. */
const BLOCK: Record<Name, number> = { community: 10, roadie: 5, ours: 60 };

export interface Views {
  milliseconds: number[];
  cpuMilliseconds: number;
  /** Compressed, from the backend to the browser. */
  bytes: number;
  requests: number;
  upstreamCalls: number;
  upstreamBytes: number;
}

export const noViews = (): Views => ({
  milliseconds: [],
  cpuMilliseconds: 0,
  bytes: 0,
  requests: 0,
  upstreamCalls: 0,
  upstreamBytes: 0,
});

/** Opens entity pages one after the other, the backends in turns. */
export async function viewPages(
  stage: Stage,
  rounds: number,
): Promise<Record<Name, Views>> {
  const views = Object.fromEntries(
    NAMES.map(name => [name, noViews()]),
  ) as Record<Name, Views>;
  for (const contestant of Object.values(stage.contestants)) {
    await openPages(contestant, WARM_UP);
    await stage.taken(contestant.name);
  }
  for (let round = 0; round < rounds; round++) {
    for (const contestant of Object.values(stage.contestants)) {
      const { name, backend, browser } = contestant;
      const before = {
        cpu: backend.cpuSeconds(),
        bytes: browser.bytes,
        requests: browser.requests,
      };
      const sum = views[name];
      sum.milliseconds.push(
        ...(await openPages(contestant, BLOCK[name], round * BLOCK[name])),
      );
      sum.cpuMilliseconds += (backend.cpuSeconds() - before.cpu) * 1000;
      sum.bytes += browser.bytes - before.bytes;
      sum.requests += browser.requests - before.requests;
    }
  }
  for (const name of NAMES) {
    const { calls, bytes } = await stage.taken(name);
    views[name].upstreamCalls = calls;
    views[name].upstreamBytes = bytes;
  }
  return views;
}

/** Opens the pages of entities one after the other; milliseconds until each is complete. */
export async function openPages(
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

/** A line for each backend. */
export function* describeViews(
  applications: number,
  views: Record<Name, Views>,
): Generator<Measure> {
  for (const name of NAMES) {
    const { milliseconds, ...sums } = views[name];
    const a = (sum: number) => short(sum / milliseconds.length);
    const calls = sums.upstreamCalls / milliseconds.length;
    yield {
      name: `upstream calls a page view, ${applications} Applications, ${name}`,
      value: short(calls),
      goal: name === 'ours' ? '0' : 'stated',
      ok: name !== 'ours' || calls === 0,
      detail: [
        `${a(sums.upstreamBytes / 1024)} KiB from Argo CD`,
        `${a(sums.requests)} requests and ${a(
          sums.bytes / 1024,
        )} KiB to the browser`,
        `${a(sums.cpuMilliseconds)} ms of CPU`,
        `p50 ${short(p50(milliseconds))} ms, p99 ${short(
          p99(milliseconds),
        )} ms`,
        `${milliseconds.length} views`,
      ].join('; '),
    };
  }
}
