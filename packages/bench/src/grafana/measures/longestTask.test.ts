import { longestTask } from './longestTask';

const thread = (pid: number, tid: number, name: string) => ({
  name: 'thread_name',
  pid,
  tid,
  args: { name },
});
const task = (pid: number, tid: number, dur: number, tdur: number) => ({
  name: 'ThreadControllerImpl::RunTask',
  pid,
  tid,
  dur,
  tdur,
});

describe('longestTask', () => {
  it('is of the main threads of pages, by clock and processor each', () => {
    expect(
      longestTask({
        traceEvents: [
          thread(1, 1, 'CrRendererMain'),
          thread(2, 1, 'CrBrowserMain'),
          task(1, 1, 12_000, 9_000),
          task(1, 1, 40_000, 8_500),
          task(1, 7, 90_000, 90_000),
          task(2, 1, 80_000, 80_000),
        ],
      }),
    ).toEqual({ wallMs: 40, cpuMs: 9 });
  });

  it('refuses a trace in which there is nothing to measure', () => {
    expect(() =>
      longestTask({ traceEvents: [task(1, 1, 12_000, 9_000)] }),
    ).toThrow('no task of a page');
  });
});
