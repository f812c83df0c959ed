import type { Measure } from '../../lib/measure';
import { p50, p99, short } from '../../lib/plugins/statistics';
import { communityAll, communityTag } from '../pages/community';
import type { EntityPage } from '../pages/EntityPage';
import { ourPage } from '../pages/ours';
import { DASHBOARDS, RULES, viewed, VIEWED } from '../scene';
import type { Contestant, Stage } from '../Stage';

const ROUNDS = 8;

interface Way {
  name: string;
  page: EntityPage;
  /** Views in a row, so that CPU time is told in steps that are large enough. */
  block: number;
  contestant: (stage: Stage) => Contestant;
}

const WAYS: readonly Way[] = [
  {
    name: 'community',
    page: communityAll,
    block: 3,
    contestant: ({ community }) => community,
  },
  {
    name: 'community, selector of one tag',
    page: communityTag,
    block: 5,
    contestant: ({ community }) => community,
  },
  {
    name: 'ours',
    page: ourPage,
    block: VIEWED,
    contestant: ({ ours }) => ours,
  },
];

export interface Views {
  milliseconds: number[];
  cpuMilliseconds: number;
  /** Compressed, from the backend to the browser. */
  bytes: number;
  requests: number;
  upstreamCalls: number;
  upstreamBytes: number;
}

/** Opens the cards of dashboards and alerts, one after the other, the ways in turns. */
export async function viewPages(stage: Stage): Promise<Map<string, Views>> {
  const views = new Map<string, Views>();
  for (let round = 0; round < ROUNDS; round++) {
    for (const way of WAYS) {
      const { backend, browser, name } = way.contestant(stage);
      const sums = views.get(way.name) ?? {
        milliseconds: [],
        cpuMilliseconds: 0,
        bytes: 0,
        requests: 0,
        upstreamCalls: 0,
        upstreamBytes: 0,
      };
      views.set(way.name, sums);
      await stage.taken(name);
      const before = {
        cpu: backend.cpuSeconds(),
        bytes: browser.bytes,
        requests: browser.requests,
      };
      for (let n = 0; n < way.block; n++) {
        const started = performance.now();
        await way.page.open(browser, viewed(round * way.block + n));
        sums.milliseconds.push(performance.now() - started);
      }
      const { calls, bytes } = await stage.taken(name);
      sums.cpuMilliseconds += (backend.cpuSeconds() - before.cpu) * 1000;
      sums.bytes += browser.bytes - before.bytes;
      sums.requests += browser.requests - before.requests;
      sums.upstreamCalls += calls;
      sums.upstreamBytes += bytes;
    }
  }
  return views;
}

/** A line for each way. */
export function* describeViews(
  views: ReadonlyMap<string, Views>,
): Generator<Measure> {
  for (const [name, { milliseconds, ...sums }] of views) {
    const each = (sum: number) => short(sum / milliseconds.length);
    yield {
      name: `upstream calls a page view, ${DASHBOARDS} dashboards and ${RULES} rules, ${name}`,
      value: each(sums.upstreamCalls),
      goal: name === 'ours' ? '0' : 'stated',
      ok: name !== 'ours' || sums.upstreamCalls === 0,
      detail: [
        `${each(sums.upstreamBytes / 1024)} KiB from Grafana`,
        `${each(sums.requests)} requests and ${each(
          sums.bytes / 1024,
        )} KiB to the browser`,
        `${each(sums.cpuMilliseconds)} ms of CPU`,
        `p50 ${short(p50(milliseconds))} ms, p99 ${short(
          p99(milliseconds),
        )} ms`,
        `${milliseconds.length} views`,
      ].join('; '),
    };
  }
}
