/** The longest task of a page's main thread in a trace. */
export interface LongestTask {
  /** By the clock. */
  wallMs: number;
  /** Of the processor. */
  cpuMs: number;
}

interface TraceEvent {
  name: string;
  pid: number;
  tid: number;
  /** Microseconds. */
  dur?: number;
  tdur?: number;
  args?: { name?: string };
}

/** Finds the longest task of the pages in a trace of Chromium; refuses a trace without any. */
export function longestTask(trace: { traceEvents: TraceEvent[] }): LongestTask {
  const threadOf = ({ pid, tid }: TraceEvent) => `${pid} ${tid}`;
  const pages = new Set(
    trace.traceEvents
      .filter(
        ({ name, args }) =>
          name === 'thread_name' && args?.name === 'CrRendererMain',
      )
      .map(threadOf),
  );
  const tasks = trace.traceEvents.filter(
    event => event.name.endsWith('RunTask') && pages.has(threadOf(event)),
  );
  if (tasks.length === 0) throw new Error('The trace has no task of a page.');
  const longest = (key: 'dur' | 'tdur') =>
    tasks.reduce((found, task) => Math.max(found, task[key] ?? 0), 0) / 1000;
  return { wallMs: longest('dur'), cpuMs: longest('tdur') };
}
