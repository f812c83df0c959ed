import { constants } from 'node:os';
import type { Bed } from '../bed/Bed';

/** Ctrl-C and the like end the test bed, and then this process. Returns what takes that back. */
export function endOnSignal(bed: Bed): () => void {
  let asked = false;
  const onSignal = (signal: NodeJS.Signals) => {
    if (asked) return;
    asked = true;
    console.log('\nStopping everything that was started …');
    bed.end().finally(() => process.exit(128 + constants.signals[signal]));
  };
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  for (const signal of signals) process.on(signal, onSignal);
  return () => {
    for (const signal of signals) process.off(signal, onSignal);
  };
}
