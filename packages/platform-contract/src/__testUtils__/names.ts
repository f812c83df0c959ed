import * as fc from 'fast-check';
import { nameProblem, type NameKind } from '../names';

const part = (first: string, rest: string) =>
  fc
    .tuple(
      fc.constantFrom(...first),
      fc.stringOf(fc.constantFrom(...rest), { maxLength: 6 }),
    )
    .map(([head, tail]) => head + tail);

const LETTERS = 'abcdefghijklmnopqrstuvwxyz';
const ALPHANUMERIC = `${LETTERS}0123456789`;

/** Names that the contract allows. */
export const names = (kind: NameKind) =>
  fc
    .tuple(
      part(LETTERS, ALPHANUMERIC),
      fc.array(part(ALPHANUMERIC, ALPHANUMERIC), { maxLength: 3 }),
    )
    .map(([head, tail]) => [head, ...tail].join('-'))
    .filter(name => nameProblem(kind, name) === undefined);
