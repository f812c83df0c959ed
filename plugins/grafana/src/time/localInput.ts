import { momentOf, wallOf } from './zone';

const LOCAL = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/;

/** A moment as the value of an `<input type="datetime-local">`. */
export function toLocalInput(moment: number, zone: string): string {
  return new Date(wallOf(moment, zone)).toISOString().slice(0, 16);
}

/** The moment that such an input means; undefined for what is none. */
export function fromLocalInput(text: string, zone: string): number | undefined {
  const wall = LOCAL.test(text) ? Date.parse(`${text}Z`) : NaN;
  return Number.isNaN(wall) ? undefined : momentOf(wall, zone);
}
