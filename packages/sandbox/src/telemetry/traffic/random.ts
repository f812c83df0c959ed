/** A number from 0 up to 1, the same for the same text. */
export function fraction(seed: string): number {
  let hash = 2166136261;
  for (let i = 0; i < seed.length; i++) {
    hash = Math.imul(hash ^ seed.charCodeAt(i), 16777619);
  }
  return mixed(hash);
}

/** The same of two numbers, quicker: for what is asked for each second. */
export function fractionOf(seed: number, index: number): number {
  return mixed(
    Math.imul(seed ^ Math.imul(index, 0x9e3779b1), 0x85ebca6b) ^ index,
  );
}

export const between = (low: number, high: number, seed: string): number =>
  low + (high - low) * fraction(seed);

function mixed(hash: number): number {
  let x = hash ^ (hash >>> 16);
  x = Math.imul(x, 0x85ebca6b);
  x ^= x >>> 13;
  x = Math.imul(x, 0xc2b2ae35);
  x ^= x >>> 16;
  return (x >>> 0) / 4294967296;
}
