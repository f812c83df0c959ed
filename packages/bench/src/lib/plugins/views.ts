import type { Measure } from '../measure';
import { p50, p99, short } from '../statistics';
import type { Backend } from './Backend';
import type { Browser } from './Browser';

/** Some views of pages, and what they took. */
export interface Views {
  /** Of each page, until it was complete. */
  milliseconds: number[];
  cpuMilliseconds: number;
  /** Compressed, from the backend to the browser. */
  bytes: number;
  requests: number;
  upstreamCalls: number;
  upstreamBytes: number;
  /** What they were, where that is known. */
  upstreamPaths?: Readonly<Record<string, number>>;
}

export const noViews = (): Views => ({
  milliseconds: [],
  cpuMilliseconds: 0,
  bytes: 0,
  requests: 0,
  upstreamCalls: 0,
  upstreamBytes: 0,
});

/** Views a page; the number says which. */
export type View = (n: number) => Promise<unknown>;

/** Milliseconds that it takes. */
export async function timed(run: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await run();
  return performance.now() - started;
}

/** Views pages one after the other; milliseconds of each. */
export async function viewEach(
  view: View,
  count: number,
  first = 0,
): Promise<number[]> {
  const times: number[] = [];
  for (let n = first; n < first + count; n++) {
    times.push(await timed(() => view(n)));
  }
  return times;
}

/**
 * The same as one block of a backend's views, which is added to those before. It has to be so long that the CPU time, which
 * is told in hundredths of a second, says something.
 */
export async function addBlock(
  sum: Views,
  { backend, browser }: { backend: Backend; browser: Browser },
  view: View,
  block: { count: number; first: number },
): Promise<void> {
  const before = {
    cpu: backend.cpuSeconds(),
    bytes: browser.bytes,
    requests: browser.requests,
  };
  sum.milliseconds.push(...(await viewEach(view, block.count, block.first)));
  sum.cpuMilliseconds += (backend.cpuSeconds() - before.cpu) * 1000;
  sum.bytes += browser.bytes - before.bytes;
  sum.requests += browser.requests - before.requests;
}

/**
 * The line of a backend's views. Ours asks upstream for nothing while somebody looks.
 *
 * @param options.among - how much there is, such as `1000 paths`
 * @param options.source - whose answers are upstream's
 * @param options.more - stands at the end of the detail
 */
export function describeViews(options: {
  name: string;
  among: string;
  source: string;
  views: Views;
  more?: string[];
}): Measure {
  const { name, among, source, views, more = [] } = options;
  const { milliseconds, upstreamCalls } = views;
  const isOurs = name === 'ours';
  const each = (sum: number) => short(sum / milliseconds.length);
  return {
    name: `upstream calls a page view, ${among}, ${name}`,
    value: each(upstreamCalls),
    goal: isOurs ? '0' : 'stated',
    ok: !isOurs || upstreamCalls === 0,
    detail: [
      `${each(views.upstreamBytes / 1024)} KiB from ${source}`,
      ...(isOurs ? pathsOf(views) : []),
      `${each(views.requests)} requests and ${each(
        views.bytes / 1024,
      )} KiB to the browser`,
      `${each(views.cpuMilliseconds)} ms of CPU`,
      `p50 ${short(p50(milliseconds))} ms, p99 ${short(p99(milliseconds))} ms`,
      ...more,
    ].join('; '),
  };
}

/** Calls that there should not be, so that whoever reads the line knows where to look. */
function pathsOf({ upstreamPaths = {} }: Views): string[] {
  return Object.entries(upstreamPaths).map(
    ([path, calls]) => `${calls} × ${path}`,
  );
}
