import type { Problem } from '@idp/platform-contract';
import type { Place } from './types';

/** A finding at a place; where only a file is known, at its beginning. */
export function problemAt(
  place: Place | string,
  rule: string,
  message: string,
  remedy: string,
): Problem {
  const at =
    typeof place === 'string' ? { file: place, line: 1, column: 1 } : place;
  return { ...at, rule, message, remedy };
}
