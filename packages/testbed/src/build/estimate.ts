import os from 'node:os';
import type { Component } from '../components/types';

/** Disk that a Go build takes besides the binary, per CPU second: its build cache and the modules' sources. */
const cacheMbPerGoSecond = 6.2;

export interface BuildEstimate {
  minutes: number;
  /** What the cache of the test bed will hold. */
  keptMb: number;
  /** What Go's own caches take besides, at most. */
  goCacheMb: number;
}

/**
 * What building these takes. `pace` is how much longer than estimated the builds so far took: a machine that others use
 * too shows itself after the first component.
 */
export function estimateBuild(
  components: Component[],
  { cores = os.cpus().length, pace = 1 } = {},
): BuildEstimate {
  const sum = (pick: (component: Component) => number) =>
    components.reduce((total, component) => total + pick(component), 0);
  const seconds = sum(({ estimate }) => estimate.cpuSeconds);
  return {
    // The linker and large packages keep one core only.
    minutes: (seconds / Math.min(cores, 1 + (cores - 1) * 0.8) / 60) * pace,
    keptMb: sum(({ estimate }) => estimate.diskMb),
    goCacheMb: Math.round(
      sum(({ kind, estimate }) =>
        kind === 'go' ? estimate.cpuSeconds * cacheMbPerGoSecond : 0,
      ),
    ),
  };
}
