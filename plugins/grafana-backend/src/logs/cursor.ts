import { InputError } from '@backstage/errors';

/** Where a reader is: at this time, and these lines of that time are known. */
export interface LogCursor {
  /** Nanoseconds since 1970. */
  at: bigint;
  seen: readonly string[];
}

const MOST_SEEN = 100;
const SHAPE = /^(\d{18,19})((?:\.[A-Za-z0-9_-]{1,16})*)$/;

export function writeCursor({ at, seen }: LogCursor): string {
  return [at.toString(), ...seen.slice(-MOST_SEEN)].join('.');
}

export function readCursor(text: string): LogCursor {
  const match = SHAPE.exec(text);
  if (!match) {
    throw new InputError('after is no cursor of an earlier answer');
  }
  return { at: BigInt(match[1]), seen: match[2].split('.').slice(1) };
}
