/** What Loki finds in a line by itself, and puts beside it. */
export type Level = 'debug' | 'info' | 'warn' | 'error' | 'unknown';

/** A line that a container has written. */
export interface Line {
  /** Milliseconds. */
  time: number;
  /** Nanoseconds beyond these milliseconds. */
  nanos: number;
  text: string;
  level: Level;
  output: 'stdout' | 'stderr';
}

/** One request, as a program knows it when it has answered. */
export interface Request {
  time: number;
  /** Tells this request from others. */
  number: number;
  write: boolean;
  status: number;
  /** Milliseconds. */
  duration: number;
}

/** How a program writes. */
export interface Writer {
  /** Lines of its start, with the milliseconds that each comes after it. */
  started(time: number): Line[];
  ended(time: number): Line[];
  request(request: Request): Line[];
  /** When the kubelet asks whether it is well. */
  probed(time: number): Line[];
}

/** Times as nanoseconds since 1970, in digits. */
export const nanoseconds = ({ time, nanos }: Line): string =>
  `${time}${String(nanos).padStart(6, '0')}`;
