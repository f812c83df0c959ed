import { Browser } from './Browser';

export interface Memory {
  /** In the JavaScript heap and beside it, when nothing is left to be collected. */
  heldMiB: number;
  residentMiB: number;
}

/** One backend that is measured, as a process. */
export interface Backend {
  name: string;
  url: string;
  token(): Promise<string>;
  /** CPU seconds of the process so far. */
  cpuSeconds(): number;
  memory(): Promise<Memory>;
  stop(): Promise<void>;
}

export const browserOf = ({ url, token }: Backend) => new Browser(url, token);

const MIB = 1024 * 1024;

export function memoryOf(usage: NodeJS.MemoryUsage): Memory {
  return {
    heldMiB: (usage.heapUsed + usage.external) / MIB,
    residentMiB: usage.rss / MIB,
  };
}
